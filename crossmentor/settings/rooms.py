"""The rooms, each listed once, and what they tell each other by files of one name.

A room, or a folder of it, that has a `due.py` with a `waiting` is asked what waits for
whom, and so on: nobody else lists it. What one room alone tells stands at the end.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from crossmentor.settings.process import ROOT

# From the top floor down, as in README and in the contracts of pyproject.toml.
ROOMS = (
    "crossmentor",
    "handbook",
    "workbook",
    "sessions",
    "intake",
    "boards",
    "groups",
    "programmes",
    "calendars",
    "writing",
    "people",
    "reminders",
    "spaces",
)


def telling(file: str, what: str, rooms=ROOMS[::-1]) -> list[str]:
    """The modules with such a file that define `what`, from the ground up."""
    defines = re.compile(rf"^(?:def {what}\(|{what}(?:: .+)? = )", re.MULTILINE)
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for room in rooms
        for path in named(file, ROOT / room)
        if defines.search(path.read_text(encoding="utf-8"))
    ]


def named(file: str, folder: Path) -> Iterator[Path]:
    """Files of that name: the room's own, then those of its folders."""
    yield from sorted(folder.glob(file))
    yield from sorted(folder.glob(f"*/**/{file}"))


# What waits for whom. The ledger that asks for it says nothing itself.
DUE = [
    f"{module}.waiting"
    for module in telling("due.py", "waiting")
    if module != "reminders.due"
]
# Those of which the page of a group tells the next step, besides its own room.
STEPS_OF_GROUP = ["intake.due.waiting", "workbook.due.waiting"]
# The kinds of mail; first the one that gathers what waits.
LETTERS = ["reminders.day", *telling("letters.py", "LETTERS")]
# What others can read of somebody, besides texts.
GIVEN = telling("given.py", "GIVEN")
# The kinds of text.
TEXTS = telling("texts.py", "KINDS")
# What people take along, in the order in which they find it: what they wrote, then
# what is theirs of other rooms.
FOUND_FIRST = (
    *("workbook", "intake", "sessions", "writing", "handbook"),
    *("groups", "boards", "programmes", "calendars", "reminders"),
)
EXPORTS = telling(
    "export.py",
    "pages",
    [*FOUND_FIRST, *(room for room in ROOMS if room not in FOUND_FIRST)],
)
# Whether a programme has dates by its clock already.
PLANNED = [f"{module}.has_dates" for module in telling("planned.py", "has_dates")]
# What the calendars of some groups' people should have.
APPOINTMENTS = [
    f"{module}.of_groups" for module in telling("appointments.py", "of_groups")
]

# Rooms in which something changes when somebody joins or leaves a group.
SEAT_FOLLOWERS = ["sessions.services.follow_seats"]
# What happens in the rooms above when somebody leaves the organisation or comes back.
DEPARTURE_FOLLOWERS = ["groups.services.leavers.follow_departure"]
# Rooms that name people where they do not look by themselves.
NAME_FOLLOWERS = ["groups.services.rooms.follow_names"]
# Ways into a person's account that other rooms know of.
WAYS_IN = ["calendars.services.feeds.ways_in"]
# The learning goals that a person may bring to the first meeting.
GOALS = "workbook.at_hand.goals_of"
# What a person is in any programme: which mails there are to choose from.
ROLES = "programmes.rules.roles_of"
# In which time zones people live; and for a query, in which somebody does.
ZONES = "programmes.rules.zones_of"
ZONE = "programmes.rules.zone_of"
# Who of some people coordinates: the page on readers says so of each.
COORDINATING = "programmes.services.programmes.coordinating"
