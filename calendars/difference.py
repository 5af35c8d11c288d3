"""What somebody's calendar should have, less what it was told: what is to be sent. Pure."""

import datetime as dt
from dataclasses import dataclass

from calendars.appointment import Appointment
from calendars.repeating import When

PLANNED, CHANGED, OFF = "planned", "changed", "off"


@dataclass(frozen=True)
class Shift:
    """A meeting that is held at another moment or place than was told."""

    was: When
    now: When


@dataclass(frozen=True)
class Difference:
    """What a calendar was told of one appointment, and what it should be told."""

    was: Appointment | None
    wanted: Appointment | None

    def to_tell(self, now: dt.datetime) -> str | None:
        """PLANNED, CHANGED or OFF; None where a calendar would show nothing else.

        What has begun stays in a calendar as it is: nobody is mailed of the past, but
        for what two people have held at another time than was told.
        """
        both = self.was and self.wanted
        if both and self.was.shown == self.wanted.shown:
            return None
        if both and self.was.is_of_two and self.was.when != self.wanted.when:
            return CHANGED
        if not any(
            appointment.is_to_come(when, now)
            for appointment in (self.was, self.wanted)
            if appointment
            for when in appointment.meetings()
        ):
            return None
        if self.wanted is None:
            return OFF
        return CHANGED if self.was else PLANNED

    def to_come(self, now: dt.datetime) -> list[When]:
        """The meetings that stand and have not begun."""
        return _to_come(self.wanted, _meetings(self.wanted).values(), now)

    def shifted(self, now: dt.datetime) -> list[Shift]:
        """Meetings of before that are held otherwise; of many those still to come."""
        was, wanted = self.was, self.wanted
        if was is None or wanted is None:
            return []
        if not (was.repeat or wanted.repeat):
            # One meeting is the same whatever its day.
            pairs = [(was.when, wanted.when)]
        else:
            before = was.by_nominal()
            pairs = [
                (before[day], when)
                for day, when in wanted.by_nominal().items()
                if day in before
                and (was.is_to_come(before[day], now) or wanted.is_to_come(when, now))
            ]
        return [Shift(one, other) for one, other in pairs if one != other]

    def added(self, now: dt.datetime) -> list[When]:
        return self._only(self.wanted, self.was, now)

    def gone(self, now: dt.datetime) -> list[When]:
        return self._only(self.was, self.wanted, now)

    def _only(self, here, there, now):
        if here is None or (not here.repeat and there):
            return []
        days = _meetings(there)
        only = [when for day, when in _meetings(here).items() if day not in days]
        return _to_come(here, only, now)


def _meetings(appointment):
    return appointment.by_nominal() if appointment else {}


def _to_come(appointment, meetings, now):
    return sorted(
        (when for when in meetings if appointment.is_to_come(when, now)),
        key=lambda when: (when.on, when.at),
    )
