"""Calendar files (RFC 5545): what a meeting looks like in somebody's own calendar.

An entry says who meets, when and where, and nothing else: calendars are shared.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vRecur, vText

from calendars.repeating import Repeat
from calendars.zones import timezone_of
from people.web.isolating import plain

REQUEST, CANCEL = "REQUEST", "CANCEL"
# Of a file that is fetched; a mail names the method besides.
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarEntry:
    """An appointment; `starts_at` carries the time zone of the wall clock."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    changed_at: datetime
    place: str = ""
    # What the group is called: its address is the installation's, whoever leads it.
    organiser: str = ""
    # Name and address of who is invited: the reader of the file, and nobody else.
    attendee: tuple[str, str] | None = None
    # Of one that repeats, of which `starts_at` is the first.
    repeat: Repeat | None = None

    @property
    def days(self) -> list[date]:
        """All on which it stands, and those on which its rhythm has it."""
        if self.repeat is None:
            return [self.starts_at.date()]
        moved = self.repeat.moved
        return [self.repeat.first.on, self.repeat.until, *moved] + [
            when.on for when in moved.values()
        ]


def calendar_file(entries, *, method: str = "", name: str = "") -> bytes:
    """One file with these entries; the same entries always give the same bytes.

    REQUEST and CANCEL go to one invited person and hold one entry (RFC 5546). Without a
    method it is a feed.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Crossmentor//Crossmentor//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    # First: some read a file once, from its beginning.
    for zone in _zones(entries):
        calendar.add_component(zone)
    for entry in entries:
        calendar.add_component(_event(entry, method))
        for exception in _exceptions(entry, method):
            calendar.add_component(exception)
    return calendar.to_ical()


def _zones(entries):
    """Of each zone one block, which holds for the first of its entries to the last."""
    days = defaultdict(list)
    for entry in entries:
        days[entry.starts_at.tzinfo.key] += entry.days
    for name, on in sorted(days.items()):
        yield timezone_of(name, min(on), max(on))


def _event(entry: CalendarEntry, method: str) -> Event:
    event = _meeting(entry, method, entry.starts_at, entry.minutes, entry.place)
    if entry.repeat:
        _repeating(event, entry)
    return event


def _repeating(event, entry):
    """The rule, and the dates of it that are left out; moved ones are exceptions."""
    repeat = entry.repeat
    # Until a moment in UTC, as the first is at one (RFC 5545, 3.3.10).
    until = _at(entry, repeat.until, repeat.first.at).astimezone(UTC)
    weekly = {"FREQ": "WEEKLY", "INTERVAL": repeat.every_weeks, "UNTIL": until}
    event.add("rrule", vRecur(weekly))
    if repeat.left_out:
        days = [_at(entry, day, repeat.first.at) for day in repeat.left_out]
        event.add("exdate", days)


def _exceptions(entry: CalendarEntry, method: str):
    """Each moved meeting, by the moment that the rule has for it; all go along always."""
    if entry.repeat is None or method == CANCEL:
        return
    for nominal, when in sorted(entry.repeat.moved.items()):
        starts_at = _at(entry, when.on, when.at)
        event = _meeting(entry, method, starts_at, when.minutes, when.place)
        event.add("recurrence-id", _at(entry, nominal, entry.repeat.first.at))
        yield event


def _at(entry: CalendarEntry, on: date, at: time) -> datetime:
    return datetime.combine(on, at, tzinfo=entry.starts_at.tzinfo)


def _meeting(entry, method, starts_at, minutes, place) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@crossmentor")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    if not method:
        event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("summary", entry.summary)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=minutes))
    if place:
        event.add("location", place)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("class", "PRIVATE")
    if method and entry.organiser:
        name = plain(entry.organiser)
        event.add("organizer", _address(name, settings.CALENDAR_ADDRESS))
    if method and entry.attendee:
        person = _address(*entry.attendee)
        person.params["ROLE"] = vText("REQ-PARTICIPANT")
        person.params["RSVP"] = vText("FALSE")
        event.add("attendee", person)
    return event


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name)
    return address
