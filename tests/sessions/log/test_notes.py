"""The log as texts: whose it is, what is written on in it, and what was typed alone."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from sessions.log.notes import Log, log_of, note_among
from sessions.log.texts import BROUGHT_IN, LEARNT, LOG
from sessions.session.keys import log_key
from spaces.acting import acting_as
from tests.factories import write_text

NOW, BEFORE = uuid4(), uuid4()


def text(kind, space_id=NOW, body="Words", *, is_draft=False, is_shared=True):
    return SimpleNamespace(
        kind=kind, space_id=space_id, body=body, is_draft=is_draft, is_shared=is_shared
    )


def log(*texts):
    session = SimpleNamespace(group=SimpleNamespace(circle_id=NOW), pk=7)
    return Log(session, None, list(texts))


def test_of_nothing_there_is_no_log():
    assert note_among([]) is None
    assert log().note is None
    assert log().circle_id == NOW


def test_both_texts_are_one_log():
    brought, learnt = text(BROUGHT_IN), text(LEARNT)

    note = note_among([brought, learnt])

    assert (note.space_id, note.brought_in, note.learnt) == (NOW, brought, learnt)


@pytest.mark.parametrize("kind", LOG)
def test_one_of_them_is_a_log_as_well(kind):
    note = note_among([text(kind)])

    assert [note.brought_in is None, note.learnt is None] == [
        kind != BROUGHT_IN,
        kind != LEARNT,
    ]


def test_of_several_circles_it_is_of_the_first():
    first, later = text(LEARNT, BEFORE), text(LEARNT)

    note = note_among([first, later, text(BROUGHT_IN)])

    assert (note.space_id, note.learnt, note.brought_in) == (BEFORE, first, None)
    assert log(first, later).circle_id == BEFORE


def test_a_draft_is_no_log():
    assert log(text(LEARNT, is_draft=True)).note is None


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ([text(LEARNT, body="Ask", is_draft=True)], ["Ask"]),
        # What was put before the circle word for word is not shown beside it.
        (
            [
                text(LEARNT, body="Ask", is_draft=True),
                text(LEARNT, body="Ask"),
            ],
            [],
        ),
        (
            [
                text(LEARNT, body="Ask", is_draft=True),
                text(LEARNT, body="Ask first"),
            ],
            ["Ask"],
        ),
        # The same words of the other text are something else.
        (
            [
                text(LEARNT, body="Ask", is_draft=True),
                text(BROUGHT_IN, body="Ask"),
            ],
            ["Ask"],
        ),
        ([text(LEARNT, body="", is_draft=True)], []),
        ([text(LEARNT, body="Ask")], []),
    ],
)
def test_what_was_typed_alone_stands_beside_it(texts, shown):
    assert [one.body for one in log(*texts).typed_alone] == shown


def write(by, kind, session, circle_id, body):
    return write_text(by=by, kind=kind, key=log_key(session, circle_id), body=body)


def test_its_boxes_are_the_two_texts_of_the_circle(mentor, group, held):
    write(mentor, LEARNT, held, group.circle_id, "Ask before you advise")

    with acting_as(mentor):
        brought_in, learnt = log_of(held, mentor).boxes(None)

    assert [box.kind.name for box in (brought_in, learnt)] == [*LOG]
    assert brought_in.text is None
    assert learnt.text.body == "Ask before you advise"
    assert {box.place.space_id for box in (brought_in, learnt)} == {group.circle_id}
    assert {box.key for box in (brought_in, learnt)} == {log_key(held, group.circle_id)}


def test_all_of_the_circle_read_it_and_nobody_else(
    mentor, mentee, outsider, group, held
):
    write(mentor, LEARNT, held, group.circle_id, "Ask before you advise")

    for person in (mentor, mentee):
        with acting_as(person):
            assert log_of(held, person).note.learnt.body == "Ask before you advise"
    with acting_as(outsider):
        assert log_of(held, outsider).note is None


def test_the_log_of_another_meeting_is_not_in_it(mentor, group, held, series):
    other = group.sessions.exclude(pk=held.pk).first()
    write(mentor, LEARNT, held, group.circle_id, "Ask before you advise")

    with acting_as(mentor):
        log = log_of(other, mentor)
        assert (log.texts, log.note) == ([], None)
