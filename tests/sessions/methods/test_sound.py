"""What a file of a method may not say, told all at once and by its step."""

from dataclasses import replace

import pytest

from sessions.methods.files import METHODS
from sessions.methods.method import EVERYONE, Job, StepKind
from sessions.methods.sound import BESIDE, refuse_unsound
from sessions.methods.told import PEOPLE


def method(**changed):
    """The method in five steps; `changed` is of its first step."""
    sound = METHODS.get("five-step", "en")
    first, *others = sound.steps
    roles = {**sound.roles, Job.TIMEKEEPER: "Watch.", Job.NOTE_TAKER: "Write."}
    return replace(sound, steps=(replace(first, **changed), *others), roles=roles)


def faults(unsound):
    with pytest.raises(ValueError, match="five-step: ") as refused:
        refuse_unsound(unsound)
    return str(refused.value).removeprefix("five-step: ").removesuffix(".").split("; ")


def test_all_faults_of_a_step_are_told_at_once():
    first = method().steps[0]

    assert faults(method(least=0, prompts={EVERYONE: ""})) == [
        f"{first.key} has less than its least",
        f"{first.key} says nothing to everyone",
    ]


@pytest.mark.parametrize("job", sorted(BESIDE))
def test_who_keeps_time_or_notes_has_the_floor_by_another_role(job):
    key = method().steps[0].key
    words = f"{key} gives the floor by a job that comes beside a role"

    assert words in faults(method(kind=StepKind.TALK, speaks=(job,)))
    assert words in faults(method(kind=StepKind.TALK, silent=(job,)))


@pytest.mark.parametrize("job", sorted(BESIDE))
def test_they_may_be_told_what_to_do(job):
    first = method().steps[0]

    refuse_unsound(method(prompts={**first.prompts, job: "Look at the clock."}))


def test_whoever_has_the_floor_has_a_word_on_pages():
    assert {*PEOPLE} == {EVERYONE, *Job} - BESIDE


def test_a_step_without_minutes_is_refused_before_any_are_shared():
    first = method().steps[0]

    told = faults(method(minutes=0, least=0))

    assert told == [
        f"{first.key} has less than its least",
        f"takes {90 - first.minutes} minutes, not 90",
    ]


def test_texts_that_are_turned_over_twice_are_refused():
    steps = method().steps
    turns = next(step for step in steps if step.turns)
    again = replace(turns, key="again", minutes=1, least=1)

    assert "again turns over what was not written" in faults(
        replace(method(), steps=(*steps, again))
    )
