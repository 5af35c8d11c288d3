"""The next one-on-one by one press, and what is at hand beside the talk."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from calendars import services as calendars
from groups.services import leave_seat
from sessions.models import OneOnOne
from sessions.one_on_ones.services.one_on_ones import (
    follow_up,
    log_one_on_one,
    plan_one_on_one,
)
from sessions.one_on_ones.themes import THEMES, at_hand
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import posted


@pytest.fixture
def talked(one_on_one, mentor, now):
    """A one-on-one on Thursday 12 November at 13:00, held; it is the day after."""
    with transaction.atomic(), acting_as(mentor):
        plan_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            at=dt.time(13),
            minutes=45,
            place="Canteen",
        )
        now.move_to(dt.datetime(2026, 11, 13, 9, tzinfo=dt.UTC))
        return log_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            support="career",
            theme="balance",
        )


def url_of(one_on_one):
    return reverse("sessions:follow_up", args=[one_on_one.pk])


def planned(person) -> list[tuple]:
    with acting_as(person), transaction.atomic():
        found = OneOnOne.objects.unfinished()
        return [(one.state, one.on, one.at, one.minutes, one.place) for one in found]


def test_one_press_plans_the_next_at_the_same_hour(signed_in, mentor, mentee, talked):
    page = signed_in(mentor).get(talked.get_absolute_url()).text
    assert "Thursday 26 November" in page

    signed_in(mentor).post(url_of(talked), {"weeks": "2"})

    day = dt.date(2026, 11, 26)
    next_one = ("planned", day, dt.time(13), 45, "Canteen")
    assert planned(mentor) == planned(mentee) == [next_one]
    assert {mail.person for mail in posted("planned")} >= {mentor, mentee}


def test_there_is_one_next_one(signed_in, mentor, talked):
    client = signed_in(mentor)
    client.post(url_of(talked), {"weeks": "2"})
    page = client.post(url_of(talked), {"weeks": "4"}, follow=True).text

    assert "have a next one-on-one already" in page
    assert [on for _state, on, *_more in planned(mentor)] == [dt.date(2026, 11, 26)]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_plan_one(mentor, talked):
    def press(weeks):
        try:
            with acting_as(mentor), transaction.atomic():
                follow_up(one_on_one=talked, by=mentor, weeks=weeks)
                return "planned"
        except DomainError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, (2, 4))) == ["planned", "refused"]
    assert len(planned(mentor)) == 1


def test_what_is_past_or_not_held_is_not_gone_on_from(
    signed_in, mentor, one_on_one, talked, now
):
    now.move_to(dt.datetime(2026, 12, 14, 9, tzinfo=dt.UTC))
    page = signed_in(mentor).get(talked.get_absolute_url()).text
    days = [f"{day} December" in page for day in ("Thursday 10", "Thursday 24")]
    assert days == [False, True]
    signed_in(mentor).post(url_of(talked), {"weeks": "2"})
    assert planned(mentor) == []


def test_none_on_which_the_mentee_cannot(signed_in, mentor, mentee, talked):
    day = dt.date(2026, 11, 26)
    with acting_as(mentee), transaction.atomic():
        calendars.add_absence(person=mentee, first=day, last=day)

    client = signed_in(mentor)
    page = client.post(url_of(talked), {"weeks": "2"}, follow=True).text
    assert (f"{mentee.called} cannot then" in page, planned(mentor)) == (True, [])
    client.post(url_of(talked), {"weeks": "4"})
    assert [on for _state, on, *_more in planned(mentor)] == [dt.date(2026, 12, 10)]


@pytest.mark.parametrize("weeks", ["", "x", "3", "-2", "999999"])
def test_other_numbers_of_weeks_are_refused(signed_in, mentor, talked, weeks):
    answer = signed_in(mentor).post(url_of(talked), {"weeks": weeks})

    assert (answer.status_code, planned(mentor)) == (400, [])


def test_the_mentor_alone_plans_it(
    signed_in, mentor, mentee, other_mentee, outsider, coordinator, talked
):
    for person in (other_mentee, outsider, coordinator):
        answer = signed_in(person).post(url_of(talked), {"weeks": "2"})
        assert answer.status_code == 404
    answer = signed_in(mentee).post(url_of(talked), {"weeks": "2"})
    assert (answer.status_code, planned(mentor)) == (403, [])
    page = signed_in(mentee).get(talked.get_absolute_url()).text
    assert "When do you talk again?" not in page
    assert signed_in(mentor).get(url_of(talked)).status_code == 405


def test_none_after_they_parted(signed_in, mentor, talked, seat, coordinator):
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    assert signed_in(mentor).post(url_of(talked), {"weeks": "2"}).status_code == 404


def test_a_held_one_asks_no_more_than_twelve_times(mentor, talked, questions):
    assert questions(mentor, talked.get_absolute_url()) <= 12


def test_the_questions_of_its_theme_are_at_hand(
    signed_in, mentor, mentee, one_on_one, talked
):
    with acting_as(mentor), transaction.atomic():
        talked = OneOnOne.objects.get(pk=talked.pk)
        assert [one.slug for one in at_hand(talked)] == ["balance-and-stress"]
        talked.theme = ""
        assert at_hand(talked) == THEMES
    page = signed_in(mentee).get(talked.get_absolute_url()).text
    assert ("What is in your own hands here?" in page, "mean no?" in page) == (
        True,
        False,
    )
    assert "company doctor" in page


@pytest.mark.parametrize("slug", [*(one.slug for one in THEMES), "when-it-stalls"])
def test_what_it_leads_to_is_there_for_both(signed_in, mentor, mentee, slug):
    for person in (mentor, mentee):
        url = reverse("handbook:text", args=[slug])
        assert signed_in(person).get(url).status_code == 200


def test_no_day_off_is_proposed(signed_in, mentor, talked):
    with transaction.atomic(), acting_as(mentor):
        # Six weeks later it is Christmas Day; four, an ordinary Friday.
        OneOnOne.objects.filter(pk=talked.pk).update(on=dt.date(2026, 11, 13))

    page = signed_in(mentor).get(talked.get_absolute_url())

    weeks = [weeks for weeks, _day in page.context["next_days"]]
    assert weeks == [2, 4]
