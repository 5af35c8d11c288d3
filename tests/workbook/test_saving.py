"""Saves are appended: nothing is overwritten, refused or doubled."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaces.acting import acting_as
from spaces.services import own_space
from workbook import services
from workbook.models import Page, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def acting(mentee):
    with acting_as(mentee):
        yield


def save(page, body, based_on, client_id=None, title=""):
    return services.save(
        page=page,
        client_id=client_id or uuid4(),
        based_on=based_on,
        title=title,
        body=body,
    )


@pytest.fixture
def page(mentee):
    return Page.objects.create(
        space=own_space(mentee), author=mentee, kind=Page.Kind.GOAL
    )


def text_of(page):
    return Page.objects.get(pk=page.pk).body


def test_a_save_becomes_the_text_and_a_revision(page):
    saved = save(page, "een", None)

    assert text_of(page) == "een"
    assert [one.body for one in page.revisions.all()] == ["een"]
    assert saved.based_on == saved.revision.pk == Page.objects.get().head
    assert saved.digest == hashlib.sha256(b"\0een").hexdigest()
    assert saved.beside == 0


def test_what_is_kept_of_the_digest_needs_the_key(page):
    saved = save(page, "een", None)

    assert len(saved.revision.digest) == 64
    assert saved.revision.digest != saved.digest


def test_the_same_save_twice_is_one_revision(page):
    client_id = uuid4()
    first = save(page, "een", None, client_id)
    again = save(page, "een", None, client_id)

    assert first.revision == again.revision
    assert again.based_on == first.based_on
    assert page.revisions.count() == 1


def test_a_repeated_save_that_is_no_longer_the_head_changes_nothing(page):
    client_id = uuid4()
    first = save(page, "een", None, client_id)
    save(page, "twee", first.based_on)
    save(page, "een", None, client_id)

    assert text_of(page) == "twee"
    assert page.revisions.beside().count() == 0


def test_a_save_from_an_old_page_is_a_second_version(page):
    first = save(page, "een", None)
    save(page, "een en twee", first.based_on)
    other = save(page, "een of drie", first.based_on)

    assert text_of(page) == "een en twee"
    assert [one.body for one in page.revisions.beside()] == ["een of drie"]
    assert other.beside == 1


def test_typing_on_in_the_other_window_stays_one_second_version(page):
    first = save(page, "een", None)
    save(page, "een en twee", first.based_on)
    other = save(page, "een of", first.based_on)
    other = save(page, "een of drie", other.based_on)

    assert [one.body for one in page.revisions.beside()] == ["een of drie"]
    assert page.revisions.count() == 4
    assert text_of(page) == "een en twee"


def test_the_same_words_in_two_windows_are_no_second_version(page):
    first = save(page, "een", None)
    mine = save(page, "een twee", first.based_on)
    other = save(page, "een twee", first.based_on)
    save(page, "een twee drie", mine.based_on)

    assert other.based_on == mine.based_on
    assert page.revisions.beside().count() == 0
    assert text_of(page) == "een twee drie"


def test_line_ends_are_those_of_the_browser(page):
    saved = save(page, "een\r\ntwee", None)

    assert saved.digest == hashlib.sha256(b"\0een\ntwee").hexdigest()


def test_choosing_settles_and_keeps_both_in_the_history(page):
    first = save(page, "een", None)
    head = save(page, "twee", first.based_on)
    other = save(page, "drie", first.based_on)
    done = services.settle(
        page=page,
        chosen=[other.revision.pk],
        client_id=uuid4(),
        based_on=head.based_on,
        title="",
        body="drie",
    )

    assert done.beside == 0
    assert text_of(page) == "drie"
    assert {one.body for one in page.revisions.all()} == {"een", "twee", "drie"}


def test_keeping_the_head_leaves_its_window_current(page):
    first = save(page, "een", None)
    head = save(page, "twee", first.based_on)
    other = save(page, "drie", first.based_on)
    services.settle(
        page=page,
        chosen=[other.revision.pk],
        client_id=uuid4(),
        based_on=head.based_on,
        title="",
        body="twee",
    )
    after = save(page, "twee en meer", head.based_on)

    assert after.beside == 0
    assert text_of(page) == "twee en meer"


def test_a_choice_from_an_old_page_is_a_second_version_itself(page):
    first = save(page, "een", None)
    head = save(page, "twee", first.based_on)
    other = save(page, "drie", first.based_on)
    save(page, "twee, later", head.based_on)
    done = services.settle(
        page=page,
        chosen=[other.revision.pk],
        client_id=uuid4(),
        based_on=head.based_on,
        title="",
        body="twee en drie",
    )

    assert text_of(page) == "twee, later"
    assert [one.body for one in page.revisions.beside()] == ["twee en drie"]
    assert done.beside == 1


def test_restoring_is_a_new_revision(page):
    first = save(page, "een", None)
    save(page, "twee", first.based_on)
    services.restore(page=page, revision=first.revision)

    assert text_of(page) == "een"
    assert [one.body for one in page.revisions.all()] == ["een", "twee", "een"]


def test_two_first_saves_of_a_prompt_are_one_page(mentee):
    common = {"author": mentee, "exercise": "what-i-run-into.moments", "title": ""}
    services.write(**common, client_id=uuid4(), based_on=None, body="een")
    services.write(**common, client_id=uuid4(), based_on=None, body="twee")

    (page,) = Page.objects.all()
    assert page.body == "een"
    assert [one.body for one in page.revisions.beside()] == ["twee"]


def test_a_goal_of_another_is_not_written(page, mentor):
    with acting_as(mentor):
        saved = services.write(
            author=mentor,
            page_id=page.pk,
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
def test_a_revision_is_not_changed(page, change):
    save(page, "een", None)
    with pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE workbook_revision SET {change}")


def test_a_second_version_is_settled_once(page):
    first = save(page, "een", None)
    save(page, "twee", first.based_on)
    other = save(page, "drie", first.based_on).revision
    save(page, "drie en", other.pk)
    settled = Revision.objects.get(pk=other.pk)
    settled.settled_at = None
    with pytest.raises(DatabaseError, match="settled once"), transaction.atomic():
        settled.save(update_fields=["settled_at"])


def test_neither_a_revision_nor_a_page_is_deleted(page):
    save(page, "een", None)
    for model in (Revision, Page):
        with pytest.raises(DatabaseError, match="permission denied"):
            with transaction.atomic():
                model.objects.all()._raw_delete("default")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("exercise", ["", "what-i-run-into.moments"])
def test_two_devices_at_the_same_moment(mentee, exercise):
    """Also when neither the page nor the own space is there yet."""
    page_id, start = uuid4(), Barrier(4)

    def write(number):
        try:
            with acting_as(mentee):
                start.wait(timeout=10)
                with transaction.atomic():
                    services.write(
                        author=mentee,
                        page_id=page_id,
                        exercise=exercise,
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
        (page,) = Page.objects.all()
        bodies = {page.body} | {one.body for one in page.revisions.beside()}
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
    page = Page.objects.create(
        space=own_space(mentee), author=mentee, kind=Page.Kind.GOAL
    )
    windows = [{"base": None, "text": "", "last": None} for _ in range(2)]
    sent = []
    for step, number, letter in steps:
        window = windows[number]
        if step == "type":
            window["text"] += letter
            window["last"] = (window["text"], window["base"], uuid4())
        if step in ("type", "repeat") and window["last"]:
            saved = save(page, *window["last"])
            sent.append(window["last"][0])
            if step == "type":
                window["base"] = saved.based_on
        if step == "reload":
            now = Page.objects.get(pk=page.pk)
            window |= {"base": now.head, "text": now.body, "last": None}
        if step == "settle":
            now = Page.objects.get(pk=page.pk)
            beside = list(now.revisions.beside())
            if beside:
                services.settle(
                    page=now,
                    chosen=[one.pk for one in beside],
                    client_id=uuid4(),
                    based_on=now.head,
                    title="",
                    body=now.body + beside[0].body,
                )
                windows[0]["seen"] = windows[1]["seen"] = True

    assert set(sent) <= {one.body for one in page.revisions.all()}
    now = Page.objects.get(pk=page.pk)
    for window in windows:
        # What stands in a window and was answered is seen by who opens the page now.
        if window["last"] and "settle" not in [step for step, *_ in steps]:
            seen = {now.body} | {one.body for one in now.revisions.beside()}
            heads = ancestors(now)
            assert window["text"] in seen or window["base"] in heads


def ancestors(page):
    """The revisions that the texts one sees now build upon."""
    known = {one.pk: one.based_on for one in page.revisions.all()}
    found = set()
    for tip in [page.head, *page.revisions.beside().values_list("pk", flat=True)]:
        while tip:
            found.add(tip)
            tip = known[tip]
    return found
