"""Who may write a text is held by the database; several may write one together."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from spaces.acting import acting_as
from writing import services
from writing.kinds import TextPlace
from writing.models import Revision, Text, Writers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("more_kinds")]


@pytest.fixture
def board(group, mentee):
    """A text that the whole group writes."""
    with acting_as(mentee), transaction.atomic():
        return services.write_text(
            kind="board",
            key=str(group.circle_id),
            by=mentee,
            client_id=uuid4(),
            based_on=None,
            body="One",
        ).text


@pytest.fixture
def put(group, mentor):
    """A letter of the mentor, put before the group."""
    with acting_as(mentor), transaction.atomic():
        draft = services.write_text(
            kind="letter",
            key="1",
            by=mentor,
            client_id=uuid4(),
            based_on=None,
            title="Dear all",
            body="Come in time",
        ).text
        return services.publish(draft=draft, space_id=group.circle_id)


def write(person, text, body, based_on):
    with acting_as(person), transaction.atomic():
        return services.save(
            text=text, by=person, client_id=uuid4(), based_on=based_on, body=body
        )


def test_each_member_goes_on_with_the_same_text(board, mentee, mentor, other_mentee):
    two = write(mentor, board, "One, two", board.head)
    write(other_mentee, board, "One, two, three", two.based_on)

    for person in (mentee, mentor, other_mentee):
        with acting_as(person):
            text = Text.objects.of_kind("board").get()
            assert (text.body, text.author) == ("One, two, three", mentee)
            written = [(one.author, one.body) for one in text.revisions.all()]
            assert written == [
                (mentee, "One"),
                (mentor, "One, two"),
                (other_mentee, "One, two, three"),
            ]


def test_two_who_write_at_once_keep_both(board, mentor, other_mentee):
    write(mentor, board, "One, two", board.head)
    late = write(other_mentee, board, "One, three", board.head)

    assert late.beside == 1
    with acting_as(mentor), transaction.atomic():
        text = Text.objects.get(pk=board.pk)
        [beside] = text.revisions.beside()
        assert (text.body, beside.body) == ("One, two", "One, three")
        services.settle_versions(
            text=text,
            by=mentor,
            chosen=[beside.pk],
            client_id=uuid4(),
            based_on=text.head,
            title="",
            body="One, two, three",
        )
        assert not text.revisions.beside().exists()


def test_it_is_one_text_however_many_begin_it(board, mentor, group):
    with acting_as(mentor), transaction.atomic():
        place = TextPlace(group.circle_id, writers=Writers.MEMBERS)
        again = services.start_text(
            kind="board", key=board.key, author=mentor, place=place
        )
        assert again == board


def test_others_do_not_write_what_was_put_before_them(put, mentee, mentor):
    with acting_as(mentee):
        assert Text.objects.get(pk=put.pk).body == "Come in time"
        for change in ({"body": "Come late"}, {"changed_at": put.created_at}):
            text = Text.objects.get(pk=put.pk)
            for name, value in change.items():
                setattr(text, name, value)
            with pytest.raises(DatabaseError, match="did not affect any rows"):
                with transaction.atomic():
                    text.save(update_fields=[*change])
        with pytest.raises(DatabaseError, match="row-level security"):
            with transaction.atomic():
                Revision.objects.create(
                    text=put, space_id=put.space_id, author=mentee, body="Come late"
                )
    with acting_as(mentor):
        assert [one.body for one in put.revisions.all()] == ["Come in time"]


def test_a_revision_lies_where_its_text_does(board, group, mentee):
    pair = group.seats.get(person=mentee).pair_id
    with acting_as(mentee), pytest.raises(DatabaseError, match="row-level security"):
        with transaction.atomic():
            Revision.objects.create(
                text=board, space_id=pair, author=mentee, body="Elsewhere"
            )


@pytest.mark.parametrize(
    "change",
    ["writers = 'members'", "author_id = spaces_person()", "key = 'x'", "kind = 'x'"],
)
def test_nobody_changes_whose_text_it_is(put, mentor, change):
    with acting_as(mentor), pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE writing_text SET {change}")


@pytest.mark.parametrize(
    ("writers", "taken_back"),
    [
        (Writers.AUTHOR, {"author": 1, "other": 0}),
        (Writers.MEMBERS, {"author": 0, "other": 0}),
    ],
)
def test_of_a_pair_only_what_is_the_authors_alone_is_taken_back(
    group, mentor, mentee, writers, taken_back
):
    pair = group.seats.get(person=mentee).pair_id
    with acting_as(mentee), transaction.atomic():
        Text.objects.create(
            space_id=pair,
            kind="board",
            key="1",
            author=mentee,
            writers=writers,
            body="x",
        )

    for name, person in (("other", mentor), ("author", mentee)):
        with acting_as(person), transaction.atomic():
            assert Text.objects.count() == 1
            assert Text.objects.all()._raw_delete("default") == taken_back[name]


def test_outsiders_neither_read_nor_write(
    board, put, outsider, coordinator, signed_in, group
):
    for person in (outsider, coordinator):
        client = signed_in(person)
        for text in (board, put):
            for name in ("history", "versions", "settle"):
                url = reverse(f"writing:{name}", args=[text.pk])
                ask = client.post if name == "settle" else client.get
                assert ask(url).status_code == 404
        save = reverse("writing:save", args=["board", board.key])
        typed = {"client_id": uuid4(), "author": person.pk, "body": "x"}
        assert client.post(save, typed).status_code == 404
        with acting_as(person):
            assert not Text.objects.exists()


def test_a_member_saves_restores_and_settles(board, mentor, mentee, signed_in):
    client = signed_in(mentor)
    save = reverse("writing:save", args=["board", board.key])
    for body in ("One, two", "Two alone"):
        typed = {
            "client_id": uuid4(),
            "author": mentor.pk,
            "based_on": board.head,
            "body": body,
        }
        answer = client.post(save, typed).json()

    page = client.get(answer["versions"]).text
    assert "Two of you wrote at once" in page
    assert f"{mentor} ·" in page
    history = client.get(reverse("writing:history", args=[board.pk])).text
    assert "for all who read the text" in history
    assert f"· {mentee}" in history
    with acting_as(mentor):
        first = board.revisions.earliest("saved_at")
    restore = reverse("writing:restore", args=[board.pk, first.pk])
    assert client.post(restore).url == f"/boards/{board.key}/"
    with acting_as(mentee):
        assert Text.objects.get(pk=board.pk).body == "One"


def test_a_version_that_was_put_is_read_and_not_restored(
    put, mentor, mentee, signed_in
):
    url = reverse("writing:history", args=[put.pk])
    with acting_as(mentor):
        [revision] = put.revisions.all()
    restore = reverse("writing:restore", args=[put.pk, revision.pk])
    for person, back in ((mentee, "/letters/1/read/"), (mentor, "/letters/1/")):
        client = signed_in(person)
        page = client.get(url).text
        assert "Each version that was put" in page
        assert f'href="{back}"' in page
        assert restore not in page
        assert client.post(restore).status_code == 404
