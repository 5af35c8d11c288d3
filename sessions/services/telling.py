"""Mails about meetings: to whom, and what they may say."""

from django.urls import reverse

from reminders import services as reminders
from reminders.letters import called


def when_and_where(meeting) -> dict:
    """The date, time and place of a session, a poll's date or a one-on-one."""
    return {
        "on": meeting.on.isoformat(),
        "at": meeting.at.isoformat(),
        "minutes": meeting.minutes,
        "place": meeting.place,
    }


def held_seats(group):
    return group.seats.held().select_related("person")


def tell_group(session, kind: str, **context) -> None:
    """One mail to every member about this version of a session."""
    group = session.group
    context |= when_and_where(session) | {
        "group": called(group),
        "session": session.pk,
        "sequence": session.sequence,
    }
    reminders.post_all(
        reminders.Posting(
            person=seat.person,
            kind=kind,
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            # Each version of a session is told once.
            object_id=f"{session.pk}.{session.sequence}",
            link=reverse("sessions:session", args=[session.pk]),
            context=context,
        )
        for seat in held_seats(group)
    )
