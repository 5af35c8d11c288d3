"""A run through a meeting: its steps, its clock, who leads, and two presses at once."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from sessions.methods.course import Course
from sessions.models import Run
from sessions.running.services import runs
from sessions.running.services.runs import (
    add_minutes,
    end_run,
    pause,
    resume,
    set_roles,
    start_run,
    step_back,
    step_on,
    take_lead,
)
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.sessions.conftest import NOW, PARTS, act, on
from writing.models import Turned

MINUTE = dt.timedelta(minutes=1)


def turned(person):
    with acting_as(person), transaction.atomic():
        return list(Turned.objects.values_list("key", flat=True))


def test_it_begins_at_the_first_step_with_its_minutes(run, mentor, mentee):
    course = Course(run)

    assert sum(slot.minutes for slot in course.slots) == 90
    assert (course.at, run.step, run.version) == (0, course.slots[0].key, 1)
    assert run.ends_at == NOW + course.slot.minutes * MINUTE
    assert (run.leader, run.case_owner) == (mentor, mentee)


def test_a_meeting_has_one_run_at_a_time(run, meeting, mentee, mentor):
    again = act(mentee, start_run, session=meeting, method="balint", minutes=60)
    act(mentor, end_run, run=run, version=1)
    anew = act(mentee, start_run, session=meeting, method="balint", minutes=60)

    assert again == run
    assert (anew.method, anew.leader) == ("balint", mentee)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"minutes": 20}, "does not fit"),
        ({"method": "nothing-such"}, "Choose one of the methods"),
        ({"method": "take-along", "closing": ""}, "Choose one of the methods"),
        ({"opening": "take-along"}, "Choose one of the methods"),
    ],
)
def test_what_does_not_go_is_refused(meeting, mentor, changed, words):
    with pytest.raises(DomainError, match=words):
        act(
            mentor,
            start_run,
            session=meeting,
            **{"minutes": 90} | PARTS | changed,
        )


def test_a_cancelled_meeting_is_not_run(meeting, mentor):
    meeting.state = "cancelled"

    with pytest.raises(DomainError, match="cancelled"):
        act(mentor, start_run, session=meeting, minutes=90, **PARTS)


def test_the_case_is_of_somebody_of_the_group(meeting, mentor, outsider):
    with pytest.raises(DomainError, match="somebody of the group"):
        act(
            mentor,
            start_run,
            session=meeting,
            minutes=90,
            case_owner=outsider,
            **PARTS,
        )


def test_it_goes_through_every_step_and_ends(run, mentor):
    seen = [run.step]
    while Course(run).beside(1):
        run = on(run, mentor)
        seen.append(run.step)
    with pytest.raises(DomainError, match="last step"):
        on(run, mentor)
    ended = act(mentor, end_run, run=run, version=run.version)

    assert seen == [slot.key for slot in Course(run).slots]
    assert turned(mentor) == [f"{run.pk}.five-step.core"]
    assert (ended.ended_at, ended.is_going_on) == (NOW, False)
    with pytest.raises(DomainError, match="was ended"):
        on(run, mentor)


def test_only_the_step_that_turns_over_does(run, mentor):
    counts = {}
    while run.step != "five-step.advice":
        counts[run.step] = len(turned(mentor))
        run = on(run, mentor)

    assert set(counts.values()) == {0}
    assert turned(mentor) == [f"{run.pk}.five-step.core"]


def test_one_step_back_is_always_there(run, mentor, now):
    first = run.step
    run = on(run, mentor)
    now.shift(3 * MINUTE)

    back = act(mentor, step_back, run=run, version=2)

    assert (back.step, back.version) == (first, 3)
    assert back.ends_at == NOW + 3 * MINUTE + Course(back).slot.minutes * MINUTE
    with pytest.raises(DomainError, match="first step"):
        act(mentor, step_back, run=run, version=3)


def test_two_presses_of_the_same_page_are_one_step(run, mentor):
    on(run, mentor)

    with pytest.raises(DomainError, match="just before you pressed"):
        on(run, mentor)


@pytest.mark.parametrize("name", ["step_on", "step_back", "pause", "resume", "end_run"])
def test_only_who_leads_leads(run, mentee, name):
    with pytest.raises(DomainError, match="Somebody else leads"):
        act(mentee, getattr(runs, name), run=run, version=1)


def test_any_member_takes_the_lead_and_nothing_else_changes(run, mentor, mentee, now):
    ends_at, step = run.ends_at, run.step
    now.shift(10 * MINUTE)

    taken = act(mentee, take_lead, run=run)

    assert (taken.leader, taken.ends_at, taken.step) == (mentee, ends_at, step)
    with pytest.raises(DomainError, match="Somebody else leads"):
        on(taken, mentor)
    assert on(taken, mentee).version == 3
    assert act(mentor, take_lead, run=run).leader == mentor


def test_the_clock_holds_and_goes_on(run, mentor, now):
    minutes = Course(run).slot.minutes * MINUTE
    now.shift(MINUTE)
    held = act(mentor, pause, run=run, version=1)
    now.shift(20 * MINUTE)

    assert held.left == minutes - MINUTE
    going = act(mentor, resume, run=held, version=2)
    assert going.ends_at == NOW + 20 * MINUTE + minutes


def test_the_timekeeper_has_the_clock_and_no_more(run, mentor, mentee, now):
    act(mentor, set_roles, run=run, version=1, timekeeper=mentee)
    now.shift(60 * MINUTE)

    more = act(mentee, add_minutes, run=run, version=2, minutes=3)

    assert more.ends_at == NOW + 63 * MINUTE
    with pytest.raises(DomainError, match="Somebody else leads"):
        on(more, mentee)


def test_minutes_come_on_top_of_what_is_left(run, mentor):
    ends_at = run.ends_at

    more = act(mentor, add_minutes, run=run, version=1, minutes=3)
    held = act(mentor, pause, run=run, version=2)
    longer = act(mentor, add_minutes, run=run, version=3, minutes=3)

    assert more.ends_at == ends_at + 3 * MINUTE
    assert longer.paused_left == held.paused_left + 180


def test_who_watches_does_nothing_else(run, mentor, mentee, other_mentee, outsider):
    for observer in (mentor, mentee):
        with pytest.raises(DomainError, match="watches does nothing else"):
            act(mentor, set_roles, run=run, version=1, observer=observer)
    with pytest.raises(DomainError, match="somebody of the group"):
        act(mentor, set_roles, run=run, version=1, note_taker=outsider)

    act(mentor, set_roles, run=run, version=1, observer=other_mentee)
    assert act(other_mentee, take_lead, run=run).observer is None


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_else_finds_it(run, who, request, mentee):
    def found(person):
        with acting_as(person), transaction.atomic():
            return list(Run._base_manager.all())

    assert found(mentee) == [run]
    assert found(request.getfixturevalue(who)) == []


def test_what_it_runs_through_stays(run, mentor):
    with acting_as(mentor), pytest.raises(DatabaseError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(method="balint")


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_is_a_step(run, mentor):
    start, refused = threading.Barrier(4), []

    def press():
        try:
            with acting_as(mentor), transaction.atomic():
                start.wait(10)
                step_on(run=run, by=mentor, version=1)
        except DomainError as error:
            refused.append(str(error))
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    with acting_as(mentor), transaction.atomic():
        found = Run.objects.get()
    assert (Course(found).at, found.version, len(refused)) == (1, 2, 3)


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_start_the_same(meeting, mentor, mentee):
    start, found = threading.Barrier(2), []

    def press(person):
        try:
            with acting_as(person), transaction.atomic():
                start.wait(10)
                started = start_run(session=meeting, by=person, minutes=90, **PARTS)
            found.append(started.pk)
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[one]) for one in (mentor, mentee)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert len(found) == 2
    assert len(set(found)) == 1
