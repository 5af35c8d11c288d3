import datetime as dt
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from icalendar import Calendar

from calendars.services import follow
from reminders.letters import letter_for
from reminders.message import make_message
from sessions.dates.services.polls import pick_date
from sessions.session.services.sessions import cancel_session, move_session
from tests.asked import holds
from tests.calendars.mails import all_sent, posted
from tests.roles import worker
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
    return posted(kind).filter(person=person).latest("pk")


def test_the_same_entry_is_invited_moved_and_cancelled(mentor, mentee, poll):
    session = pick_date(poll=poll, date=poll.dates.first())
    invited, media_type = file_of(mail_to(mentee, "planned"))
    assert media_type == "text/calendar; method=REQUEST"
    all_sent()
    move_session(session=session, on=FIRST, at=dt.time(10), minutes=120, place="Lemmer")
    moved, _type = file_of(mail_to(mentee, "changed"))
    all_sent()
    cancel_session(session=session)
    cancelled, media_type = file_of(mail_to(mentee, "off"))
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
    pick_date(poll=poll, date=poll.dates.first())
    message = make_message(mail_to(mentee, "planned")).message()

    (part,) = [
        part for part in message.walk() if part.get_content_type() == "text/calendar"
    ]
    assert part.get_param("method") == "REQUEST"
    assert part.get_content_charset() == "utf-8"
    (event,) = events(part.get_payload(decode=True))
    assert event["SEQUENCE"] == 0
    assert "Content-Disposition" not in part
    (attached,) = [
        part for part in message.walk() if part.get_filename() == "invite.ics"
    ]
    assert attached.get_payload(decode=True) == part.get_payload(decode=True)
    # Gmail shows the last of the alternatives.
    (alternatives,) = [
        part
        for part in message.walk()
        if part.get_content_type() == "multipart/alternative"
    ]
    assert alternatives.get_payload()[-1] is part


def test_an_invitation_that_was_overtaken_is_not_sent(mentee, poll):
    session = pick_date(poll=poll, date=poll.dates.first())
    mail = mail_to(mentee, "planned")
    assert holds(mail)

    move_session(session=session, on=FIRST, at=dt.time(10), minutes=120, place="")

    # Nobody knew of the first: it is told as it is now.
    assert not holds(mail)
    again = mail_to(mentee, "planned")
    assert holds(again)
    assert again.context["at"] == "10:00:00"


def test_the_series_is_one_entry_that_repeats(mentee, group, series):
    mail = posted("planned").get(person=mentee, context__kind="series")
    content, media_type = file_of(mail)

    (rhythm,) = series.rhythms.all()
    found = events(content)
    assert {event["UID"] for event in found} == {f"{rhythm.uid}@crossmentor"}
    assert media_type == "text/calendar; method=REQUEST"
    rule, moved = found
    assert rule["RRULE"].to_ical() == (b"FREQ=WEEKLY;UNTIL=20271021T140000Z;INTERVAL=6")
    assert rule["DTSTART"].dt.replace(tzinfo=None) == dt.datetime(2026, 12, 31, 16)
    # Ascension Day, a week later.
    assert moved["RECURRENCE-ID"].dt.replace(tzinfo=None) == dt.datetime(2027, 5, 6, 16)
    assert moved["DTSTART"].dt.replace(tzinfo=None) == dt.datetime(2027, 5, 13, 16)
    assert [event["ATTENDEE"] for event in found] == [f"mailto:{mentee.email}"] * 2
    assert holds(mail)


def talk_mail(person):
    return posted("planned").get(person=person, context__kind="one_on_one")


def test_a_one_on_one_is_invited_without_what_it_is_about(busy, mentor, mentee):
    content, media_type = file_of(talk_mail(mentee))

    (event,) = events(content)
    assert media_type == "text/calendar; method=REQUEST"
    assert str(event["SUMMARY"]) == f"One-on-one with {mentor.full_name}"
    assert event["DTSTART"].dt == dt.datetime(2026, 11, 12, 13, tzinfo=AMSTERDAM)
    assert b"collided" not in content


def test_an_organiser_is_named_without_isolating_signs(busy, group, mentee):
    group.name = "נועה לוי"
    group.save()
    mail = talk_mail(mentee)

    with worker():
        mail.context = letter_for(mail.kind).facts(mail)
    (event,) = events(file_of(mail)[0])
    assert event["ORGANIZER"].params["CN"] == "נועה לוי"


def test_an_invitation_speaks_the_language_of_who_is_invited(busy, mentor, mentee):
    mentee.language = "nl"
    mentee.save()

    content, _type = file_of(talk_mail(mentee))

    (event,) = events(content)
    with translation.override("nl"):
        words = gettext("One-on-one with %(name)s") % {"name": mentor.full_name}
    assert str(event["SUMMARY"]) == words


def test_the_invitation_is_downloaded(signed_in, mentee, first):
    follow([first.group_id])
    mailed, _type = file_of(mail_to(mentee, "planned"))

    response = signed_in(mentee).get(reverse("sessions:session_file", args=[first.pk]))

    assert response.content == mailed
    assert "method=REQUEST" in response.headers["Content-Type"]
    assert "2026-11-19.ics" in response.headers["Content-Disposition"]


def test_of_a_series_the_whole_is_downloaded(signed_in, mentee, group, series):
    meeting = group.sessions.of_series().order_by("on")[1]
    url = reverse("sessions:session_file", args=[meeting.pk])

    event = events(signed_in(mentee).get(url).content)[0]

    assert event["UID"] == f"{meeting.rhythm.uid}@crossmentor"
    assert event["RRULE"]["INTERVAL"] == [6]


def test_what_is_off_is_not_downloaded(signed_in, mentee, first):
    cancel_session(session=first)

    url = reverse("sessions:session_file", args=[first.pk])
    assert signed_in(mentee).get(url).status_code == 404
