"""Two calendar programs that read our mails and nothing else, as RFC 5546 says.

Strict where the real ones are known to be (docs/calendars.md): a mail that one of them
would drop, or read otherwise than it was meant, is Refused here, and shows nothing.
"""

import datetime as dt
import re
from dataclasses import dataclass
from email import message_from_bytes
from functools import lru_cache

from tests.calendars import clocks
from tests.calendars.lines import Component, Refused, read
from tests.calendars.showing import Reading, Shown, shown

ADDRESS = re.compile(r"mailto:([^\s@<>\"]+@[^\s@<>\"]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What a program holds of an appointment; `shows` nothing when it is called off."""

    organiser: str
    sequence: int
    stamp: dt.datetime
    said: tuple
    shows: tuple[Shown, ...]


class Program:
    """The calendar of one person, filled by their mails alone."""

    several_uids = False

    def __init__(self, address: str, own: dt.tzinfo):
        self.address = address
        self.reading = self.reading_for(own)
        self.known: dict[str, Known] = {}

    def shows(self) -> list[Shown]:
        return sorted(one for known in self.known.values() for one in known.shows)

    def take(self, message: bytes) -> bool:
        """Do what a mail says; False when there is nothing to do. Raises Refused."""
        content = self.part_of(calendars_in(message))
        if content is None:
            return False
        calendar = opened(content)
        method = calendar.value("METHOD")
        if content.method != method:
            raise Refused("one method in the header and another in the body")
        if method not in ("REQUEST", "CANCEL"):
            raise Refused(f"a file to open, and no invitation: {method}")
        events = self.events_of(calendar)
        now = self.read(calendar, events, called_off=method == "CANCEL")
        uid = events[0].value("UID")
        before = self.known.get(uid)
        if before is not None and not self.is_news(now, before):
            return False
        self.known[uid] = now
        return True

    def events_of(self, calendar: Component) -> list[Component]:
        events = calendar.named("VEVENT")
        others = {part.name for part in calendar.parts} - {"VEVENT", "VTIMEZONE"}
        if not events or others:
            raise Refused(f"no appointment, or more than that: {others}")
        uids = list(dict.fromkeys(event.value("UID") for event in events))
        if len(uids) > 1 and not self.several_uids:
            raise Refused(f"{len(uids)} appointments in one mail")
        return [event for event in events if event.value("UID") == uids[0]]

    def read(self, calendar, events, *, called_off) -> Known:
        said = {self.version_of(event) for event in events}
        if len(said) > 1:
            raise Refused("versions or organisers that differ")
        ((organiser, sequence, stamp),) = said
        shows = ()
        if called_off:
            if len(events) > 1 or events[0].get("RECURRENCE-ID"):
                raise Refused("a part that is called off, and not the whole")
        else:
            if any(
                event.get("STATUS") and event.value("STATUS") == "CANCELLED"
                for event in events
            ):
                raise Refused("asked for and called off")
            shows = tuple(shown(calendar, events, self.reading))
        lines = tuple(
            (line.name, line.value, tuple(line.parameters.items()))
            for event in events
            for line in event.lines
            if line.name not in ("DTSTAMP", "LAST-MODIFIED")
        )
        return Known(organiser, sequence, stamp, (called_off, lines), shows)

    def version_of(self, event):
        organiser = address_of(event.value("ORGANIZER"))
        if organiser == self.address:
            raise Refused("a copy of one's own")
        guests = [address_of(line.value) for line in event.all("ATTENDEE")]
        if guests != [self.address]:
            raise Refused(f"for others than who reads: {guests}")
        if not event.value("SEQUENCE").isdecimal():
            raise Refused("no sequence")
        return (
            organiser,
            int(event.value("SEQUENCE")),
            clocks.utc(event.value("DTSTAMP")),
        )


class Gmail(Program):
    """Takes the last alternative, in which it wants one appointment."""

    def reading_for(self, own):
        return Reading(clocks.by_name, own, between=False, by_moment=True)

    def part_of(self, found):
        return found[-1] if found else None

    def is_news(self, now, before):
        if now.organiser != before.organiser and not now.shows:
            raise Refused("called off by somebody else")
        return (now.sequence, now.stamp) > (before.sequence, before.stamp)


class Outlook(Program):
    """Believes the organiser it knows, a sequence that rises, and rules of a zone."""

    several_uids = True

    def reading_for(self, own):
        return Reading(clocks.by_rules, own, between=True, by_moment=False)

    def part_of(self, found):
        return found[0] if found else None

    def is_news(self, now, before):
        if now.organiser != before.organiser:
            raise Refused("another organiser")
        if now.sequence == before.sequence:
            if now.said != before.said:
                raise Refused("a change under the same sequence")
            return False
        if (now.sequence > before.sequence) != (now.stamp > before.stamp):
            raise Refused("a later change that is stamped earlier")
        return now.sequence > before.sequence


@dataclass(frozen=True)
class Content:
    """What a part holds, and what its header says of it."""

    body: bytes
    charset: str | None
    method: str | None


@lru_cache(maxsize=4096)
def calendars_in(message: bytes) -> list[Content]:
    """The calendar parts among the alternatives: an attachment is a file to open."""
    mail = message_from_bytes(message)
    if mail.get_content_type() == "multipart/mixed":
        mail = mail.get_payload(0)
    if mail.get_content_type() != "multipart/alternative":
        return []
    parts = mail.get_payload()
    found = [one for one in parts if one.get_content_type() == "text/calendar"]
    found = [one for one in found if one.get_content_disposition() is None]
    if found and parts[-1] is not found[-1]:
        raise Refused("an invitation that is not the last alternative")
    return [
        Content(
            part.get_payload(decode=True),
            part.get_content_charset(),
            part.get_param("method"),
        )
        for part in found
    ]


@lru_cache(maxsize=4096)
def opened(content: Content) -> Component:
    if content.charset != "utf-8":
        raise Refused("of unknown signs")
    return read(content.body)


def subscribed(content: bytes, reading: Reading) -> list[Shown]:
    """What a feed shows, of which everything is taken anew each time."""
    calendar = read(content)
    events = {}
    for event in calendar.named("VEVENT"):
        if event.get("STATUS") is None or event.value("STATUS") != "CANCELLED":
            events.setdefault(event.value("UID"), []).append(event)
    return sorted(
        one for parts in events.values() for one in shown(calendar, parts, reading)
    )


def address_of(value: str) -> str:
    found = ADDRESS.fullmatch(value)
    if not found:
        raise Refused(f"no address: {value}")
    return found[1]
