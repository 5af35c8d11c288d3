"""The mails about meetings: when they are still wanted, and what they carry along."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import MentorGroup, Seat
from reminders.ics import CANCEL, PUBLISH, REQUEST, Entry, calendar_file
from reminders.letters import MEMBERS, MENTEES, MENTORS, NOBODY, Letter
from sessions.models import DatePoll, Series, Session, Signature, Vote
from sessions.services.calendar import session_entry
from sessions.services.telling import when_and_where

Attachments = list[tuple[str, bytes, str]]


def _session(mail) -> Session | None:
    """The session of a mail, unless it changed since or the reader left the group."""
    return (
        Session.objects.visible_to(mail.person)
        .select_related("group__programme", "group__mentor")
        .filter(pk=mail.context["session"])
        .first()
    )


def is_latest(mail) -> bool:
    """Not by its sequence: that rises too when somebody else comes or goes."""
    session = _session(mail)
    return (
        session is not None
        and session.is_cancelled == (mail.kind == "sessions.cancelled")
        and when_and_where(session).items() <= mail.context.items()
    )


def is_tomorrow(mail) -> bool:
    session = _session(mail)
    return (
        session is not None
        and session.is_planned
        and session.on.isoformat() == mail.context["on"]
        and session.starts_at > timezone.now()
    )


def is_unlogged(mail) -> bool:
    session = _session(mail)
    return session is not None and not session.is_cancelled and not session.logged_at


def has_not_voted(mail) -> bool:
    poll = _open_poll(mail)
    return (
        poll is not None
        and not Vote.objects.of_poll(poll).filter(person=mail.person).exists()
    )


def _open_poll(mail) -> DatePoll | None:
    polls = DatePoll.objects.open().visible_to(mail.person)
    return polls.filter(pk=mail.object_id).first()


def has_open_poll(mail) -> bool:
    return _open_poll(mail) is not None


def has_not_signed(mail) -> bool:
    seat = Seat.objects.held().filter(pk=mail.object_id).first()
    signed = Signature.objects.of_now().filter(seat=seat)
    return seat is not None and not signed.exists()


def has_no_series(mail) -> bool:
    led = Seat.objects.held().mentors().of(mail.person).filter(group=mail.object_id)
    return led.exists() and not Series.objects.filter(group=mail.object_id).exists()


def is_latest_series(mail) -> bool:
    return (
        Series.objects.visible_to(mail.person)
        .filter(pk=mail.context["series"], version=mail.context["version"])
        .exists()
    )


def are_together(mail) -> bool:
    """Whether the seat of a one-on-one goes on."""
    seat = mail.context.get("seat")
    return not Seat.objects.departed().filter(pk=seat).exists()


def is_in_group(mail) -> bool:
    """Whether the reader sits in the group that the mail leads to."""
    groups = MentorGroup.objects.of(mail.person).values_list("pk", flat=True)
    return mail.link in {reverse("sessions:action_list", args=[pk]) for pk in groups}


def has_joined(mail) -> bool:
    groups = MentorGroup.objects.of(mail.person)
    return groups.filter(pk=mail.context["group_id"]).exists()


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
    sessions = (
        Session.objects.visible_to(mail.person)
        .planned()
        .filter(group=series.group, from_series=True)
        .select_related("group__programme", "group__mentor")
    )
    with _language_of(mail.person):
        entries = [session_entry(session, mentor=mentor) for session in sessions]
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
        name=gettext_lazy("Dates to propose"),
        to=MENTORS,
    ),
    Letter(
        kind="sessions.vote",
        name=gettext_lazy("Votes on dates"),
        to=MENTEES,
        wanted=has_not_voted,
    ),
    Letter(
        kind="sessions.pick_date",
        name=gettext_lazy("Dates to pick"),
        to=MENTORS,
        wanted=has_open_poll,
    ),
    Letter(
        kind="sessions.first_planned",
        name=gettext_lazy("Invitation to the first meeting"),
        to=MEMBERS,
        stoppable=False,
        wanted=is_latest,
        attach=invitation,
    ),
    Letter(
        kind="sessions.planned",
        name=gettext_lazy("Invitations to a meeting"),
        to=MEMBERS,
        stoppable=False,
        wanted=is_latest,
        attach=invitation,
    ),
    Letter(
        kind="sessions.series_planned",
        braked=False,
        name=gettext_lazy("The dates of the series"),
        to=MEMBERS,
        stoppable=False,
        wanted=is_latest_series,
        attach=series_file,
    ),
    Letter(
        kind="sessions.moved",
        name=gettext_lazy("Meetings that move"),
        to=MEMBERS,
        stoppable=False,
        wanted=is_latest,
        attach=invitation,
    ),
    Letter(
        kind="sessions.cancelled",
        name=gettext_lazy("Meetings that are cancelled"),
        to=MEMBERS,
        stoppable=False,
        wanted=is_latest,
        attach=cancellation,
    ),
    Letter(
        kind="sessions.dates",
        name=gettext_lazy("The coming dates of a group that you join"),
        to=MEMBERS,
        stoppable=False,
        wanted=has_joined,
        attach=dates_file,
    ),
    Letter(
        kind="sessions.called_off",
        name=gettext_lazy("Dates that are off when a group changes"),
        to=MEMBERS,
        stoppable=False,
        attach=called_off,
    ),
    Letter(
        kind="sessions.tomorrow",
        name=gettext_lazy("A meeting tomorrow"),
        to=MEMBERS,
        wanted=is_tomorrow,
    ),
    Letter(
        kind="sessions.log_to_write",
        name=gettext_lazy("Logs to write"),
        to=MENTORS,
        wanted=is_unlogged,
    ),
    Letter(
        kind="sessions.sign",
        name=gettext_lazy("The confidentiality agreement"),
        to=MEMBERS,
        wanted=has_not_signed,
    ),
    Letter(
        kind="sessions.agreements_missing",
        name=gettext_lazy("Working agreements to write down"),
        to=MENTORS,
        wanted=has_no_series,
    ),
    Letter(
        kind="sessions.action_due",
        name=gettext_lazy("Actions that are due"),
        to=MEMBERS,
        wanted=is_in_group,
    ),
    Letter(
        kind="sessions.one_on_one_asked",
        name=gettext_lazy("One-on-ones asked for"),
        to=MENTORS,
        wanted=are_together,
    ),
    Letter(
        kind="sessions.one_on_one_planned",
        name=gettext_lazy("Invitations to a one-on-one"),
        to=MEMBERS,
        stoppable=False,
        wanted=are_together,
        attach=one_on_one_invitation,
    ),
    Letter(
        kind="sessions.one_on_one_cancelled",
        name=gettext_lazy("One-on-ones that are cancelled"),
        to=MEMBERS,
        stoppable=False,
        attach=one_on_one_cancellation,
    ),
    Letter(
        kind="sessions.one_on_one_to_log",
        name=gettext_lazy("One-on-ones to write down"),
        to=NOBODY,
    ),
]
