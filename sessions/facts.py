"""What mails about meetings say, as it is at this moment; None when it holds no more.

Asked by the worker as a mail leaves: open rows only.
"""

from datetime import date, datetime, time

from django.contrib.auth import get_user_model
from django.utils import timezone

from groups.models import MentorGroup, Seat
from programmes import clock
from reminders.letters import called
from reminders.models import Standing
from sessions.models import Series, Session
from sessions.services.one_on_ones import ONE_ON_ONE
from sessions.services.telling import when_and_where

WHEN_AND_WHERE = ("on", "at", "minutes", "place")


def session_of(mail) -> Session | None:
    """The session of a mail, unless the reader left the group."""
    return (
        Session.objects.visible_to(mail.person)
        .select_related("group__programme", "group__mentor")
        .filter(pk=mail.context["session"])
        .first()
    )


def meeting(mail) -> dict | None:
    """Of a meeting that is still to come, and stands as it was told.

    Not by its sequence: that rises too when somebody else comes or goes.
    """
    session = session_of(mail)
    if (
        session is None
        or session.is_cancelled != (mail.kind == "sessions.cancelled")
        or session.starts_at <= timezone.now()
        or not when_and_where(session).items() <= mail.context.items()
    ):
        return None
    return mail.context | {"group": called(session.group)}


def series(mail) -> dict | None:
    """Of the latest agreements, with the dates that are still to come."""
    found = (
        Series.objects.visible_to(mail.person)
        .select_related("group__mentor")
        .filter(pk=mail.context["series"], version=mail.context["version"])
        .first()
    )
    if found is None:
        return None
    dates = [session.on for session in planned_of(mail, found.group)]
    if not dates:
        return None
    return mail.context | {"group": called(found.group), "dates": dates}


def planned_of(mail, group) -> list[Session]:
    """The meetings of the series of a group that have not begun."""
    sessions = (
        Session.objects.visible_to(mail.person)
        .planned()
        .filter(group=group, from_series=True)
        .select_related("group__programme", "group__mentor")
    )
    return [one for one in sessions if one.starts_at > timezone.now()]


def one_on_one(mail) -> dict | None:
    """Of a one-on-one that stands as it was told, for two who are together still.

    The worker cannot read it: what a mail may say of it stands openly.
    """
    number, _, version = mail.object_id.partition(".")
    row = Standing.objects.filter(kind=ONE_ON_ONE, object_id=number).first()
    if row is None or str(row.facts["sequence"]) != version:
        return None
    said, asked = row.facts, mail.kind == "sessions.one_on_one_asked"
    seats = (
        Seat.objects.held()
        .select_related("person", "group__mentor")
        .filter(pk=said["seat"])
    )
    seat = seats.first()
    if seat is None or asked != (said["state"] == "asked"):
        return None
    if not asked and _has_begun(mail, said):
        return None
    mentors = get_user_model().objects.filter(pk=said["mentor"])
    mentor = mentors.first()
    other = seat.person if mail.person_id == said["mentor"] else mentor
    told = {} if asked else {name: said[name] for name in WHEN_AND_WHERE}
    names = {
        "other": other.full_name,
        "group": called(seat.group),
    }
    return mail.context | told | names


def one_on_one_off(mail) -> dict | None:
    """Of one that has been called off for good, and would still have been to come."""
    return None if _has_begun(mail, mail.context) else mail.context


def _has_begun(mail, said) -> bool:
    return starts_at(mail, said) <= timezone.now()


def starts_at(mail, said) -> datetime:
    """The moment of what a mail tells, as its own context or an entry of it says."""
    on, at = date.fromisoformat(said["on"]), time.fromisoformat(said["at"])
    return clock.wall_clock_in(mail.context["zone"], on, at)


def dates(mail) -> dict | None:
    """Of a group in which the reader sits, what is still to come of it."""
    group = MentorGroup.objects.of(mail.person).filter(pk=mail.context["group_id"])
    group = group.select_related("mentor").first()
    said = still_to_come(mail)
    return said and group and said | {"group": called(group)}


def still_to_come(mail) -> dict | None:
    """Of what the mail tells that which has not begun."""
    entries = [one for one in mail.context["entries"] if not _has_begun(mail, one)]
    return mail.context | {"entries": entries} if entries else None
