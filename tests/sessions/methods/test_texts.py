"""Where what is written in a run lies, for whom, and from which step on."""

import pytest
from django.urls import reverse

from sessions.methods.texts import (
    ALONE,
    KINDS,
    RUN_NOTE,
    alone_place,
    note_place,
    step_address,
)
from spaces.acting import acting_as
from tests.sessions.conftest import on
from writing.kinds import TextPlace

WRITING, TALKING = "five-step.core", "five-step.explore"


@pytest.fixture
def writing(run, mentor):
    """The run at the step in which each writes alone."""
    while run.step != WRITING:
        run = on(run, mentor)
    return run


def place_of(place, person, key):
    with acting_as(person):
        return place(person, key)


def test_there_are_two_kinds_of_it():
    assert [kind.name for kind in KINDS] == [ALONE, RUN_NOTE]


def test_what_is_written_alone_lies_face_down_before_the_circle(writing, mentee):
    place = place_of(alone_place, mentee, f"{writing.pk}.{WRITING}")

    assert place == TextPlace(writing.space_id, face_down=True)


def test_a_note_lies_in_the_own_space_at_any_step(writing, mentee):
    assert place_of(note_place, mentee, f"{writing.pk}.{WRITING}") == TextPlace()
    assert place_of(note_place, mentee, f"{writing.pk}.{TALKING}") == TextPlace()


def test_where_all_talk_nothing_is_written_alone(writing, mentee):
    assert place_of(alone_place, mentee, f"{writing.pk}.{TALKING}") is None


@pytest.mark.parametrize("place", [alone_place, note_place])
@pytest.mark.parametrize(
    "step",
    ["five-step.advice", "five-step.no-such-step", "incident.questions", "", "."],
)
def test_to_what_the_group_has_not_come_nobody_writes(writing, mentee, place, step):
    assert not place_of(place, mentee, f"{writing.pk}.{step}")


@pytest.mark.parametrize("place", [alone_place, note_place])
@pytest.mark.parametrize(
    "pk", ["", "7", "no-key", "6f1c2a7e-3b0d-4c58-9d55-0a8e2f4b7c19"]
)
def test_a_key_of_no_run_has_no_place(writing, mentee, place, pk):
    assert not place_of(place, mentee, f"{pk}.{WRITING}")


@pytest.mark.parametrize("place", [alone_place, note_place])
def test_nobody_else_writes_in_it(writing, outsider, place):
    assert not place_of(place, outsider, f"{writing.pk}.{WRITING}")


@pytest.mark.parametrize("place", [alone_place, note_place])
def test_who_comes_late_still_writes_in_an_earlier_step(writing, mentor, mentee, place):
    later = on(writing, mentor)

    assert later.step != WRITING
    assert place_of(place, mentee, f"{writing.pk}.{WRITING}")


def test_its_page_is_that_of_the_step(run):
    key = f"{run.pk}.{WRITING}"

    assert step_address(key) == reverse("sessions:run", args=[run.pk]) + (
        f"?step={WRITING}"
    )
    assert {kind.address(key) for kind in KINDS} == {step_address(key)}
