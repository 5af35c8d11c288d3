"""A step that takes too long: the clock counts on, a later one gets shorter (A2)."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions.methods.course import Course
from sessions.methods.minutes import room
from sessions.running.services.runs import add_minutes, pause, resume, step_back
from tests.sessions.conftest import act, on

MINUTE = dt.timedelta(minutes=1)


def end_of_meeting(run):
    """When it ends if each step takes what it is given."""
    course = Course(run)
    return run.ends_at + (sum(minutes for minutes in to_come(course))) * MINUTE


def to_come(course):
    later = course.slots[course.at + 1 :]
    return [slot.minutes - course.cuts.get(slot.key, 0) for slot in later]


def test_the_roomiest_step_gives_and_the_end_stays(run, mentor, now):
    due = end_of_meeting(run)
    gives = Course(run).gives
    assert room(gives) == max(map(room, Course(run).slots[1:]))

    now.shift(Course(run).slot.minutes * MINUTE + 2 * MINUTE)

    assert Course(run).cuts == {gives.key: 2}
    run = on(run, mentor)
    assert Course(run).cuts == {gives.key: 2}
    assert end_of_meeting(run) == due


def test_the_step_that_gave_is_that_much_shorter(run, mentor, now):
    due, gives = end_of_meeting(run), Course(run).gives
    now.shift(Course(run).slot.minutes * MINUTE + 2 * MINUTE)
    run = on(run, mentor)
    while run.step != gives.key:
        now.move_to(run.ends_at)
        run = on(run, mentor)

    assert run.left == (gives.minutes - 2) * MINUTE
    assert end_of_meeting(run) == due


def test_what_was_saved_before_is_spent_first(run, mentor, now):
    run = on(run, mentor)
    now.shift(Course(run).slot.minutes * MINUTE + 2 * MINUTE)

    run = on(run, mentor)

    assert run.behind < 0
    assert Course(run).cuts == {}


def test_added_minutes_shift_the_end(run, mentor, now):
    due = end_of_meeting(run)
    now.shift(Course(run).slot.minutes * MINUTE + 2 * MINUTE)

    run = act(mentor, add_minutes, run=run, version=1, minutes=3)

    assert sum(Course(run).cuts.values()) == 2
    assert end_of_meeting(run) == due + 3 * MINUTE


def test_a_held_clock_shifts_the_end(run, mentor, now):
    due = end_of_meeting(run)
    run = act(mentor, pause, run=run, version=1)
    now.shift(10 * MINUTE)

    run = act(mentor, resume, run=run, version=2)

    assert end_of_meeting(run) == due + 10 * MINUTE


def test_a_press_too_many_costs_what_it_took(run, mentor, now):
    now.shift(2 * MINUTE)
    run = on(run, mentor)
    now.shift(MINUTE)

    back = act(mentor, step_back, run=run, version=run.version)

    assert back.behind == 3 * 60


def test_no_step_gets_less_than_its_least(run, mentor, now):
    now.shift(200 * MINUTE)
    course = Course(run)
    least = [slot.step.least for slot in course.slots[1:]]

    assert to_come(course) == least
    while Course(run).beside(1):
        run = on(run, mentor)
    assert Course(run).gives is None


@pytest.mark.parametrize(("shift", "shows"), [(-1, False), (1, True)])
def test_the_page_says_which_step_gives(signed_in, run, mentor, now, shift, shows):
    title = Course(run).gives.step.title
    now.shift(Course(run).slot.minutes * MINUTE + shift * MINUTE)

    page = signed_in(mentor).get(reverse("sessions:run", args=[run.pk])).text

    assert (
        f"\N{LEFT SINGLE QUOTATION MARK}{title}\N{RIGHT SINGLE QUOTATION MARK}, later"
        in page
    )
    assert "add three minutes" in page
    assert ("data-late hidden" in page) is not shows
