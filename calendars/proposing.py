"""Which dates to ask a group about: pure functions on days and hours."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

# When meetings usually begin, and by when they are over.
STARTS = (time(9, 30), time(13, 30), time(16))
EVENING = time(18)
SATURDAY = 5
# So long a period is looked at, and so many dates are offered of it: three hours of
# forty working days are as many as may be asked about at once.
LONGEST = timedelta(days=55)
OFFERED = 10


@dataclass(frozen=True)
class Offer:
    """A date that can be asked about, and who cannot come as far as is known."""

    on: date
    at: time
    missing: tuple[Any, ...] = ()


def times_in(
    first: date, until: date, *, minutes: int, free: Collection[date]
) -> list[tuple[date, time]]:
    """The usual hours of every working day of a period that is not `free`."""
    days = ((first + timedelta(n)) for n in range((until - first).days + 1))
    starts = [at for at in STARTS if _ends(at, minutes) <= EVENING] or STARTS[:1]
    return [
        (day, at)
        for day in days
        if day.weekday() < SATURDAY and day not in free
        for at in starts
    ]


def _ends(at: time, minutes: int) -> time:
    ends_at = datetime.combine(date.min, at) + timedelta(minutes=minutes)
    return ends_at.time() if ends_at.date() == date.min else time.max


def offers(
    times: Iterable[tuple[date, time]],
    missing: Mapping[tuple[date, time], Collection[Any]],
    most: int = OFFERED,
) -> list[Offer]:
    """At most so many dates on which the fewest cannot come, one a day, in their order.

    The hours take turns where they suit alike, and the days lie spread over the period.
    """
    by_day: dict[date, list[Offer]] = {}
    for on, at in times:
        by_day.setdefault(on, []).append(
            Offer(on, at, tuple(missing.get((on, at), ())))
        )
    taken: dict[time, int] = {}
    by_missing: dict[int, list[Offer]] = {}
    for hours in by_day.values():
        best = min(
            hours,
            key=lambda offer: (len(offer.missing), taken.get(offer.at, 0), offer.at),
        )
        taken[best.at] = taken.get(best.at, 0) + 1
        by_missing.setdefault(len(best.missing), []).append(best)
    chosen: list[Offer] = []
    for _misses, alike in sorted(by_missing.items()):
        chosen += _spread(alike, most - len(chosen))
    return sorted(chosen, key=lambda offer: (offer.on, offer.at))


def _spread(items: list[Offer], most: int) -> list[Offer]:
    """So many of them, as far from each other as they lie."""
    if len(items) <= most:
        return items
    return [items[number * len(items) // most] for number in range(most)]
