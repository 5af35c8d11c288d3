import datetime as dt
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from icalendar import Calendar

from calendars.file import PUBLISH
from reminders import emails
from reminders.letters import letter_for
from reminders.models import Mail
from sessions import services
from tests.asked import holds
from tests.sessions.conftest import FIRST

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def parsed(content):
    return Calendar.from_ical(content)


def events(content):
    return parsed(content).walk("VEVENT")


def file_of(mail):
    ((name, content, media_type),) = letter_for(mail.kind).attach(mail)
    assert name.endswith(".ics")
    return content, media_type


def mail_to(person, kind):
    return Mail.objects.filter(person=person, kind=kind).latest("pk")


def test_the_same_entry_is_invited_moved_and_cancelled(mentor, mentee, poll):
    session = services.pick_date(poll=poll, date=poll.dates.first())
    invited, media_type = file_of(mail_to(mentee, "sessions.first_planned"))
    assert media_type == "text/calendar; method=REQUEST"
    services.move_session(
        session=session, on=FIRST, at=dt.time(10), minutes=120, place="Lemmer"
    )
    moved, _type = file_of(mail_to(mentee, "sessions.moved"))
    services.cancel_session(session=session)
    cancelled, media_type = file_of(mail_to(mentee, "sessions.cancelled"))
    assert media_type == "text/calendar; method=CANCEL"

    files = [invited, moved, cancelled]
    found = [event for content in files for event in events(content)]
    assert {event["UID"] for event in found} == {f"{session.uid}@crossmentor"}
    assert [event["SEQUENCE"] for event in found] == [0, 1, 2]
    assert [event["STATUS"] for event in found] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    methods = [parsed(content)["METHOD"] for content in files]
    assert methods == ["REQUEST", "REQUEST", "CANCEL"]
    assert {event["ORGANIZER"] for event in found} == {"mailto:noreply@localhost"}
    assert found[0]["ORGANIZER"].params["CN"] == str(session.group)
    assert found[0]["ATTENDEE"] == f"mailto:{mentee.email}"


def test_an_invitation_goes_out_as_mail_programs_want_it(mentee, poll):
    services.pick_date(poll=poll, date=poll.dates.first())
    message = emails.compose(mail_to(mentee, "sessions.first_planned")).message()

    (part,) = [
        part for part in message.walk() if part.get_content_type() == "text/calendar"
    ]
    assert part.get_param("method") == "REQUEST"
    assert part.get_content_charset() == "utf-8"
    (event,) = events(part.get_payload(decode=True))
    assert event["SEQUENCE"] == 0


def test_an_invitation_that_was_overtaken_is_not_sent(mentee, poll):
    session = services.pick_date(poll=poll, date=poll.dates.first())
    mail = mail_to(mentee, "sessions.first_planned")
    assert holds(mail)

    services.move_session(
        session=session, on=FIRST, at=dt.time(10), minutes=120, place=""
    )

    assert not holds(mail)
    assert holds(mail_to(mentee, "sessions.moved"))


def test_the_series_comes_in_one_file(mentee, group, series):
    mail = mail_to(mentee, "sessions.series_planned")
    content, _type = file_of(mail)

    found = events(content)
    uids = group.sessions.filter(from_series=True).values_list("uid", flat=True)
    assert [event["UID"] for event in found] == [f"{uid}@crossmentor" for uid in uids]
    assert parsed(content)["METHOD"] == PUBLISH
    assert {event["DTSTART"].dt.hour for event in found} == {16}
    assert all("ATTENDEE" not in event for event in found)
    assert holds(mail)


def test_a_one_on_one_is_invited_without_what_it_is_about(busy, mentor, mentee):
    content, media_type = file_of(mail_to(mentee, "sessions.one_on_one_planned"))

    (event,) = events(content)
    assert media_type == "text/calendar; method=REQUEST"
    assert str(event["SUMMARY"]) == f"One-on-one with {mentor.full_name}"
    assert event["DTSTART"].dt == dt.datetime(2026, 11, 12, 13, tzinfo=AMSTERDAM)
    assert b"collided" not in content


def test_an_organiser_is_named_without_isolating_signs(busy, group, mentee):
    group.name = "נועה לוי"
    group.save()
    mail = mail_to(mentee, "sessions.one_on_one_planned")

    mail.context = letter_for(mail.kind).facts(mail)
    (event,) = events(file_of(mail)[0])
    assert event["ORGANIZER"].params["CN"] == "נועה לוי"


def test_an_invitation_speaks_the_language_of_who_is_invited(busy, mentor, mentee):
    mentee.language = "nl"
    mentee.save()

    content, _type = file_of(mail_to(mentee, "sessions.one_on_one_planned"))

    (event,) = events(content)
    with translation.override("nl"):
        words = gettext("One-on-one with %(name)s") % {"name": mentor.full_name}
    assert str(event["SUMMARY"]) == words


def test_one_meeting_is_downloaded(signed_in, mentee, first):
    response = signed_in(mentee).get(reverse("sessions:session_file", args=[first.pk]))

    (event,) = events(response.content)
    assert event["UID"] == f"{first.uid}@crossmentor"
    assert "2026-11-19.ics" in response.headers["Content-Disposition"]
