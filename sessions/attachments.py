"""The calendar files that mails about meetings carry along."""

from django.utils import translation
from django.utils.translation import gettext as _

from calendars.file import CANCEL, PUBLISH, REQUEST, Entry, calendar_file
from sessions import facts
from sessions.models import Series
from sessions.services.calendar import session_entry

Attachments = list[tuple[str, bytes, str]]


def invitation(mail) -> Attachments:
    return _session_file(mail, REQUEST)


def cancellation(mail) -> Attachments:
    return _session_file(mail, CANCEL)


def _session_file(mail, method) -> Attachments:
    session = facts.session_of(mail)
    if session is None:
        return []
    with translation.override(mail.person.reads_in):
        entry = session_entry(session, attendee=mail.person)
    return [_file(f"{session.on}.ics", [entry], method)]


def series_file(mail) -> Attachments:
    """All dates in one file: with its many entries it is published, not requested."""
    series = Series.objects.select_related("group__mentor").get(
        pk=mail.context["series"]
    )
    with translation.override(mail.person.reads_in):
        entries = [
            session_entry(session) for session in facts.planned_of(mail, series.group)
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
    with translation.override(mail.person.reads_in):
        summary = _summary(mail, said)
    return Entry(
        uid=said["uid"],
        sequence=said["sequence"],
        starts_at=facts.starts_at(mail, said),
        minutes=said["minutes"],
        place=said["place"],
        summary=summary,
        changed_at=mail.created_at,
        organiser=mail.context["group"],
        attendee=(mail.person.bare_name, mail.person.email),
    )


def _summary(mail, said) -> str:
    match said["what"]:
        case "one_on_one":
            return _("One-on-one with %(name)s") % {"name": said["other"]}
        case "intake":
            return _("Intake with %(name)s") % {"name": said["other"]}
    return mail.context["group"]


def _file(name, entries, method):
    content = calendar_file(entries, method=method)
    return name, content, f"text/calendar; method={method}"
