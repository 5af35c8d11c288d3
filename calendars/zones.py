"""Time zones as calendar programs read them: rules, not lists of dates.

Outlook keeps of a VTIMEZONE one yearly rule for summer and one for winter, each the nth or
last of a weekday in a month, and passes lists of dates over (MS-OXCICAL 2.1.3.1.1.19).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# How long beyond the last appointment the rules must hold: calendars keep a zone once.
AHEAD = 5
HOUR = timedelta(hours=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


@dataclass(frozen=True)
class Turn:
    """A moment at which the clocks of a zone are put forward or back."""

    # As the wall showed it until then.
    at: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=256)
def timezone_of(name: str, first: date, last: date) -> Timezone:
    """The VTIMEZONE of a zone for appointments from `first` to `last`.

    Where no rule tells all its turns (a fast that follows the moon), they are listed.
    """
    zone = ZoneInfo(name)
    turns = _turns(zone, first.year - 1, last.year + AHEAD)
    component = Timezone()
    component.add("tzid", name)
    if not turns:
        component.add_component(_unchanging(zone, first))
        return component
    by_change = defaultdict(list)
    for turn in turns:
        by_change[turn.before, turn.after].append(turn)
    years = last.year + AHEAD - first.year + 2
    rules = [_rule(each) for each in by_change.values()]
    yearly = all(len(each) == years for each in by_change.values())
    has_rules = len(rules) == 2 and yearly and None not in rules
    for rule, each in zip(rules, by_change.values(), strict=True):
        observance = _observance(rule if has_rules else None, each[0])
        if not has_rules and each[1:]:
            observance.add("rdate", [turn.at for turn in each[1:]])
        component.add_component(observance)
    return component


def _unchanging(zone, on):
    noon = datetime.combine(on, time(12), tzinfo=zone)
    turn = Turn(datetime(1970, 1, 1), noon.utcoffset(), noon.utcoffset(), noon.tzname())
    return _observance(None, turn)


def _observance(rule, turn):
    observance = TimezoneDaylight() if turn.after > turn.before else TimezoneStandard()
    observance.add("tzname", turn.name)
    observance.add("tzoffsetfrom", turn.before)
    observance.add("tzoffsetto", turn.after)
    if rule:
        month, place, weekday, shown = rule
        observance.add("dtstart", _on(turn.at.year, month, place, weekday, shown))
        day = f"{place}{WEEKDAYS[weekday]}"
        yearly = {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": day}
        observance.add("rrule", vRecur(yearly))
    else:
        observance.add("dtstart", turn.at)
    return observance


def _rule(turns):
    """Month, place, weekday and time of day that all these turns have, or None.

    One an hour beside the turn will do, in a night in which nobody meets: Nuuk turns its
    clocks on the evening before the last Sunday, which no rule of this kind says.
    """
    for beside in (timedelta(), HOUR, -HOUR):
        moments = [turn.at + beside for turn in turns]
        first = moments[0]
        for place in (LAST, (first.day - 1) // 7 + 1):
            rule = (first.month, place, first.weekday(), first.time())
            if all(_on(moment.year, *rule) == moment for moment in moments):
                return rule
    return None


def _on(year, month, place, weekday, shown) -> datetime:
    if place == LAST:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        day = end - timedelta(days=(end.weekday() - weekday) % 7)
    else:
        start = date(year, month, 1)
        ahead = (weekday - start.weekday()) % 7 + 7 * (place - 1)
        day = start + timedelta(days=ahead)
    return datetime.combine(day, shown)


def _turns(zone, first_year, last_year) -> list[Turn]:
    turns = []
    moment = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(days=4)
        before = moment.astimezone(zone).utcoffset()
        if later.astimezone(zone).utcoffset() != before:
            turned = _first_after(zone, moment, later).astimezone(zone)
            wall = turned.astimezone(UTC).replace(tzinfo=None) + before
            turns.append(Turn(wall, before, turned.utcoffset(), turned.tzname()))
        moment = later
    return turns


def _first_after(zone, before, after) -> datetime:
    """The minute from which on the clocks show what they show at `after`."""
    was = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        half = before + (after - before) // 2
        half = half.replace(second=0, microsecond=0)
        if half.astimezone(zone).utcoffset() == was:
            before = half
        else:
            after = half
    return after
