"""When a group meets: pure functions on dates, without a database."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class PlannedDate:
    """One step of the rhythm: `on` is None when it is left out.

    `nominal` is where the rhythm falls; `holiday` names what moved it.
    """

    nominal: date
    on: date | None
    holiday: str = ""
    school_holiday: str = ""

    @property
    def moved(self) -> bool:
        return self.on != self.nominal

    def stands(self, held_on: Collection[date]) -> bool:
        """Whether it is still as it was planned, of all days on which the group meets."""
        return self.nominal not in held_on and (self.on is None or self.on in held_on)


def first_date(*, after: date, weekday: int, every_weeks: int) -> date:
    """The day of that weekday nearest to `every_weeks` weeks after the first meeting."""
    return nearest(after + every_weeks * WEEK, weekday=weekday, after=after)


def nearest(aim: date, *, weekday: int, after: date) -> date:
    """The day of that weekday nearest to `aim` of those after `after`."""
    day = aim + timedelta(days=(weekday - aim.weekday() + 3) % 7 - 3)
    while day <= after:
        day += WEEK
    return day


def last_date(*, first_meeting: date, months: int) -> date:
    return first_meeting + relativedelta(months=months)


def weekly(first: date, end: date) -> Iterator[date]:
    """That day of every week, before `end`."""
    while first < end:
        yield first
        first += WEEK


def plan_dates(
    *,
    first: date,
    until: date,
    every_weeks: int,
    days_off: Mapping[date, str],
    school_holidays: Mapping[date, str] | None = None,
    cannot: Mapping[date, Collection] | None = None,
) -> Iterator[PlannedDate]:
    """The dates from `first` up to and including `until`, each on the same weekday.

    A date on a day off moves a week on, again and again, as long as it stays before the
    next date of the rhythm; when no such week is left it is left out. The rhythm itself
    does not shift. A date on which members `cannot` moves to the first of those weeks on
    which fewest cannot. A school holiday moves nothing: people may want to know of it.
    """
    nominal = first
    while nominal <= until:
        limit = min(nominal + every_weeks * WEEK, until + timedelta(days=1))
        weeks = [day for day in weekly(nominal, limit) if day not in days_off]
        on = min(weeks, key=lambda day: len((cannot or {}).get(day, ())), default=None)
        yield PlannedDate(
            nominal,
            on,
            days_off.get(nominal, ""),
            (school_holidays or {}).get(on, ""),
        )
        nominal += every_weeks * WEEK
