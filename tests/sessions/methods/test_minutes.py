from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.methods.files import METHODS, methods
from sessions.methods.method import EVERYONE, MethodStep, Stage, StepKind
from sessions.methods.minutes import LENGTHS, TimedStep, cuts, plan, share


def step(minutes, least):
    return MethodStep(
        key=f"{minutes}-{least}",
        title="A step",
        kind=StepKind.TALK,
        speaks=(EVERYONE,),
        minutes=minutes,
        least=least,
        prompts=MappingProxyType({EVERYONE: "Talk."}),
    )


def some_steps():
    """Each with less than, or as much as, its least in the whole."""
    one = st.tuples(st.integers(1, 40), st.integers(1, 40)).map(
        lambda two: step(max(two), min(two))
    )
    return st.lists(one, min_size=1, max_size=14)


@given(some_steps(), st.integers(0, 200))
def test_minutes_add_up_and_none_falls_below_its_least(steps, spare):
    length = sum(each.least for each in steps) + spare

    minutes = share(length, steps)

    assert sum(minutes) == length
    assert all(given >= each.least for given, each in zip(minutes, steps, strict=True))


@given(some_steps())
def test_in_their_own_time_steps_take_their_own_minutes(steps):
    own = [each.minutes for each in steps]

    assert share(sum(own), steps) == own


@given(some_steps(), st.integers(0, 200))
def test_a_longer_meeting_takes_nothing_from_any_step(steps, spare):
    length = sum(each.least for each in steps) + spare

    shorter, longer = share(length, steps), share(length + 1, steps)

    gained = [more - less for less, more in zip(shorter, longer, strict=True)]
    assert sorted(gained) == [0] * (len(steps) - 1) + [1]


@given(some_steps(), st.integers(0, 200))
def test_a_step_that_weighs_more_gets_no_less(steps, spare):
    minutes = share(sum(each.least for each in steps) + spare, steps)

    for one, its in zip(steps, minutes, strict=True):
        for other, others in zip(steps, minutes, strict=True):
            if one.minutes > other.minutes and one.least >= other.least:
                assert its >= others


@given(some_steps(), st.integers(0, 200))
def test_no_minute_would_lie_better_elsewhere(steps, spare):
    """In proportion: moved to any other step, one never brings the whole nearer."""
    minutes = share(sum(each.least for each in steps) + spare, steps)

    for one, its in zip(steps, minutes, strict=True):
        for other, others in zip(steps, minutes, strict=True):
            if its > one.least:
                assert (2 * others + 1) * one.minutes >= (2 * its - 1) * other.minutes


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="7 minutes at least, not 6"):
        share(6, [step(10, 3), step(20, 4)])


def test_a_plan_says_when_each_step_begins():
    slots = plan(45, *methods("en")[:1])

    assert [(slot.step.key, slot.minutes, slot.starts) for slot in slots] == [
        ("question", 5, 0),
        ("explore", 15, 5),
        ("core", 5, 20),
        ("advice", 10, 25),
        ("review", 10, 35),
    ]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_method_fits_between_every_opening_and_closing(length):
    for method in methods("nl"):
        for opening in methods("nl", Stage.OPENING):
            for closing in methods("nl", Stage.CLOSING):
                slots = plan(length, opening, method, closing)

                assert sum(slot.minutes for slot in slots) == length
                assert [slot.step for slot in slots] == [
                    *opening.steps,
                    *method.steps,
                    *closing.steps,
                ]
                assert len({slot.key for slot in slots}) == len(slots)


@pytest.mark.parametrize("length", LENGTHS)
def test_every_method_fits_by_itself(length):
    for method in METHODS.pages("en"):
        slots = plan(length, method)

        assert sum(slot.minutes for slot in slots) == length
        assert all(slot.minutes >= slot.step.least for slot in slots)


def slots_with_room(*rooms):
    (method,) = methods("en")[:1]
    return [TimedStep(method, step(3 + room, 3), 3 + room, 0) for room in rooms]


@pytest.mark.parametrize(
    ("late", "lost"),
    [
        (-3, {}),
        (0, {}),
        (1, {"9-3": 1}),
        (6, {"9-3": 6}),
        (8, {"9-3": 6, "7-3": 2}),
        (11, {"9-3": 6, "7-3": 4, "5-3": 1}),
        # More than there is: what has no room keeps its least.
        (99, {"9-3": 6, "7-3": 4, "5-3": 2}),
    ],
)
def test_what_is_late_comes_off_the_roomiest_first(late, lost):
    slots = slots_with_room(4, 0, 6, 2)

    assert {
        key.partition(".")[2]: minutes for key, minutes in cuts(slots, late).items()
    } == lost


def test_of_two_with_as_much_room_the_earlier_gives_first():
    earlier, later = slots_with_room(5, 5)
    later = replace(later, step=replace(later.step, key="later"))

    assert cuts([earlier, later], 7) == {earlier.key: 5, later.key: 2}
    assert cuts([], 7) == {}


def test_a_meeting_that_is_too_short_for_its_method_is_refused():
    (method,) = methods("en")[:1]
    least = sum(each.least for each in method.steps)

    assert sum(slot.minutes for slot in plan(least, method)) == least
    with pytest.raises(ValueError, match=f"{least} minutes at least, not {least - 1}"):
        plan(least - 1, method)
    assert plan(0) == ()
