"""The mails about meetings: when they are still wanted, and what they carry along."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import MentorGroup, Seat
from reminders.ics import CANCEL, PUBLISH, REQUEST, Entry, calendar_file
from reminders.letters import (
    MEMBERS,
    MENTEES,
    MENTORS,
    NOBODY,
    SOON,
    TO_DO,
    WAITS,
    Letter,
    called,
)
from reminders.models import Standing
from sessions.models import Series, Session
from sessions.services.calendar import session_entry
from sessions.services.one_on_ones import ONE_ON_ONE
from sessions.services.telling import when_and_where

WHEN_AND_WHERE = ("on", "at", "minutes", "place")
Attachments = list[tuple[str, bytes, str]]


def _session(mail) -> Session | None:
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
    session = _session(mail)
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
    dates = [session.on for session in _planned(mail, found.group)]
    if not dates:
        return None
    return mail.context | {"group": called(found.group), "dates": dates}


def _planned(mail, group) -> list[Session]:
    """The meetings of a series that have not begun."""
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
    seats = Seat.objects.held().select_related("person").filter(pk=said["seat"])
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
        "mentor": [mentor.bare_name, mentor.email],
    }
    return mail.context | told | names


def one_on_one_off(mail) -> dict | None:
    """Of one that has been called off for good, and would still have been to come."""
    return None if _has_begun(mail, mail.context) else mail.context


def _has_begun(mail, said) -> bool:
    on, at = date.fromisoformat(said["on"]), time.fromisoformat(said["at"])
    starts_at = datetime.combine(on, at, tzinfo=ZoneInfo(mail.context["zone"]))
    return starts_at <= timezone.now()


def dates(mail) -> dict | None:
    """Of a group in which the reader sits, what is still to come of it."""
    group = MentorGroup.objects.of(mail.person).filter(pk=mail.context["group_id"])
    group = group.select_related("mentor").first()
    said = _still_to_come(mail)
    return said and group and said | {"group": called(group)}


def off(mail) -> dict | None:
    """Of what is off for the reader, and would still have been to come."""
    return _still_to_come(mail)


def _still_to_come(mail) -> dict | None:
    entries = [one for one in mail.context["entries"] if not _has_begun(mail, one)]
    return mail.context | {"entries": entries} if entries else None


def invitation(mail) -> Attachments:
    return _session_file(mail, REQUEST)


def cancellation(mail) -> Attachments:
    return _session_file(mail, CANCEL)


def _session_file(mail, method) -> Attachments:
    session = _session(mail)
    if session is None:
        return []
    with _language_of(mail.person):
        entry = session_entry(
            session, attendee=mail.person, mentor=_mentor(session.group)
        )
    return [_file(f"{session.on}.ics", [entry], method)]


def series_file(mail) -> Attachments:
    """All dates in one file: with its many entries it is published, not requested."""
    series = Series.objects.select_related("group__mentor").get(
        pk=mail.context["series"]
    )
    mentor = _mentor(series.group)
    with _language_of(mail.person):
        entries = [
            session_entry(session, mentor=mentor)
            for session in _planned(mail, series.group)
        ]
    return [_file("meetings.ics", entries, PUBLISH)] if entries else []


def one_on_one_invitation(mail) -> Attachments:
    return [_one_on_one_file(mail, REQUEST)]


def one_on_one_cancellation(mail) -> Attachments:
    return [_one_on_one_file(mail, CANCEL)]


def _one_on_one_file(mail, method):
    """The worker cannot read one-on-ones: the mail carries what the entry says."""
    said = mail.context | {"what": "one_on_one"}
    return _file(f"{said['on']}.ics", [_told_entry(mail, said)], method)


def called_off(mail) -> Attachments:
    """A file for each date: a cancellation holds one entry (RFC 5546)."""
    return [
        _file(f"{said['on']}.ics", [_told_entry(mail, said)], CANCEL)
        for said in mail.context["entries"]
    ]


def dates_file(mail) -> Attachments:
    entries = [_told_entry(mail, said) for said in mail.context["entries"]]
    return [_file("meetings.ics", entries, PUBLISH)]


def _told_entry(mail, said) -> Entry:
    """As it was when the mail was laid ready, whatever has changed since."""
    on, at = date.fromisoformat(said["on"]), time.fromisoformat(said["at"])
    with _language_of(mail.person):
        summary = _summary(mail, said)
    return Entry(
        uid=said["uid"],
        sequence=said["sequence"],
        starts_at=datetime.combine(on, at, tzinfo=ZoneInfo(mail.context["zone"])),
        minutes=said["minutes"],
        place=said["place"],
        summary=summary,
        changed_at=mail.created_at,
        organiser=tuple(mail.context["mentor"]),
        attendees=[(mail.person.bare_name, mail.person.email)],
    )


def _summary(mail, said) -> str:
    match said["what"]:
        case "one_on_one":
            return _("One-on-one with %(name)s") % {"name": said["other"]}
        case "intake":
            return _("Intake with %(name)s") % {"name": said["other"]}
    return mail.context["group"]


def _language_of(person):
    return translation.override(person.language or person.organisation.language)


def _file(name, entries, method):
    content = calendar_file(entries, method=method)
    return name, content, f"text/calendar; method={method}"


def _mentor(group):
    seat = group.seats.held().mentors().select_related("person").first()
    return seat and seat.person


LETTERS = [
    Letter(
        kind="sessions.propose_dates",
        facts=WAITS,
        name=gettext_lazy("Dates to propose"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.vote",
        facts=WAITS,
        pressing=TO_DO,
        name=gettext_lazy("Votes on dates"),
        to=MENTEES,
    ),
    Letter(
        kind="sessions.pick_date",
        facts=WAITS,
        pressing=TO_DO,
        name=gettext_lazy("Dates to pick"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.first_planned",
        facts=meeting,
        alone=True,
        name=gettext_lazy("Invitation to the first meeting"),
        to=MEMBERS,
        stoppable=False,
        attach=invitation,
    ),
    Letter(
        kind="sessions.planned",
        facts=meeting,
        alone=True,
        name=gettext_lazy("Invitations to a meeting"),
        to=MEMBERS,
        stoppable=False,
        attach=invitation,
    ),
    Letter(
        kind="sessions.series_planned",
        facts=series,
        alone=True,
        braked=False,
        name=gettext_lazy("The dates of the series"),
        to=MEMBERS,
        stoppable=False,
        attach=series_file,
    ),
    Letter(
        kind="sessions.moved",
        facts=meeting,
        alone=True,
        name=gettext_lazy("Meetings that move"),
        to=MEMBERS,
        stoppable=False,
        attach=invitation,
    ),
    Letter(
        kind="sessions.cancelled",
        facts=meeting,
        alone=True,
        name=gettext_lazy("Meetings that are cancelled"),
        to=MEMBERS,
        stoppable=False,
        attach=cancellation,
    ),
    Letter(
        kind="sessions.dates",
        facts=dates,
        alone=True,
        name=gettext_lazy("The coming dates of a group that you join"),
        to=MEMBERS,
        stoppable=False,
        attach=dates_file,
    ),
    Letter(
        kind="sessions.called_off",
        facts=off,
        alone=True,
        name=gettext_lazy("Dates that are off when a group changes"),
        to=MEMBERS,
        stoppable=False,
        attach=called_off,
    ),
    Letter(
        kind="sessions.tomorrow",
        facts=WAITS,
        pressing=SOON,
        name=gettext_lazy("A meeting tomorrow"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.log_to_write",
        facts=WAITS,
        pressing=TO_DO,
        name=gettext_lazy("Logs to write"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.sign",
        facts=WAITS,
        pressing=TO_DO,
        name=gettext_lazy("The confidentiality agreement"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.agreements_missing",
        facts=WAITS,
        pressing=TO_DO,
        name=gettext_lazy("Working agreements to write down"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.action_due",
        facts=WAITS,
        pressing=SOON,
        name=gettext_lazy("Actions that are due"),
        to=MEMBERS,
    ),
    Letter(
        kind="sessions.one_on_one_asked",
        facts=one_on_one,
        pressing=TO_DO,
        name=gettext_lazy("One-on-ones asked for"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.one_on_one_planned",
        facts=one_on_one,
        alone=True,
        name=gettext_lazy("Invitations to a one-on-one"),
        to=MEMBERS,
        stoppable=False,
        attach=one_on_one_invitation,
    ),
    Letter(
        kind="sessions.one_on_one_cancelled",
        facts=one_on_one_off,
        alone=True,
        name=gettext_lazy("One-on-ones that are cancelled"),
        to=MEMBERS,
        stoppable=False,
        attach=one_on_one_cancellation,
    ),
    Letter(
        kind="sessions.one_on_one_to_log",
        facts=WAITS,
        name=gettext_lazy("One-on-ones to write down"),
        to=NOBODY,
    ),
]
