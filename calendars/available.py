"""What a meeting asks of somebody's day, by the clock on the wall: pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Moment(NamedTuple):
    """When a meeting would be, by the clock where it is."""

    on: date
    at: time
    minutes: int


@dataclass(frozen=True)
class Stretch:
    """A part of one day, as clocks show it; `until` of a whole one is 24 hours."""

    on: date
    since: timedelta
    until: timedelta


def stretches(moment: Moment, zone: str) -> list[Stretch]:
    """Which parts of which days somebody needs for that meeting.

    One as a rule; more past midnight, or where the clocks are changed meanwhile: an hour
    is shown twice then, or never.
    """
    there = ZoneInfo(zone)
    starts_at = datetime.combine(moment.on, moment.at, tzinfo=there).astimezone(UTC)
    ends_at = starts_at + moment.minutes * MINUTE
    turn = _turn(starts_at, ends_at, there)
    parts: list[Stretch] = []
    for since, until in pairwise(filter(None, [starts_at, turn, ends_at])):
        shown = since.astimezone(there).replace(tzinfo=None)
        parts += _by_day(shown, shown + (until - since))
    return parts


def _turn(since: datetime, until: datetime, there: ZoneInfo) -> datetime | None:
    """The minute between the two at which the clocks are changed, if they are.

    No clock is changed twice in the hours that people meet.
    """
    before, after = since, until - MINUTE
    offset = before.astimezone(there).utcoffset()
    if after.astimezone(there).utcoffset() == offset:
        return None
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if middle.astimezone(there).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _by_day(since: datetime, until: datetime) -> Iterator[Stretch]:
    while since < until:
        midnight = datetime.combine(since.date(), time())
        ends = min(until, midnight + DAY)
        yield Stretch(since.date(), since - midnight, ends - midnight)
        since = ends
