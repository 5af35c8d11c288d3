"""What calendars are told, in tests that send nothing."""

from django.utils import timezone
from icalendar import Calendar

from calendars import services
from reminders.message import make_message
from reminders.models import Mail
from tests.roles import in_line


def posted(kind: str):
    """The mails of this kind that wait, when a worker has been by: "planned", "off"."""
    in_line()
    found = Mail.objects.filter(kind=f"calendars.{kind}", state=Mail.State.WAITING)
    return found.select_related("person__organisation").order_by("person", "pk")


def all_sent() -> None:
    """All that is posted by now has arrived."""
    in_line()
    waiting = Mail.objects.filter(state=Mail.State.WAITING)
    waiting.update(state=Mail.State.SENT, handed_over_at=timezone.now())


def all_known(*groups) -> None:
    """The calendars of these groups know all that stands, however it came about."""
    services.follow([group.pk for group in groups])
    all_sent()


def calendar_of(mail) -> Calendar:
    """The calendar part of the mail as it would leave."""
    (part,) = (
        part
        for part in make_message(mail).message().walk()
        if part.get_content_type() == "text/calendar"
    )
    return Calendar.from_ical(part.get_payload(decode=True))


def told(mail) -> dict:
    """By the uid of each entry of the file its method and sequence."""
    calendar = calendar_of(mail)
    return {
        str(event["UID"]).removesuffix("@crossmentor"): (
            str(calendar["METHOD"]),
            event["SEQUENCE"],
        )
        for event in calendar.walk("VEVENT")
    }
