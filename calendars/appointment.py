"""What stands in a calendar: who meets, when and where, and nothing else. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from calendars.repeating import Repeat, When

FIRST, MEETING, SERIES = "first", "meeting", "series"
ONE_ON_ONE, INTAKE = "one_on_one", "intake"
# Of two people: called after the other one.
OF_TWO = (ONE_ON_ONE, INTAKE)


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One entry of one person's calendar, in no language yet.

    `group` is the group's own name; where it has none it is called after its `mentor`.
    Of what two people have, `other` is who meets the reader, and `leads` says whether
    the reader is the mentor. With `repeat`, `when` is the first of many. `explained_at`
    is when it was last said, at its page, why it changed: no calendar shows it.
    """

    uid: str
    kind: str
    zone: str
    when: When
    repeat: Repeat | None = None
    group: str = ""
    mentor: str = ""
    other: str = ""
    leads: bool = False
    programme_id: int | None = None
    link: str = "/"
    explained_at: str = ""

    @property
    def is_of_two(self) -> bool:
        return self.kind in OF_TWO

    @property
    def shown(self) -> tuple:
        """All that a calendar shows of it."""
        title = (self.other,) if self.is_of_two else (self.group, self._mentor)
        return (self.zone, self.when, self.repeat, title)

    @property
    def _mentor(self):
        return "" if self.group else self.mentor

    def by_nominal(self) -> dict[dt.date, When]:
        """Each meeting of it, by the day on which the rhythm has it."""
        if self.repeat:
            return dict(self.repeat.by_nominal())
        return {self.when.on: self.when}

    def meetings(self) -> Iterator[When]:
        yield from self.by_nominal().values()

    def is_to_come(self, when: When, now: dt.datetime) -> bool:
        return self.starts_at(when) > now

    def begun_by(self, moment: dt.datetime) -> "Appointment | None":
        """What of it had begun by then; None when nothing had."""
        begun = [
            day
            for day, when in self.by_nominal().items()
            if not self.is_to_come(when, moment)
        ]
        if not begun:
            return None
        return replace(self, repeat=self.repeat and self.repeat.cut(max(begun)))

    def starts_at(self, when: When) -> dt.datetime:
        return dt.datetime.combine(when.on, when.at, tzinfo=ZoneInfo(self.zone))

    def kept(self) -> dict:
        """As a row keeps it."""
        return {
            "kind": self.kind,
            "zone": self.zone,
            **self.when.kept(),
            "repeat": self.repeat and _kept_repeat(self.repeat),
            "group": self.group,
            "mentor": self.mentor,
            "other": self.other,
            "leads": self.leads,
            "programme_id": self.programme_id,
            "link": self.link,
            "explained_at": self.explained_at,
        }

    @classmethod
    def of(cls, uid: str, kept: dict | None) -> "Appointment | None":
        """What `kept` keeps; None where nothing is."""
        if kept is None:
            return None
        names = ("kind", "zone", "group", "mentor", "other", "leads", "link")
        when = When.read(kept)
        return cls(
            uid=uid,
            when=when,
            repeat=kept["repeat"] and _repeat(when, kept["repeat"]),
            programme_id=kept["programme_id"],
            # Rows of before know of none.
            explained_at=kept.get("explained_at", ""),
            **{name: kept[name] for name in names},
        )


@dataclass(frozen=True)
class Wanted:
    """What the calendar of one person should have of a group."""

    person_id: int
    group_id: int
    appointment: Appointment


def _kept_repeat(repeat: Repeat) -> dict:
    return {
        "every_weeks": repeat.every_weeks,
        "until": repeat.until.isoformat(),
        "left_out": [day.isoformat() for day in repeat.left_out],
        "moved": {day.isoformat(): when.kept() for day, when in repeat.moved.items()},
    }


def _repeat(first: When, kept: dict) -> Repeat:
    return Repeat(
        first=first,
        every_weeks=kept["every_weeks"],
        until=dt.date.fromisoformat(kept["until"]),
        left_out=tuple(map(dt.date.fromisoformat, kept["left_out"])),
        moved={
            dt.date.fromisoformat(day): When.read(when)
            for day, when in kept["moved"].items()
        },
    )
