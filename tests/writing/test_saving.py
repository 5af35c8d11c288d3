"""Saves are appended: nothing is overwritten, refused or doubled."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaces.acting import acting_as
from spaces.services import own_space
from writing import services
from writing.models import Revision, Text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def acting(mentee):
    with acting_as(mentee):
        yield


def save(text, body, based_on, client_id=None, title=""):
    return services.save(
        text=text,
        by=text.author,
        client_id=client_id or uuid4(),
        based_on=based_on,
        title=title,
        body=body,
    )


@pytest.fixture
def text(mentee):
    return Text.objects.create(
        space=own_space(mentee), author=mentee, kind="goal", key=uuid4()
    )


def text_of(text):
    return Text.objects.get(pk=text.pk).body


def test_a_save_becomes_the_text_and_a_revision(text):
    saved = save(text, "een", None)

    assert text_of(text) == "een"
    assert [one.body for one in text.revisions.all()] == ["een"]
    assert saved.based_on == saved.revision.pk == Text.objects.get().head
    assert saved.digest == hashlib.sha256(b"\0een").hexdigest()
    assert saved.beside == 0


def test_what_is_kept_of_the_digest_needs_the_key(text):
    saved = save(text, "een", None)

    assert len(saved.revision.digest) == 64
    assert saved.revision.digest != saved.digest


def test_the_same_save_twice_is_one_revision(text):
    client_id = uuid4()
    first = save(text, "een", None, client_id)
    again = save(text, "een", None, client_id)

    assert first.revision == again.revision
    assert again.based_on == first.based_on
    assert text.revisions.count() == 1


def test_a_repeated_save_that_is_no_longer_the_head_changes_nothing(text):
    client_id = uuid4()
    first = save(text, "een", None, client_id)
    save(text, "twee", first.based_on)
    save(text, "een", None, client_id)

    assert text_of(text) == "twee"
    assert text.revisions.beside().count() == 0


def test_a_save_from_an_old_page_is_a_second_version(text):
    first = save(text, "een", None)
    save(text, "een en twee", first.based_on)
    other = save(text, "een of drie", first.based_on)

    assert text_of(text) == "een en twee"
    assert [one.body for one in text.revisions.beside()] == ["een of drie"]
    assert other.beside == 1


def test_typing_on_in_the_other_window_stays_one_second_version(text):
    first = save(text, "een", None)
    save(text, "een en twee", first.based_on)
    other = save(text, "een of", first.based_on)
    other = save(text, "een of drie", other.based_on)

    assert [one.body for one in text.revisions.beside()] == ["een of drie"]
    assert text.revisions.count() == 4
    assert text_of(text) == "een en twee"


def test_the_same_words_in_two_windows_are_no_second_version(text):
    first = save(text, "een", None)
    mine = save(text, "een twee", first.based_on)
    other = save(text, "een twee", first.based_on)
    save(text, "een twee drie", mine.based_on)

    assert other.based_on == mine.based_on
    assert text.revisions.beside().count() == 0
    assert text_of(text) == "een twee drie"


def test_a_repeated_save_of_nothing_new_goes_on_from_the_head(text):
    first = save(text, "een", None)
    mine = save(text, "een twee", first.based_on)
    client_id = uuid4()
    answers = [
        save(text, "een twee", first.based_on, client_id).based_on for _twice in "ab"
    ]
    save(text, "een twee drie", answers[1])

    assert answers == [mine.based_on, mine.based_on]
    assert text.revisions.beside().count() == 0
    assert text_of(text) == "een twee drie"


@pytest.mark.parametrize("late", [False, True])
def test_last_words_beside_an_unanswered_save_are_no_second_version(text, late):
    """A window that is closed sends what it has, whatever is under way."""
    first = save(text, "een", None)
    under_way, last = uuid4(), uuid4()

    def arrive(number):
        if number == 1:
            return save(text, "een twee", first.based_on, under_way)
        return services.save(
            text=text,
            by=text.author,
            client_id=last,
            based_on=first.based_on,
            after=under_way,
            body="een twee drie",
        )

    saved = [arrive(number) for number in ([2, 1] if late else [1, 2])]

    assert text_of(text) == "een twee drie"
    assert text.revisions.beside().count() == 0
    assert sorted(one.body for one in text.revisions.all()) == [
        "een",
        "een twee",
        "een twee drie",
    ]
    assert saved[-1].based_on == Text.objects.get(pk=text.pk).head


def test_last_words_of_one_window_are_a_second_version_beside_another(text):
    first = save(text, "een", None)
    save(text, "een, elders", first.based_on)
    lost = save(text, "een twee", first.based_on)
    services.save(
        text=text,
        by=text.author,
        client_id=uuid4(),
        based_on=first.based_on,
        after=lost.revision.client_id,
        body="een twee drie",
    )

    assert text_of(text) == "een, elders"
    assert [one.body for one in text.revisions.beside()] == ["een twee drie"]


def test_line_ends_are_those_of_the_browser(text):
    saved = save(text, "een\r\ntwee", None)

    assert saved.digest == hashlib.sha256(b"\0een\ntwee").hexdigest()


def test_choosing_settles_and_keeps_both_in_the_history(text):
    first = save(text, "een", None)
    head = save(text, "twee", first.based_on)
    other = save(text, "drie", first.based_on)
    done = services.settle_versions(
        text=text,
        by=text.author,
        chosen=[other.revision.pk],
        client_id=uuid4(),
        based_on=head.based_on,
        title="",
        body="drie",
    )

    assert done.beside == 0
    assert text_of(text) == "drie"
    assert {one.body for one in text.revisions.all()} == {"een", "twee", "drie"}


def test_keeping_the_head_leaves_its_window_current(text):
    first = save(text, "een", None)
    head = save(text, "twee", first.based_on)
    other = save(text, "drie", first.based_on)
    services.settle_versions(
        text=text,
        by=text.author,
        chosen=[other.revision.pk],
        client_id=uuid4(),
        based_on=head.based_on,
        title="",
        body="twee",
    )
    after = save(text, "twee en meer", head.based_on)

    assert after.beside == 0
    assert text_of(text) == "twee en meer"


def test_a_choice_from_an_old_page_is_a_second_version_itself(text):
    first = save(text, "een", None)
    head = save(text, "twee", first.based_on)
    other = save(text, "drie", first.based_on)
    save(text, "twee, later", head.based_on)
    done = services.settle_versions(
        text=text,
        by=text.author,
        chosen=[other.revision.pk],
        client_id=uuid4(),
        based_on=head.based_on,
        title="",
        body="twee en drie",
    )

    assert text_of(text) == "twee, later"
    assert [one.body for one in text.revisions.beside()] == ["twee en drie"]
    assert done.beside == 1


def test_restoring_is_a_new_revision(text):
    first = save(text, "een", None)
    save(text, "twee", first.based_on)
    services.restore(text=text, by=text.author, revision=first.revision)

    assert text_of(text) == "een"
    assert [one.body for one in text.revisions.all()] == ["een", "twee", "een"]


def test_two_first_saves_of_a_prompt_are_one_text(mentee):
    common = {"kind": "exercise", "key": "what-i-run-into.moments", "by": mentee}
    services.write_text(**common, client_id=uuid4(), based_on=None, body="een")
    services.write_text(**common, client_id=uuid4(), based_on=None, body="twee")

    (text,) = Text.objects.all()
    assert text.body == "een"
    assert [one.body for one in text.revisions.beside()] == ["twee"]


def test_a_goal_of_another_is_not_written(text, mentor):
    with acting_as(mentor):
        saved = services.write_text(
            kind="goal",
            key=str(text.pk),
            by=mentor,
            client_id=uuid4(),
            based_on=None,
            title="",
            body="van mij",
        )

    assert saved is None
    assert Revision.objects.count() == 0


@pytest.mark.parametrize(
    "change", ["body = ''", "second_version = true", "based_on = NULL"]
)
def test_a_revision_is_not_changed(text, change):
    save(text, "een", None)
    with pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE writing_revision SET {change}")


def test_a_second_version_is_settled_once(text):
    first = save(text, "een", None)
    save(text, "twee", first.based_on)
    other = save(text, "drie", first.based_on).revision
    save(text, "drie en", other.pk)
    settled = Revision.objects.get(pk=other.pk)
    settled.settled_at = None
    with pytest.raises(DatabaseError, match="settled once"), transaction.atomic():
        settled.save(update_fields=["settled_at"])


def test_neither_a_revision_nor_a_text_is_deleted(text):
    save(text, "een", None)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Revision.objects.all()._raw_delete("default")
    # Only what was put in a pair may be taken back.
    assert Text.objects.all()._raw_delete("default") == 0
    assert Text.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "key"),
    [("goal", str(UUID(int=7))), ("exercise", "what-i-run-into.moments")],
)
def test_two_devices_at_the_same_moment(mentee, kind, key):
    """Also when neither the text nor the own space is there yet."""
    start = Barrier(4)

    def write(number):
        try:
            with acting_as(mentee):
                start.wait(timeout=10)
                with transaction.atomic():
                    services.write_text(
                        kind=kind,
                        key=key,
                        by=mentee,
                        client_id=uuid4(),
                        based_on=None,
                        title="",
                        body=f"tekst {number}",
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    with transaction.atomic():
        (text,) = Text.objects.all()
        bodies = {text.body} | {one.body for one in text.revisions.beside()}
    assert bodies == {f"tekst {number}" for number in range(4)}


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["type", "repeat", "reload", "settle"]),
            st.integers(0, 1),
            st.sampled_from(["a", "b", "c"]),
        ),
        max_size=14,
    )
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_two_windows_lose_no_sentence(mentee, steps):
    """Whatever two windows do, each sentence is in a revision; and what nobody saw
    another text of is the text itself or a visible second version."""
    text = Text.objects.create(
        space=own_space(mentee), author=mentee, kind="goal", key=uuid4()
    )
    windows = [{"base": None, "text": "", "last": None} for _ in range(2)]
    sent = []
    for step, number, letter in steps:
        window = windows[number]
        if step == "type":
            window["text"] += letter
            window["last"] = (window["text"], window["base"], uuid4())
        if step in ("type", "repeat") and window["last"]:
            saved = save(text, *window["last"])
            sent.append(window["last"][0])
            if step == "type":
                window["base"] = saved.based_on
        if step == "reload":
            now = Text.objects.get(pk=text.pk)
            window |= {"base": now.head, "text": now.body, "last": None}
        if step == "settle":
            now = Text.objects.get(pk=text.pk)
            beside = list(now.revisions.beside())
            if beside:
                services.settle_versions(
                    text=now,
                    by=mentee,
                    chosen=[one.pk for one in beside],
                    client_id=uuid4(),
                    based_on=now.head,
                    title="",
                    body=now.body + beside[0].body,
                )
                windows[0]["seen"] = windows[1]["seen"] = True

    assert set(sent) <= {one.body for one in text.revisions.all()}
    now = Text.objects.get(pk=text.pk)
    for window in windows:
        # What stands in a window and was answered is seen by who opens the page now.
        if window["last"] and "settle" not in [step for step, *_ in steps]:
            seen = {now.body} | {one.body for one in now.revisions.beside()}
            heads = ancestors(now)
            assert window["text"] in seen or window["base"] in heads


def ancestors(text):
    """The revisions that the texts one sees now build upon."""
    known = {one.pk: one.based_on for one in text.revisions.all()}
    found = set()
    for tip in [text.head, *text.revisions.beside().values_list("pk", flat=True)]:
        while tip:
            found.add(tip)
            tip = known[tip]
    return found
