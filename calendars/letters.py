"""The letters of this room; their texts are in `templates/calendars/letters/`."""

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from calendars.appointment import Appointment
from calendars.difference import Difference
from calendars.entry import entry_of
from calendars.file import CANCEL, REQUEST, calendar_file
from calendars.models import Stale, Told
from calendars.services import bring_in_line
from calendars.words import said_of
from reminders.letters import MEMBERS, Attachment, Letter


def still_so(mail) -> dict | None:
    """As the calendars should have it at this moment, of what has not begun.

    What has changed since, and nobody was told, is told first: then another mail says
    it, and this one does not leave.
    """
    group_id = mail.context["group_id"]
    if Stale.objects.of([group_id]).exists():
        bring_in_line(groups=[group_id])
    row = Told.objects.filter(mail=mail.pk).first()
    if row is None:
        return None
    difference = Difference(row.before, row.appointment)
    now = timezone.now()
    if mail.kind != f"calendars.{difference.to_tell(now)}":
        return None
    with translation.override(mail.person.reads_in):
        return mail.context | said_of(difference, now)


def file_of(mail) -> list[Attachment]:
    """The appointment as a whole, in a file for the reader's own calendar."""
    method = CANCEL if mail.kind == "calendars.off" else REQUEST
    appointment = Appointment.of(mail.context["uid"], mail.context["entry"])
    with translation.override(mail.person.reads_in):
        entry = entry_of(
            appointment,
            sequence=mail.context["sequence"],
            changed_at=mail.created_at,
            attendee=(mail.person.bare_name, mail.person.email),
        )
    content = calendar_file([entry], method=method)
    return [("invite.ics", content, f"text/calendar; method={method}")]


# What a page promised that everybody is told leaves at once, and for everybody.
ALWAYS = {
    "facts": still_so,
    "attach": file_of,
    "to": MEMBERS,
    "alone": True,
    "stoppable": False,
    "braked": False,
    "again": "calendars:calendar",
}
LETTERS = [
    Letter(
        kind="calendars.planned", name=_("Invitations to what is planned"), **ALWAYS
    ),
    Letter(kind="calendars.changed", name=_("Dates that change"), **ALWAYS),
    Letter(kind="calendars.off", name=_("Dates that are off"), **ALWAYS),
]
