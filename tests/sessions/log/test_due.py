"""What waits after a meeting: a log to be written, and what was agreed on to be done."""

import datetime as dt

import pytest
from django.utils import timezone

from sessions import due
from sessions.log.services.actions import drop_action, finish_action, reopen_action
from sessions.log.services.log import log_session
from sessions.log.services.note_takers import name_note_taker
from sessions.models import Session
from spaces.acting import acting_as
from tests.sessions.conftest import act

ACTION_DUE, TO_LOG = "sessions.action_due", "sessions.log_to_write"


def on_day(now, day, hour=8):
    now.move_to(dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC))


def waits(person, kind):
    with acting_as(person):
        waiting = list(due.waiting(now=timezone.now(), person=person))
    return [one for one in waiting if one.kind == kind]


def mailed(kind):
    """To whom the worker would write it, and of which day."""
    waiting = due.waiting(now=timezone.now())
    return {(one.person.pk, one.day) for one in waiting if one.kind == kind}


def name(mentor, mentee, session):
    """The mentee takes notes of it."""
    with acting_as(mentor):
        name_note_taker(
            session=session,
            by=mentor,
            person=mentee.pk,
            circle_id=session.group.circle_id,
        )


@pytest.mark.parametrize(
    ("day", "shows", "is_mailed"),
    [
        (23, False, False),
        # It is to be done on the 25th: from the day before on.
        (24, True, True),
        (25, True, True),
        # Overdue it still stands there, and no mail nags.
        (26, True, False),
        (30, True, False),
    ],
)
def test_an_action_is_told_the_day_before_and_stands_until_it_is_done(
    mentee, action, now, day, shows, is_mailed
):
    on_day(now, day)

    assert bool(waits(mentee, ACTION_DUE)) is shows
    assert mailed(ACTION_DUE) == ({(mentee.pk, action.due_on)} if is_mailed else set())


def test_what_was_done_waits_no_more_until_it_is_taken_up_again(mentee, action, now):
    on_day(now, 24)
    with acting_as(mentee):
        finish_action(action=action)
    assert not waits(mentee, ACTION_DUE)
    assert mailed(ACTION_DUE) == set()

    with acting_as(mentee):
        reopen_action(action=action)

    assert len(waits(mentee, ACTION_DUE)) == 1
    assert mailed(ACTION_DUE) == {(mentee.pk, action.due_on)}


def test_what_was_dropped_waits_no_more(mentee, action, now):
    on_day(now, 24)

    act(mentee, drop_action, action=action, why="The harbour has moved")

    assert not waits(mentee, ACTION_DUE)
    assert mailed(ACTION_DUE) == set()


def test_it_is_asked_of_its_owner_by_a_link_to_the_list(mentor, mentee, action, now):
    on_day(now, 24)

    (one,) = waits(mentee, ACTION_DUE)

    assert str(one.link) == f"/sessions/group/{action.group_id}/actions/"
    assert one.context["due_on"] == "2026-11-25"
    assert not waits(mentor, ACTION_DUE)


@pytest.mark.parametrize(
    ("day", "of"),
    [
        (19, None),
        # From the day after it on, and again every third day, four times.
        (20, 20),
        (22, 20),
        (23, 23),
        (26, 26),
        (29, 29),
        (30, 29),
    ],
)
def test_a_log_is_asked_of_the_mentor_a_few_times(mentor, first, now, day, of):
    on_day(now, day, hour=20)

    days = [one.day for one in waits(mentor, TO_LOG)]

    assert days == ([dt.date(2026, 11, of)] if of else [])


def test_a_mentee_is_not_asked_unless_they_take_notes(
    mentor, mentee, other_mentee, held
):
    assert not waits(mentee, TO_LOG)

    name(mentor, mentee, held)

    (one,) = waits(mentee, TO_LOG)
    assert not one.mail
    assert str(one.link) == f"/sessions/{held.pk}/log/"
    assert not waits(other_mentee, TO_LOG)
    # The mentor is asked beside: it is theirs when nobody writes it.
    assert len(waits(mentor, TO_LOG)) == 1


def test_on_the_day_itself_no_note_taker_is_asked(mentor, mentee, first, now):
    on_day(now, 19, hour=20)
    name(mentor, mentee, first)

    assert not waits(mentee, TO_LOG)


def test_once_it_is_written_nobody_is_asked(mentor, mentee, held):
    name(mentor, mentee, held)

    act(mentor, log_session, session=held, kind="first", presences={})

    assert not waits(mentor, TO_LOG)
    assert not waits(mentee, TO_LOG)


def test_what_is_off_is_not_to_be_logged(mentor, held):
    Session.objects.filter(pk=held.pk).update(state=Session.State.CANCELLED)

    assert not waits(mentor, TO_LOG)
