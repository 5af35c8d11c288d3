"""The meetings of a rhythm as one entry that repeats, and back: pure, without a database.

An entry tells a rule, the dates of it that are left out, and those that are held at another
moment. Calendars take such an exception only between the meeting before and the one after
it, and no two on one day (MS-OXOCAL 2.2.1.44); what no rule can say is an entry of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, time, timedelta

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class When:
    """Wall clock and place of a meeting."""

    on: date
    at: time
    minutes: int
    place: str = ""

    @classmethod
    def of(cls, meeting) -> "When":
        """That of whatever has a day, an hour, a length and a place."""
        return cls(meeting.on, meeting.at, meeting.minutes, meeting.place)

    @classmethod
    def read(cls, kept: dict) -> "When":
        """What `kept` keeps, beside whatever else."""
        on, at = date.fromisoformat(kept["on"]), time.fromisoformat(kept["at"])
        return cls(on, at, kept["minutes"], kept["place"])

    def kept(self) -> dict:
        """As a row keeps it."""
        return asdict(self) | {"on": self.on.isoformat(), "at": self.at.isoformat()}


@dataclass(frozen=True)
class Occurrence:
    """What stands of a date of the rhythm: `when` is None for one that is left out."""

    nominal: date
    when: When | None


@dataclass(frozen=True)
class Repeat:
    """`first` and every so many weeks up to the day `until`, both included."""

    first: When
    every_weeks: int
    until: date
    left_out: tuple[date, ...] = ()
    moved: dict[date, When] = field(default_factory=dict)

    def cut(self, until: date) -> "Repeat":
        """The same up to that day of the rhythm."""
        moved = {day: when for day, when in self.moved.items() if day <= until}
        left_out = tuple(day for day in self.left_out if day <= until)
        return replace(self, until=until, left_out=left_out, moved=moved)

    def by_nominal(self) -> Iterator[tuple[date, When]]:
        """What a calendar shows of it, each with the day on which the rhythm has it."""
        nominal, first = self.first.on, self.first
        while nominal <= self.until:
            if nominal in self.moved:
                yield nominal, self.moved[nominal]
            elif nominal not in self.left_out:
                yield nominal, When(nominal, first.at, first.minutes, first.place)
            nominal += self.every_weeks * WEEK


def told_as_rule(
    meetings: Sequence[Occurrence], *, every_weeks: int, usual: When
) -> tuple[Repeat | None, list[Occurrence]]:
    """The entry that repeats, and those of `meetings` that it cannot say.

    `meetings` are the dates of the rhythm in their order, `every_weeks` apart; `usual` is
    the moment and place that they have unless moved (its day does not count). The entry
    begins and ends with a meeting of it that stands; None when none does.
    """
    alone = _unsayable(meetings)
    sayable = [meeting for meeting in meetings if meeting.when and meeting not in alone]
    if not sayable:
        return None, alone
    first, last = sayable[0].nominal, sayable[-1].nominal
    standing = {meeting.nominal: meeting.when for meeting in sayable}
    within = [
        meeting.nominal for meeting in meetings if first <= meeting.nominal <= last
    ]
    repeat = Repeat(
        first=When(first, usual.at, usual.minutes, usual.place),
        every_weeks=every_weeks,
        until=last,
        left_out=tuple(day for day in within if day not in standing),
        moved={
            day: when
            for day, when in standing.items()
            if when != When(day, usual.at, usual.minutes, usual.place)
        },
    )
    return repeat, alone


def _unsayable(meetings) -> list[Occurrence]:
    """Moved to the day of another, or past it; those that stay on their day stay told."""
    standing = [meeting for meeting in meetings if meeting.when]
    staying = [
        meeting.nominal for meeting in standing if meeting.when.on == meeting.nominal
    ]
    alone, before = [], date.min
    for meeting in standing:
        day = meeting.when.on
        if day != meeting.nominal:
            after = next((kept for kept in staying if kept > meeting.nominal), date.max)
            if not before < day < after:
                alone.append(meeting)
                continue
        before = day
    return alone
