"""Times at which both of a pair can, when a one-on-one is planned."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from calendars import services as calendars
from sessions.models import OneOnOne
from spaces.acting import acting_as

# The clock of these tests stands on Monday 9 November; from the next day on.
TUESDAY = dt.date(2026, 11, 10)


def plan_url(one_on_one):
    return reverse("sessions:one_on_one_plan", args=[one_on_one.pk])


def away(person, first, last):
    with acting_as(person), transaction.atomic():
        calendars.add_absence(person=person, first=first, last=last)


def offered(client, one_on_one) -> list[dt.date]:
    page = client.get(plan_url(one_on_one), {"times": "1"})
    return [time.on for time in page.context["times"]]


def test_times_at_which_either_cannot_are_left_out(
    signed_in, mentor, mentee, other_mentee, one_on_one
):
    client = signed_in(mentor)
    before = offered(client, one_on_one)
    assert (len(before), before[0], len(set(before))) == (6, TUESDAY, 6)

    away(mentee, TUESDAY, TUESDAY + dt.timedelta(days=2))
    away(mentor, dt.date(2026, 11, 16), dt.date(2026, 11, 20))
    # Who is not of the pair does not matter.
    away(other_mentee, dt.date(2026, 11, 13), dt.date(2026, 11, 13))

    days = offered(client, one_on_one)
    assert days == [dt.date(2026, 11, 13), dt.date(2026, 11, 23)]


def test_none_is_said_kindly(signed_in, mentor, mentee, one_on_one):
    away(mentee, TUESDAY, TUESDAY + dt.timedelta(days=30))

    page = signed_in(mentor).get(plan_url(one_on_one), {"times": "1"})
    assert "No time in the coming two weeks is known" in page.text


def test_a_chosen_time_stands_in_the_form_and_is_planned(signed_in, mentor, one_on_one):
    client = signed_in(mentor)
    chosen = {"on": "2026-11-10", "at": "13:30"}
    page = client.get(plan_url(one_on_one), chosen)
    form = page.context["form"]
    assert {name: form[name].value() for name in chosen} == chosen
    assert 'value="2026-11-10"' in page.text

    client.post(plan_url(one_on_one), chosen | {"minutes": "45", "place": "Canteen"})
    with acting_as(mentor), transaction.atomic():
        planned = OneOnOne.objects.get()
    assert (planned.on, planned.at) == (TUESDAY, dt.time(13, 30))


@pytest.mark.parametrize("bad", ["<b>", "9999-99-99", "x" * 500])
def test_what_is_no_time_does_no_harm(signed_in, mentor, one_on_one, bad):
    page = signed_in(mentor).get(plan_url(one_on_one), {"on": bad, "at": bad})
    assert (page.status_code, "<b>" in page.text) == (200, False)


def test_the_mentee_and_others_do_not_ask(
    signed_in, mentee, outsider, coordinator, one_on_one
):
    for person, status in ((mentee, 403), (outsider, 404), (coordinator, 404)):
        page = signed_in(person).get(plan_url(one_on_one), {"times": "1"})
        assert page.status_code == status


def test_the_page_asks_no_more_than_twelve_times(mentor, one_on_one, questions):
    assert questions(mentor, f"{plan_url(one_on_one)}?times=1") <= 12
