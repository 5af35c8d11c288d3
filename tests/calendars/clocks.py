"""Moments of a calendar file as programs read them."""

import datetime as dt
import re
from functools import lru_cache
from io import StringIO
from zoneinfo import ZoneInfo

from dateutil import tz

from tests.calendars.lines import Component, Line, Refused

WALL = "%Y%m%dT%H%M%S"
NTH = re.compile(r"(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)")


def utc(line_value: str) -> dt.datetime:
    """A moment in UTC; refused when it is said otherwise."""
    if not line_value.endswith("Z"):
        raise Refused(f"not in UTC: {line_value}")
    return _wall(line_value[:-1]).replace(tzinfo=dt.UTC)


def wall(line: Line) -> dt.datetime:
    """What the clock on the wall shows; refused when it does not say in which zone."""
    if "TZID" not in line.parameters:
        raise Refused(f"{line.name} without a zone")
    return _wall(line.value)


def _wall(text):
    try:
        return dt.datetime.strptime(text, WALL)
    except ValueError:
        raise Refused(f"no moment: {text}") from None


def by_name(calendar: Component, name: str):
    """The zone as who knows it by its name, whatever the file says of it."""
    return ZoneInfo(name)


def by_rules(calendar: Component, name: str):
    """The zone as the file describes it in the way that Outlook reads, or None."""
    blocks = [one for one in calendar.named("VTIMEZONE") if one.value("TZID") == name]
    events = calendar.parts.index(calendar.named("VEVENT")[0])
    if len(blocks) != 1 or calendar.parts.index(blocks[0]) > events:
        return None
    (block,) = blocks
    return _zone(_text(block)) if _has_rules(block) else None


@lru_cache(maxsize=64)
def _zone(text):
    return tz.tzical(StringIO(text)).get()


def _has_rules(block):
    """One rule for summer and one for winter, or no rule at all and one offset."""
    if any(part.all("RDATE") for part in block.parts):
        return False
    rules = [rule(line) for part in block.parts for line in part.all("RRULE")]
    names = sorted(part.name for part in block.parts)
    if names == ["STANDARD"]:
        return not rules
    two = names == ["DAYLIGHT", "STANDARD"] and len(rules) == 2
    return two and all(map(_is_yearly, rules))


def _is_yearly(said):
    """Of one weekday of one month, as MS-OXCICAL 2.1.3.1.1.19.2.2 has it."""
    named = sorted(said) == ["BYDAY", "BYMONTH", "FREQ"]
    return named and said["FREQ"] == "YEARLY" and NTH.fullmatch(said["BYDAY"])


def rule(line: Line) -> dict[str, str]:
    """What a rule says, by name; refused when it says something twice."""
    said = [part.partition("=") for part in line.value.split(";")]
    found = {name: value for name, _, value in said}
    if len(found) != len(said):
        raise Refused(f"said twice: {line.value}")
    return found


def _text(component):
    # The names of winter and summer may be those of a language: nobody needs them.
    said = [line for line in component.lines if line.name != "TZNAME"]
    inside = [f"{line.name}:{line.value}" for line in said]
    inside += [_text(part) for part in component.parts]
    return "\n".join([f"BEGIN:{component.name}", *inside, f"END:{component.name}"])


def instant(moment: dt.datetime, zone) -> dt.datetime:
    """The moment in UTC at which the wall shows it; refused when it never does."""
    found = moment.replace(tzinfo=zone).astimezone(dt.UTC)
    if found.astimezone(zone).replace(tzinfo=None) != moment:
        raise Refused(f"no clock shows {moment}")
    return found
