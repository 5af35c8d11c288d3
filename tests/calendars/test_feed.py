import psycopg
import pytest
from django.db import ProgrammingError
from django.urls import reverse
from icalendar import Calendar

from calendars import services
from calendars.models import Feed
from spaces.acting import acting_as
from tests.conftest import connect_as
from tests.showing import just_now


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_feed_has_all_that_is_in_the_calendar(
    client, signed_in, busy, mentor, mentee, group
):
    response = just_now(signed_in(mentee), mentee).post(reverse("calendars:feed_make"))
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
        reverse("calendars:feed_make")
    )
    client.logout()

    feed = client.get(response.context["address"])

    assert [str(event["SUMMARY"]) for event in events(feed.content)] == [str(group)]


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


def test_a_feed_says_when_each_entry_changed(client, signed_in, mentee, first):
    page = just_now(signed_in(mentee), mentee).post(reverse("calendars:feed_make"))

    (event,) = events(client.get(page.context["address"]).content)

    assert event["LAST-MODIFIED"].dt == first.changed_at.replace(microsecond=0)


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


def test_an_address_of_before_still_works(client, signed_in, mentee, first):
    with acting_as(mentee):
        token = services.make_feed(person=mentee)

    before = client.get(f"/sessions/feed/{token}.ics")

    assert before.content == client.get(f"/calendar/feed/{token}.ics").content
    assert len(events(before.content)) == 1
    page = signed_in(mentee).get("/sessions/calendar/")
    assert page.url == reverse("calendars:calendar")


def test_a_feed_is_seen_by_its_person_alone(mentee, mentor):
    with acting_as(mentee):
        token = services.make_feed(person=mentee)
        assert Feed.objects.get().person_id == mentee.pk

    with acting_as(mentor):
        assert not Feed.objects.exists()
        assert Feed.objects.update(digest="taken") == 0
        assert Feed.objects.of(mentee).delete() == (0, {})
    assert not Feed.objects.exists()
    assert services.person_of_feed(token) == mentee


@pytest.mark.django_db
def test_nobody_makes_a_feed_for_somebody_else(mentee, mentor):
    with acting_as(mentor), pytest.raises(ProgrammingError, match="row-level security"):
        services.make_feed(person=mentee)


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
