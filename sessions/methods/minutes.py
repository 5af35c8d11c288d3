"""The minutes of a method, for as long as there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sessions.methods.method import Method, MethodStep

# In minutes. A step says what it takes in the third of them.
LENGTHS = (45, 60, 90, 120)


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step with its minutes, and how many have passed when it begins."""

    method: Method
    step: MethodStep
    minutes: int
    starts: int

    @property
    def key(self) -> str:
        """Names the step among those of an opening, a method and a closing."""
        return f"{self.method.slug}.{self.step.key}"


def plan(length: int, *methods: Method) -> tuple[TimedStep, ...]:
    """The steps of `methods`, one after the other, in `length` minutes all together.

    Raises ValueError where they do not fit.
    """
    steps = [(method, step) for method in methods for step in method.steps]
    slots, passed = [], 0
    for (method, step), minutes in zip(
        steps, share(length, [step for _, step in steps]), strict=True
    ):
        slots.append(TimedStep(method, step, minutes, passed))
        passed += minutes
    return tuple(slots)


def share(length: int, steps: Sequence[MethodStep]) -> list[int]:
    """Whole minutes for each, `length` together, none below its least.

    They are in proportion to `step.minutes`, as seats are to votes by the method of
    Sainte-Laguë: whoever adds a minute takes none from any step.
    """
    minutes = [step.least for step in steps]
    spare = length - sum(minutes)
    if spare < 0:
        raise ValueError(f"{sum(minutes)} minutes at least, not {length}.")
    for _ in range(spare):
        wants = [
            Fraction(step.minutes, 2 * given + 1)
            for step, given in zip(steps, minutes, strict=True)
        ]
        minutes[wants.index(max(wants))] += 1
    return minutes


def room(slot: TimedStep) -> int:
    """The minutes that a step can lose."""
    return slot.minutes - slot.step.least


def cuts(slots: Sequence[TimedStep], late: int) -> dict[str, int]:
    """Of `late` minutes, what comes off which of `slots`: the roomiest gives first.

    Less than that all together, once none has any left to give.
    """
    given = {}
    for slot in sorted(slots, key=room, reverse=True):
        if (gives := min(room(slot), late)) > 0:
            given[slot.key] = gives
            late -= gives
        if late <= 0:
            break
    return given
