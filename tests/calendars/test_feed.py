import datetime as dt

import psycopg
import pytest
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from calendars import services as calendars
from calendars.models import Feed
from calendars.models.told import ToldQuerySet
from groups.services import leave_seat
from reminders.models import Mail
from sessions import services as sessions
from sessions.models import Session
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.roles import in_line
from tests.showing import just_now


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


@pytest.fixture
def told(at_work, group):
    """Have a worker tell the calendars of the group what is so."""

    def told():
        calendars.follow([group.pk])
        in_line()

    return told


@pytest.fixture
def feed_of(client):
    """Fetch the feed of a person as their calendar does."""

    def feed_of(person, **headers):
        with acting_as(person):
            token = calendars.make_feed(person=person)
        client.logout()
        return client.get(reverse("calendars:feed", args=[token]), headers=headers)

    return feed_of


def summaries(response):
    return [str(event["SUMMARY"]) for event in events(response.content)]


def test_a_feed_has_all_that_is_in_the_calendar(
    feed_of, told, busy, mentor, mentee, group
):
    told()

    feed = feed_of(mentee)

    assert feed.headers["Content-Type"].startswith("text/calendar")
    assert "private" in feed.headers["Cache-Control"]
    assert summaries(feed) == [
        f"Intake with {mentor.full_name}",
        f"One-on-one with {mentor.full_name}",
        str(group),
    ]
    assert b"collided" not in feed.content
    again = feed_of(mentee, **{"If-None-Match": feed.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_is_of_one_person(feed_of, told, busy, other_mentee, group):
    told()

    assert summaries(feed_of(other_mentee)) == [str(group)]


def test_without_its_filter_a_feed_is_still_of_one_person(
    feed_of, told, busy, other_mentee, group, monkeypatch
):
    told()
    monkeypatch.setattr(ToldQuerySet, "of", lambda rows, person: rows)

    assert summaries(feed_of(other_mentee)) == [str(group)]


def test_a_feed_says_it_as_the_mails_did(feed_of, told, mentee, first, now):
    told()
    before = feed_of(mentee)
    Mail.objects.update(state="sent", handed_over_at=timezone.now())
    now.move_to(timezone.now() + dt.timedelta(hours=1))
    sessions.move_session(
        session=first, on=first.on, at=dt.time(10), minutes=45, place="Lemmer"
    )

    told()

    changed = feed_of(mentee, **{"If-None-Match": before.headers["ETag"]})
    ((was,), (event,)) = events(before.content), events(changed.content)
    assert (was["SEQUENCE"], event["SEQUENCE"]) == (0, 1)
    assert was["UID"] == event["UID"]
    assert event["LAST-MODIFIED"].dt == timezone.now()
    assert str(event["LOCATION"]) == "Lemmer"


def test_what_nobody_was_told_yet_is_in_no_feed(feed_of, told, mentee, first):
    told()
    sessions.plan_session(
        group=first.group,
        kind="guest",
        on=dt.date(2026, 11, 26),
        at=dt.time(9),
        minutes=60,
    )
    assert len(summaries(feed_of(mentee))) == 1

    told()

    assert len(summaries(feed_of(mentee))) == 2


def test_what_is_cancelled_leaves(feed_of, told, mentee, first):
    told()
    assert len(summaries(feed_of(mentee))) == 1
    sessions.cancel_session(session=first)

    told()

    assert summaries(feed_of(mentee)) == []


def test_who_left_a_group_keeps_what_was_held(
    feed_of, told, coordinator, group, mentee, series, now
):
    told()
    Mail.objects.update(state="sent", handed_over_at=timezone.now())
    second = group.sessions.of_series().order_by("on")[1]
    now.move_to(second.starts_at + dt.timedelta(minutes=1))
    with acting_as(coordinator):
        leave_seat(seat=group.seats.get(person=mentee), by=coordinator)

    told()

    kept = [event["DTSTART"].dt for event in events(feed_of(mentee).content)]
    assert kept == [first.starts_at for first in group.sessions.order_by("on")[:2]]
    last = events(feed_of(mentee).content)[-1]
    assert last["RRULE"]["UNTIL"] == [second.starts_at.astimezone(dt.UTC)]


def test_what_was_held_before_there_was_anything_to_tell_stays(
    feed_of, told, group, mentee, first, now
):
    now.move_to(dt.datetime(2026, 11, 12, tzinfo=dt.UTC))
    of_before = Session.objects.create(
        group=group, on=dt.date(2026, 11, 10), at=dt.time(9), state="held"
    )
    Session.objects.create(
        group=group, on=dt.date(2026, 11, 11), at=dt.time(9), state="cancelled"
    )
    told()

    found = [event["UID"] for event in events(feed_of(mentee).content)]

    assert found == [f"{one.uid}@crossmentor" for one in (of_before, first)]


def test_what_lies_a_year_back_is_not_sent_again(feed_of, told, mentee, first, now):
    told()
    now.move_to(dt.datetime(2027, 11, 19, 12, tzinfo=dt.UTC))
    assert len(summaries(feed_of(mentee))) == 1

    now.move_to(dt.datetime(2027, 11, 21, 12, tzinfo=dt.UTC))
    assert summaries(feed_of(mentee)) == []


def test_only_the_newest_address_works_and_none_after_withdrawing(
    client, signed_in, mentee
):
    def make():
        response = just_now(signed_in(mentee), mentee).post(
            reverse("calendars:feed_make")
        )
        return response.context["address"]

    old, new = make(), make()
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    page = signed_in(mentee).get(reverse("calendars:calendar"))
    assert "/feed/" not in page.text
    signed_in(mentee).post(reverse("calendars:feed_withdraw"))
    assert client.get(new).status_code == 404


def test_the_secret_is_not_in_the_database(signed_in, mentee):
    response = just_now(signed_in(mentee), mentee).post(reverse("calendars:feed_make"))
    token = response.context["address"].rsplit("/", 1)[1].removesuffix(".ics")

    assert len(token) >= 40
    with acting_as(mentee):
        assert token not in Feed.objects.get().digest


def test_a_new_address_is_told_how_to_use(signed_in, mentee):
    page = just_now(signed_in(mentee), mentee).post(reverse("calendars:feed_make"))

    address = page.context["address"]
    webcal = address.replace("http://", "webcal://")
    assert f'href="{webcal}"' in page.text
    assert 'data-copy-from="#feed-address"' in page.text
    assert address not in signed_in(mentee).get(reverse("calendars:calendar")).text


# name of the page -> the one method it takes
PAGES = {"calendar": "GET", "feed_make": "POST", "feed_withdraw": "POST"}


@pytest.mark.parametrize(("name", "method"), PAGES.items())
def test_everybody_has_a_calendar_and_a_stranger_signs_in(
    client, signed_in, mentee, name, method
):
    url = reverse(f"calendars:{name}")
    stranger = client.get(url)
    assert stranger.url.startswith(reverse("account_login"))

    person = just_now(signed_in(mentee), mentee)
    assert person.generic(method, url).status_code in (200, 302)
    for other in {"GET", "POST", "DELETE"} - {method}:
        assert person.generic(other, url).status_code == 405


def test_an_address_of_before_still_works(client, signed_in, told, mentee, first):
    told()
    with acting_as(mentee):
        token = calendars.make_feed(person=mentee)

    before = client.get(f"/sessions/feed/{token}.ics")

    assert before.content == client.get(f"/calendar/feed/{token}.ics").content
    assert len(events(before.content)) == 1
    page = signed_in(mentee).get("/sessions/calendar/")
    assert page.url == reverse("calendars:calendar")


def test_a_feed_is_seen_by_its_person_alone(mentee, mentor):
    with acting_as(mentee):
        token = calendars.make_feed(person=mentee)
        assert Feed.objects.get().person_id == mentee.pk

    with acting_as(mentor):
        assert not Feed.objects.exists()
        assert Feed.objects.update(digest="taken") == 0
        assert Feed.objects.of(mentee).delete() == (0, {})
    assert not Feed.objects.exists()
    assert calendars.person_of_feed(token) == mentee


@pytest.mark.django_db
def test_nobody_makes_a_feed_for_somebody_else(mentee, mentor):
    with acting_as(mentor), pytest.raises(ProgrammingError, match="row-level security"):
        calendars.make_feed(person=mentee)


@pytest.mark.django_db
def test_the_worker_knows_of_no_address(mentee):
    with connect_as("worker") as worker:
        for asked in (
            "SELECT FROM calendars_feed",
            "SELECT calendars_reader_of('x')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                worker.execute(asked)
            worker.rollback()
