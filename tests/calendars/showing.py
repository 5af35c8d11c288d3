"""What a program shows of an appointment: its own way from rule and exceptions to days."""

import datetime as dt
from dataclasses import dataclass

from dateutil.rrule import WEEKLY, rrule, weekdays

from tests.calendars import clocks
from tests.calendars.lines import Component, Refused

DAYS = {str(day): day for day in weekdays}
SAYABLE = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST"}


@dataclass(frozen=True, order=True)
class Shown:
    """One meeting in somebody's calendar."""

    starts_at: dt.datetime
    minutes: int
    place: str
    title: str


@dataclass(frozen=True)
class Reading:
    """How a program knows a zone, and what it makes of dates in it.

    `zone_of` answers a zone for a calendar and a name, or None: then the reader's `own`.
    """

    zone_of: object
    own: dt.tzinfo
    # Whether an exception must lie between the meetings beside it, on a day of its own.
    between: bool
    # Whether a date is left out by its moment, or only where it is said in the same zone.
    by_moment: bool

    def zone(self, calendar, line):
        return self.zone_of(calendar, line.parameters["TZID"]) or self.own


def shown(
    calendar: Component, events: list[Component], reading: Reading
) -> list[Shown]:
    """The meetings of the appointment that these events describe; raises Refused."""
    whole = [event for event in events if event.get("RECURRENCE-ID") is None]
    if len(whole) != 1:
        raise Refused(f"{len(whole)} descriptions of one appointment")
    (master,) = whole
    if master.all("RDATE"):
        raise Refused("dates beside a rule")
    exceptions = [event for event in events if event is not master]
    start = clocks.wall(master.get("DTSTART"))
    zone = reading.zone(calendar, master.get("DTSTART"))
    if master.get("RRULE") is None:
        if exceptions or master.all("EXDATE"):
            raise Refused("exceptions from no rule")
        return [_one(calendar, master, reading)]
    days = _days(master, start, zone)
    left_out = _left_out(calendar, master, days, zone, reading)
    instead = _instead(calendar, exceptions, master, set(days) - left_out)
    standing = [day for day in days if day not in left_out]
    if not standing:
        raise Refused("nothing is left of it")
    found = [
        _one(
            calendar, instead.get(day, master), reading, None if day in instead else day
        )
        for day in standing
    ]
    on = [
        clocks.wall(instead[day].get("DTSTART")).date()
        if day in instead
        else day.date()
        for day in standing
    ]
    if reading.between and on != sorted(set(on)):
        raise Refused("an exception beyond its neighbours")
    return found


def _days(master, start, zone) -> list[dt.datetime]:
    said = clocks.rule(master.get("RRULE"))
    if said.get("FREQ") != "WEEKLY" or set(said) - SAYABLE:
        raise Refused(f"no rule of weeks: {said}")
    if ("UNTIL" in said) == ("COUNT" in said):
        raise Refused("no end, or two")
    until = count = None
    if "UNTIL" in said:
        until = clocks.utc(said["UNTIL"]).astimezone(zone).replace(tzinfo=None)
    else:
        count = int(said["COUNT"])
    weekday = (
        [DAYS[name] for name in said["BYDAY"].split(",")] if "BYDAY" in said else None
    )
    interval = int(said.get("INTERVAL", 1))
    found = list(
        rrule(
            WEEKLY,
            start,
            interval=interval,
            until=until,
            count=count,
            byweekday=weekday,
        )
    )
    if found[:1] != [start]:
        raise Refused("a first meeting that the rule does not say")
    return found


def _left_out(calendar, master, days, zone, reading) -> set[dt.datetime]:
    name = master.get("DTSTART").parameters["TZID"]
    found = set()
    for line in master.all("EXDATE"):
        for value in line.value.split(","):
            if line.parameters.get("TZID") == name:
                found.add(clocks.wall(line.of(value)))
            elif reading.by_moment:
                found.add(
                    _moment(calendar, line.of(value), reading)
                    .astimezone(zone)
                    .replace(tzinfo=None)
                )
    if strange := found - set(days):
        raise Refused(f"left out of no rule: {strange}")
    return found


def _moment(calendar, line, reading):
    if line.value.endswith("Z"):
        return clocks.utc(line.value)
    return clocks.instant(clocks.wall(line), reading.zone(calendar, line))


def _instead(calendar, exceptions, master, days) -> dict[dt.datetime, Component]:
    name = master.get("DTSTART").parameters["TZID"]
    found = {}
    for event in exceptions:
        of = event.get("RECURRENCE-ID")
        if event.all("RRULE") or event.all("EXDATE") or "RANGE" in of.parameters:
            raise Refused("an exception that repeats")
        if of.parameters.get("TZID") != name:
            raise Refused("an exception in another zone")
        day = clocks.wall(of)
        if day not in days or day in found:
            raise Refused(f"an exception of no meeting: {day}")
        found[day] = event
    return found


def _one(calendar, event, reading, day=None) -> Shown:
    """As the event says; on another `day` that its rule gives."""
    first, end = (clocks.wall(_needed(event, name)) for name in ("DTSTART", "DTEND"))
    if event.get("DTSTART").parameters != event.get("DTEND").parameters:
        raise Refused("an end in another zone")
    minutes = int((end - first).total_seconds()) // 60
    if minutes <= 0:
        raise Refused("an end before the beginning")
    zone = reading.zone(calendar, event.get("DTSTART"))
    place = event.get("LOCATION")
    title = _needed(event, "SUMMARY").text
    return Shown(
        clocks.instant(day or first, zone), minutes, place.text if place else "", title
    )


def _needed(event, name):
    event.value(name)
    return event.get(name)
