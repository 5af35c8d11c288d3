"""Two readers of calendar files that others made, which know nothing of each other."""

import datetime as dt

import vobject
from dateutil.rrule import rrulestr
from icalendar import Calendar

from tests.calendars.showing import Shown


def by_icalendar(content: bytes) -> list[Shown]:
    """What stands, in the zones that their names mean."""
    calendar = Calendar.from_ical(content)
    events = [one for one in calendar.walk("VEVENT") if one["STATUS"] != "CANCELLED"]
    instead = {_of(event): event for event in events if "RECURRENCE-ID" in event}
    found = []
    for event in events:
        start = event["DTSTART"].dt
        if "RECURRENCE-ID" in event:
            continue
        days = [start]
        if "RRULE" in event:
            rule = event["RRULE"].copy()
            # In UTC as the standard wants it; beside wall clocks here.
            rule["UNTIL"] = [u.astimezone(start.tzinfo) for u in rule["UNTIL"]]
            rule["UNTIL"] = [until.replace(tzinfo=None) for until in rule["UNTIL"]]
            text = rule.to_ical().decode()
            walls = rrulestr(text, dtstart=start.replace(tzinfo=None))
            days = [day.replace(tzinfo=start.tzinfo) for day in walls]
        out = {one.dt for many in _several(event.get("EXDATE")) for one in many.dts}
        for day in days:
            if day in out:
                continue
            held = instead.get((str(event["UID"]), day))
            length = (held or event)["DTEND"].dt - (held or event)["DTSTART"].dt
            found.append(
                Shown(
                    (held["DTSTART"].dt if held else day).astimezone(dt.UTC),
                    length // dt.timedelta(minutes=1),
                    str((held or event).get("LOCATION", "")),
                    str((held or event)["SUMMARY"]),
                )
            )
    return sorted(found)


def _of(event):
    return str(event["UID"]), event["RECURRENCE-ID"].dt


def _several(value):
    return value if isinstance(value, list) else [value] if value else []


def by_vobject(content: bytes) -> list[Shown]:
    """What stands, in the zones as the file describes them."""
    # It keeps the zones of files that it read before; each has its own here.
    vars(vobject.icalendar)["__tzidMap"].clear()
    calendar = vobject.readOne(content.decode())
    events = [
        event
        for event in calendar.contents.get("vevent", [])
        if event.status.value != "CANCELLED"
    ]
    instead = {
        (event.uid.value, event.recurrence_id.value.astimezone(dt.UTC)): event
        for event in events
        if "recurrence-id" in event.contents
    }
    found = []
    for event in events:
        if "recurrence-id" in event.contents:
            continue
        for day in event.rruleset or [event.dtstart.value]:
            held = instead.get((event.uid.value, day.astimezone(dt.UTC)))
            said = held or event
            # By the wall: an evening in which the clocks turn is as long as planned.
            first, end = (
                moment.replace(tzinfo=None)
                for moment in (said.dtstart.value, said.dtend.value)
            )
            found.append(
                Shown(
                    (held.dtstart.value if held else day).astimezone(dt.UTC),
                    (end - first) // dt.timedelta(minutes=1),
                    said.location.value if "location" in said.contents else "",
                    said.summary.value,
                )
            )
    return sorted(found)
