"""A mentor's month beside six hours: for the mentor alone."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from programmes.models import Role
from sessions.models import Session, Spent
from sessions.one_on_ones.services.hours import add_preparation, take_from_dates
from sessions.one_on_ones.services.one_on_ones import log_one_on_one
from spaces.acting import acting_as
from tests.factories import formed_group

URL = "/sessions/hours/"
NOVEMBER = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))


@pytest.fixture
def month(group, mentor, one_on_one, now, programme):
    """A meeting of two hours and a one-on-one that were, and dates that do not count."""
    now.move_to(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC))
    on = {"group": group, "at": dt.time(16), "minutes": 120}
    Session.objects.create(on=dt.date(2026, 11, 19), **on)
    Session.objects.create(on=dt.date(2026, 11, 20), state="cancelled", **on)
    Session.objects.create(on=dt.date(2026, 11, 28), **on)
    Session.objects.create(on=dt.date(2026, 10, 20), **on)
    others = on | {"group": formed_group(programme)}
    Session.objects.create(on=dt.date(2026, 11, 19), **others)
    with transaction.atomic(), acting_as(mentor):
        log_one_on_one(
            one_on_one=one_on_one,
            on=dt.date(2026, 11, 12),
            support="career",
            theme="other",
        )


def spent(person) -> list[tuple]:
    """All that the plain manager finds for `person`, with no filter at all."""
    with acting_as(person), transaction.atomic():
        rows = Spent._base_manager.order_by("on", "kind")
        return [(one.on.day, one.kind, one.minutes) for one in rows]


def take(client, month="2026-11"):
    return client.post(reverse("sessions:hours_take"), {"month": month}, follow=True)


DATES = [(12, "one_on_one", 45), (19, "meeting", 120)]


def test_one_press_takes_what_was_and_takes_it_once(signed_in, mentor, month):
    client = signed_in(mentor)
    assert "2 h 45 min" in take(client).text
    assert "stands here already" in take(client).text
    assert spent(mentor) == DATES


def test_preparation_is_typed_and_counts(signed_in, mentor, month):
    client = signed_in(mentor)
    take(client)
    sent = {"on": "2026-11-18", "minutes": "200"}
    page = client.post(URL, sent, follow=True).text

    assert ("6 h 5 min" in page, "More than usual" in page) == (True, True)
    assert spent(mentor) == [DATES[0], (18, "preparation", 200), DATES[1]]
    assert "2 h 45 min" not in client.get(URL, {"month": "2026-10"}).text


@pytest.mark.parametrize("minutes", ["0", "-5", "481", "x", ""])
def test_what_is_no_time_is_refused(signed_in, mentor, minutes):
    page = signed_in(mentor).post(URL, {"on": "2026-11-18", "minutes": minutes})

    assert (page.status_code, spent(mentor)) == (200, [])


def test_what_was_written_is_taken_away(signed_in, mentor, month):
    client = signed_in(mentor)
    take(client)
    with acting_as(mentor), transaction.atomic():
        first = Spent.objects.earliest("on")

    url = reverse("sessions:hours_remove", args=[first.pk])
    assert client.get(url).status_code == 405
    client.post(url)
    assert spent(mentor) == DATES[1:]


def test_nobody_else_reads_or_changes_it(
    signed_in, mentor, mentee, coordinator, outsider, month
):
    take(signed_in(mentor))
    with acting_as(mentor), transaction.atomic():
        url = reverse("sessions:hours_remove", args=[Spent.objects.first().pk])
    for person in (mentee, coordinator, outsider):
        client = signed_in(person)
        assert client.get(URL).status_code == 404
        assert client.post(URL, {"on": "2026-11-18", "minutes": 30}).status_code == 404
        assert take(client).status_code == 404
        assert client.post(url).status_code == 404
        assert spent(person) == []
    assert spent(mentor) == DATES


def test_another_mentor_has_a_month_of_their_own(signed_in, mentor, month, programme):
    take(signed_in(mentor))
    other = formed_group(programme).seats.get(role=Role.MENTOR).person

    page = signed_in(other).get(URL).text
    assert "0 hours, beside" in page
    take(signed_in(other))
    assert spent(other) == []


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_a_month(signed_in, mentor, month):
    assert signed_in(mentor).get(URL, {"month": month}).status_code == 200


def test_to_take_is_posted_and_the_page_takes_no_other_method(signed_in, mentor):
    client = signed_in(mentor)
    assert client.get(reverse("sessions:hours_take")).status_code == 405
    assert client.delete(URL).status_code == 405


def test_the_page_asks_as_often_for_many(signed_in, mentor, month, questions):
    with acting_as(mentor), transaction.atomic():
        take_from_dates(by=mentor, first=NOVEMBER[0], last=NOVEMBER[1])
    little = questions(mentor, URL)
    with acting_as(mentor), transaction.atomic():
        for day in range(1, 20):
            on = dt.date(2026, 11, day)
            add_preparation(by=mentor, on=on, minutes=10)
    assert questions(mentor, URL) == little <= 12


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_take_once(mentor, month):
    def press(_number):
        try:
            with acting_as(mentor), transaction.atomic():
                return take_from_dates(by=mentor, first=NOVEMBER[0], last=NOVEMBER[1])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(list(pool.map(press, range(2)))) == 2
    assert spent(mentor) == DATES
