import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from icalendar import Calendar

from calendars.file import PUBLISH, Entry, calendar_file
from intake.models import Intake
from reminders import emails
from reminders.letters import letter_for
from reminders.models import Mail
from sessions import services
from spaces.acting import acting_as
from tests.asked import holds
from tests.sessions.conftest import FIRST
from tests.showing import just_now

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def entry(**more):
    values = {
        "uid": "one",
        "sequence": 3,
        "starts_at": dt.datetime(2027, 3, 30, 16, tzinfo=AMSTERDAM),
        "minutes": 90,
        "summary": "Mentor group Water; with, signs\\ and é",
        "changed_at": dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC),
        "place": "Utrecht, room 3",
    }
    return Entry(**values | more)


def parsed(content):
    return Calendar.from_ical(content)


def events(content):
    return parsed(content).walk("VEVENT")


def test_an_entry_is_read_back_as_it_was_written():
    (event,) = events(calendar_file([entry()]))

    assert event["UID"] == "one@crossmentor"
    assert event["SEQUENCE"] == 3
    assert str(event["SUMMARY"]) == entry().summary
    assert str(event["LOCATION"]) == "Utrecht, room 3"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTSTART"].dt.replace(tzinfo=None) == dt.datetime(2027, 3, 30, 16)
    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=90)


def test_the_time_zone_goes_along_with_its_summer_time():
    content = calendar_file([entry()])
    (zone,) = parsed(content).walk("VTIMEZONE")

    assert zone["TZID"] == "Europe/Amsterdam"
    told = zone.to_tz()
    assert dt.datetime(2027, 3, 27, 16, tzinfo=told).utcoffset() == dt.timedelta(
        hours=1
    )
    assert dt.datetime(2027, 3, 28, 16, tzinfo=told).utcoffset() == dt.timedelta(
        hours=2
    )


def test_lines_are_folded_as_calendars_want_them():
    content = calendar_file([entry(summary="é" * 200)])

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


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


@pytest.fixture
def busy(group, mentor, mentee, seat, first, one_on_one):
    with acting_as(mentor):
        services.plan_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            at=dt.time(13),
            minutes=45,
            place="Canteen",
        )
    Intake.objects.create(
        seat=seat,
        mentor=mentor,
        state="planned",
        on=dt.date(2026, 11, 10),
        at=dt.time(9),
    )


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


def test_a_feed_has_all_that_is_in_the_calendar(
    client, signed_in, busy, mentor, mentee, group
):
    response = just_now(signed_in(mentee), mentee).post(reverse("sessions:feed_make"))
    address = response.context["address"]
    client.logout()

    feed = client.get(address)

    assert feed.headers["Content-Type"].startswith("text/calendar")
    assert "private" in feed.headers["Cache-Control"]
    assert [str(event["SUMMARY"]) for event in events(feed.content)] == [
        f"Intake with {mentor.full_name}",
        f"One-on-one with {mentor.full_name}",
        str(group),
    ]
    assert b"collided" not in feed.content
    again = client.get(address, headers={"If-None-Match": feed.headers["ETag"]})
    assert again.status_code == 304


def test_a_feed_is_of_one_person(client, signed_in, busy, other_mentee, group):
    response = just_now(signed_in(other_mentee), other_mentee).post(
        reverse("sessions:feed_make")
    )
    client.logout()

    feed = client.get(response.context["address"])

    assert [str(event["SUMMARY"]) for event in events(feed.content)] == [str(group)]


def test_only_the_newest_address_works_and_none_after_withdrawing(
    client, signed_in, mentee
):
    def make():
        response = just_now(signed_in(mentee), mentee).post(
            reverse("sessions:feed_make")
        )
        return response.context["address"]

    old, new = make(), make()
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    page = signed_in(mentee).get(reverse("sessions:calendar"))
    assert "/feed/" not in page.text
    signed_in(mentee).post(reverse("sessions:feed_withdraw"))
    assert client.get(new).status_code == 404


def test_the_secret_is_not_in_the_database(signed_in, mentee):
    from sessions.models import CalendarFeed

    response = just_now(signed_in(mentee), mentee).post(reverse("sessions:feed_make"))
    token = response.context["address"].rsplit("/", 1)[1].removesuffix(".ics")

    assert len(token) >= 40
    assert token not in CalendarFeed.objects.get().digest


def test_one_meeting_is_downloaded(signed_in, mentee, first):
    response = signed_in(mentee).get(reverse("sessions:session_file", args=[first.pk]))

    (event,) = events(response.content)
    assert event["UID"] == f"{first.uid}@crossmentor"
    assert "2026-11-19.ics" in response.headers["Content-Disposition"]


def test_a_new_address_is_told_how_to_use(signed_in, mentee):
    page = just_now(signed_in(mentee), mentee).post(reverse("sessions:feed_make"))

    address = page.context["address"]
    webcal = address.replace("http://", "webcal://")
    assert f'href="{webcal}"' in page.text
    assert 'data-copy-from="#feed-address"' in page.text
    assert address not in signed_in(mentee).get(reverse("sessions:calendar")).text


def test_a_feed_says_when_each_entry_changed(client, signed_in, mentee, first):
    page = just_now(signed_in(mentee), mentee).post(reverse("sessions:feed_make"))

    (event,) = events(client.get(page.context["address"]).content)

    assert event["LAST-MODIFIED"].dt == first.changed_at.replace(microsecond=0)
