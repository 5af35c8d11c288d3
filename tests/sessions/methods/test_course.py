"""The course of a run: where the group is in it, what it has come to, and who does what."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from sessions.methods.course import (
    Course,
    is_face_down,
    parts_of,
    text_key,
    turning_in,
)
from sessions.methods.files import methods
from sessions.methods.method import Job, Stage, StepKind
from sessions.methods.minutes import LENGTHS
from sessions.models import Run

EVERY = [method.slug for method in methods("en")]
SLUGS = [method.slug for method in methods("en", Stage.METHOD)]
each_method = pytest.mark.parametrize("slug", SLUGS)


def run_of(slug, **known) -> Run:
    """A run with an opening and a closing, kept nowhere; its clock holds at nought."""
    ends = {"opening": "last-time", "closing": "take-along"}
    return Run(**{"method": slug, "minutes": 90, "step": ""} | ends | known)


def at_step(slug, number, **known) -> Course:
    step = Course(run_of(slug)).slots[number].key
    return Course(run_of(slug, step=step, **known))


@each_method
@pytest.mark.parametrize("minutes", LENGTHS)
def test_its_steps_fill_the_time_there_is(slug, minutes):
    course = Course(run_of(slug, minutes=minutes))

    assert sum(slot.minutes for slot in course.slots) == minutes
    assert course.slots[0].starts == 0
    assert [slot.starts + slot.minutes for slot in course.slots[:-1]] == [
        slot.starts for slot in course.slots[1:]
    ]


@each_method
def test_an_opening_comes_before_it_and_a_closing_after(slug):
    stages = [slot.method.stage for slot in Course(run_of(slug)).slots]

    assert stages[0] == Stage.OPENING
    assert stages[-1] == Stage.CLOSING
    assert stages == sorted(stages, key=[*Stage].index)


def test_what_was_left_out_has_no_steps():
    course = Course(run_of("five-step", opening="", closing=""))

    assert {slot.method.slug for slot in course.slots} == {"five-step"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_in_the_language_of_who_reads(language):
    with translation.override(language):
        (method,) = parts_of("five-step", "")

    titles = {one.slug: one.title for one in methods(language)}
    assert method.title == titles["five-step"]


def test_a_method_that_is_none_is_told():
    with pytest.raises(KeyError):
        parts_of("five-step", "no-such-method")


@each_method
def test_no_two_steps_have_the_same_key(slug):
    keys = [slot.key for slot in Course(run_of(slug)).slots]

    assert len(keys) == len(set(keys))
    assert [Course(run_of(slug)).place_of(key) for key in keys] == [*range(len(keys))]


def test_a_step_that_is_no_more_is_the_start():
    course = Course(run_of("five-step", step="five-step.no-such-step"))

    assert course.place_of("five-step.no-such-step") is None
    assert (course.at, course.slot) == (0, course.slots[0])


@each_method
def test_only_what_the_group_came_to_is_reached(slug):
    course = at_step(slug, 2)

    reached = [course.reached(slot.key) for slot in course.slots]

    assert reached == [*course.slots[:3], *([None] * len(course.slots[3:]))]
    assert course.reached("no-such.step") is None


@each_method
def test_beside_the_ends_there_is_nothing(slug):
    last = len(Course(run_of(slug)).slots) - 1
    first, between, end = (at_step(slug, number) for number in (0, 1, last))

    assert first.beside(-1) is None
    assert (between.beside(-1), between.beside(1)) == (
        between.slots[0],
        between.slots[2],
    )
    assert end.beside(1) is None
    assert [course.is_last for course in (first, between, end)] == [False, False, True]


def test_what_is_to_come_is_what_is_left_and_all_later_steps():
    course = at_step("five-step", 1, paused_left=90)

    later = sum(slot.minutes for slot in course.slots[2:])
    assert course.expected == timedelta(minutes=later, seconds=90)


@pytest.mark.parametrize(
    ("left", "behind", "lost"),
    [
        # In time, and with time saved before.
        (60, 0, 0),
        (0, -300, 0),
        # Over by now; late before; both together; less than a minute is nothing yet.
        (-120, 0, 2),
        (30, 180, 3),
        (-60, 60, 2),
        (-59, 0, 0),
    ],
)
def test_what_is_late_comes_off_what_is_later(left, behind, lost):
    course = at_step("five-step", 0, paused_left=left, behind=behind)

    assert sum(course.cuts.values()) == lost
    assert course.slots[0].key not in course.cuts
    if lost:
        assert course.gives.key in course.cuts


def test_of_what_is_over_nothing_gives():
    course = at_step("five-step", len(Course(run_of("five-step")).slots) - 1)

    assert course.gives is None
    assert course.cuts == {}


@pytest.mark.parametrize(
    ("person", "role"),
    [
        (1, Job.CASE_OWNER),
        (2, Job.LEADER),
        (3, Job.OBSERVER),
        (4, Job.MEMBER),
        # Both keep a job beside what they do.
        (5, Job.MEMBER),
    ],
)
def test_each_has_a_role_in_it(person, role):
    jobs = {"leader_id": 2, "observer_id": 3, "timekeeper_id": 5, "note_taker_id": 5}
    course = Course(run_of("five-step", case_owner_id=1, **jobs))

    assert course.role_of(SimpleNamespace(pk=person)) == role


def test_who_brought_the_case_is_that_also_when_leading():
    course = Course(run_of("five-step", case_owner_id=1, leader_id=1))

    assert course.role_of(SimpleNamespace(pk=1)) == Job.CASE_OWNER


def test_a_text_is_named_by_its_run_and_step():
    run = run_of("ten-step")
    course = Course(run)
    slot = course.slots[course.place_of("ten-step.rate")]

    assert text_key(run, slot) == f"{run.pk}.ten-step.rate"
    assert text_key(run, slot, "questions") == f"{run.pk}.ten-step.questions"


@pytest.mark.parametrize("slug", EVERY)
def test_what_is_written_alone_lies_face_down_unless_it_is_private(slug):
    (method,) = parts_of(slug)

    face_down = {step.key for step in method.steps if is_face_down(step)}

    assert face_down == {
        step.key
        for step in method.steps
        if step.kind == StepKind.WRITE and not step.private
    }
    assert {step.turns for step in method.steps if step.turns} <= face_down


@each_method
def test_what_was_turned_over_last_lies_on_the_table_until_the_next(slug):
    course = Course(run_of(slug))
    last = None
    for slot in course.slots:
        if slot.step.turns:
            last = slot
        turning = turning_in(course, slot)
        here = last if last and last.method.slug == slot.method.slug else None

        assert (turning and turning.by) == here
        if turning:
            assert turning.written.step.key == here.step.turns
            assert turning.marks is (here.step.kind == StepKind.MARK)


def test_texts_of_one_method_do_not_lie_in_the_next():
    course = Course(run_of("five-step"))
    last = course.slots[-1]

    assert turning_in(course, course.slots[course.place_of("five-step.advice")])
    assert turning_in(course, last) is None
