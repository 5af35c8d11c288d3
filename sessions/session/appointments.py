"""What the calendars of a group's people should have of its meetings; open rows only.

Who sits in a group has what began while they sat there, and what is to come. Who left it
keeps single meetings that were held, and has nothing else of one that goes on; of one
that is over everybody keeps what was held. Who pauses has none of the meetings meanwhile.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse

from calendars.appointment import FIRST, MEETING, SERIES, Appointment, Wanted
from calendars.repeating import Occurrence, When, told_as_rule
from groups.appointments import of_group
from groups.models import MentorGroup, Pause, Seat
from programmes import clock
from sessions.session.models.session import Session

WEEK = dt.timedelta(weeks=1)


def of_groups(groups) -> Iterator[Wanted]:
    mentor_groups = MentorGroup.objects.filter(pk__in=groups)
    seats = defaultdict(list)
    for seat in Seat.objects.filter(group__in=groups).order_by("pk"):
        seats[seat.group_id].append(seat)
    sessions = defaultdict(list)
    standing = Session.objects.standing().filter(group__in=groups)
    for session in standing.select_related("rhythm").order_by("on", "at"):
        sessions[session.group_id].append(session)
    pauses = defaultdict(list)
    for seat_id, began, ends in Pause.objects.in_groups(groups).stretches():
        pauses[seat_id].append((began, ends))
    for group in mentor_groups.select_related("mentor", "programme"):
        dates = Dates(group, sessions[group.pk], pauses)
        is_over = all(seat.left_at for seat in seats[group.pk])
        for person_id, those in _by_person(seats[group.pk]).items():
            for appointment in dates.of(those, is_over):
                yield Wanted(person_id, group.pk, appointment)


def of_session(session, person) -> Appointment | None:
    """What the calendar of `person` has of it: the whole series, where it is of one."""
    uids = {str(session.uid)}
    if session.rhythm:
        uids.add(str(session.rhythm.uid))
    for entry in of_groups([session.group_id]):
        if entry.person_id == person.pk and entry.appointment.uid in uids:
            return entry.appointment
    return None


def _by_person(seats) -> dict[int, list[Seat]]:
    by_person = defaultdict(list)
    for seat in seats:
        by_person[seat.person_id].append(seat)
    return by_person


class Dates:
    """The meetings of one group, as its people have them."""

    def __init__(self, group, sessions, pauses):
        self.group, self.sessions, self.pauses = group, sessions, pauses
        self.starts = {
            session.pk: clock.wall_clock(group.programme, session.on, session.at)
            for session in sessions
        }
        self.told = {}

    def of(self, seats, is_over: bool) -> list[Appointment]:
        """Those of who has, or had, these seats."""
        sits = is_over or any(seat.left_at is None for seat in seats)
        theirs = frozenset(
            session.pk
            for session in self.sessions
            if (sits or session.rhythm_id is None)
            and any(self._is_of(seat, self.starts[session.pk]) for seat in seats)
        )
        # Most of a group have the same.
        if theirs not in self.told:
            self.told[theirs] = list(self._appointments(theirs))
        return self.told[theirs]

    def _is_of(self, seat, moment) -> bool:
        """Whether its holder sat there then, and took no pause."""
        ended = seat.left_at is not None and seat.left_at <= moment
        paused = any(began <= moment < ends for began, ends in self.pauses[seat.pk])
        return seat.joined_at <= moment and not ended and not paused

    def _appointments(self, theirs) -> Iterator[Appointment]:
        by_rhythm = defaultdict(list)
        for session in self.sessions:
            if session.rhythm_id:
                by_rhythm[session.rhythm].append(session)
            elif session.pk in theirs:
                yield self._single(session)
        for rhythm, sessions in by_rhythm.items():
            yield from self._of_rhythm(rhythm, sessions, theirs)

    def _of_rhythm(self, rhythm, sessions, theirs) -> Iterator[Appointment]:
        by_nominal = {session.nominal: session for session in sessions}
        day, last, meetings = min(by_nominal), max(by_nominal), []
        while day <= last:
            session = by_nominal.get(day)
            stands = session is not None and session.pk in theirs
            meetings.append(Occurrence(day, When.of(session) if stands else None))
            day += rhythm.every_weeks * WEEK
        usual = When(last, rhythm.at, rhythm.minutes, rhythm.place)
        repeat, alone = told_as_rule(
            meetings, every_weeks=rhythm.every_weeks, usual=usual
        )
        if repeat:
            yield Appointment(
                uid=str(rhythm.uid),
                kind=SERIES,
                when=repeat.first,
                repeat=repeat,
                link=reverse("sessions:series", args=[self.group.pk]),
                explained_at=_as_kept(rhythm.explained_at),
                **of_group(self.group),
            )
        for meeting in alone:
            yield self._single(by_nominal[meeting.nominal])

    def _single(self, session) -> Appointment:
        return Appointment(
            uid=str(session.uid),
            kind=FIRST if session.kind == Session.Kind.FIRST else MEETING,
            when=When.of(session),
            link=session.get_absolute_url(),
            explained_at=_as_kept(session.explained_at),
            **of_group(self.group),
        )


def _as_kept(moment) -> str:
    return moment.astimezone(dt.UTC).isoformat() if moment else ""
