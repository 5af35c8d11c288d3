import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from calendars import services
from calendars.models import Absence, WorkingHours
from spaces.acting import acting_as

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
PAGE = reverse("calendars:availability")
ADDRESSES = [
    ("calendars:hours_set", []),
    ("calendars:hours_forget", []),
    ("calendars:absence_add", []),
    ("calendars:absence_drop", [1]),
]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def rows_of(person, model, *names):
    with acting_as(person), transaction.atomic():
        return list(model.objects.of(person).values_list(*names))


def absence_of(person, first=TODAY, last=TODAY):
    with acting_as(person), transaction.atomic():
        return services.add_absence(person=person, first=first, last=last)


def hours_of(person):
    return rows_of(person, WorkingHours, "weekday", "since", "until")


def typed(page):
    """What stands in the fields of a page's form, as a browser would send it."""
    form = page.context["hours"]
    return {
        bound.html_name: bound.value().strftime("%H:%M")
        for bound in form
        if bound.value()
    }


def test_who_said_nothing_is_proposed_office_hours_and_nothing_is_kept(
    signed_in, mentee
):
    page = signed_in(mentee).get(PAGE)

    assert sorted(typed(page)) == sorted(
        f"{edge}-{day}-0" for day in range(5) for edge in ("since", "until")
    )
    assert hours_of(mentee) == []
    assert "You have not said anything yet: everybody takes it" in page.text


def test_the_days_of_the_roster_are_proposed(signed_in, mentee):
    mentee.working_days = [0, 3]
    mentee.save(update_fields=["working_days"])

    page = signed_in(mentee).get(PAGE)

    assert sorted(typed(page)) == ["since-0-0", "since-3-0", "until-0-0", "until-3-0"]
    assert "you work on Monday, Thursday" in page.text


def test_a_week_is_saved_and_stands_there(signed_in, mentee):
    client = signed_in(mentee)
    week = {
        "since-1-0": "09:00",
        "until-1-0": "12:00",
        "since-1-1": "13:00",
        "until-1-1": "17:30",
    }

    response = client.post(reverse("calendars:hours_set"), week)

    assert (response.status_code, response.url) == (302, PAGE)
    assert hours_of(mentee) == [
        (1, dt.time(9), dt.time(12)),
        (1, dt.time(13), dt.time(17, 30)),
    ]
    assert typed(client.get(PAGE)) == week


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"since-1-0": "09:00"}, "Fill in both times, or neither."),
        ({"until-1-1": "09:00"}, "Fill in both times, or neither."),
        (
            {"since-1-0": "09:00", "until-1-0": "09:00"},
            "“Until” is to be later than “from”.",
        ),
        ({}, "Say of one day at least when you can."),
        ({"since-1-0": "nine", "until-1-0": "17:00"}, "There is no such time."),
    ],
)
def test_a_refused_week_keeps_what_was_typed(wrong, words, signed_in, mentee):
    page = signed_in(mentee).post(reverse("calendars:hours_set"), wrong)

    assert page.status_code == 200
    assert words in page.text
    form = page.context["hours"]
    assert {name: form[name].value() for name in wrong} == wrong
    assert hours_of(mentee) == []


def test_the_hours_are_taken_away(signed_in, mentee):
    with acting_as(mentee), transaction.atomic():
        week = {1: [(dt.time(9), dt.time(17))]}
        services.set_hours(person=mentee, week=week)

    signed_in(mentee).post(reverse("calendars:hours_forget"))

    assert hours_of(mentee) == []


@pytest.mark.parametrize(
    ("last", "expected"), [("", "2026-05-04"), ("2026-05-08", "2026-05-08")]
)
def test_an_absence_is_added(last, expected, signed_in, mentee):
    days = {"first": "2026-05-04", "last": last}
    response = signed_in(mentee).post(reverse("calendars:absence_add"), days)

    assert response.status_code == 302
    assert rows_of(mentee, Absence, "first", "last") == [
        (dt.date(2026, 5, 4), dt.date.fromisoformat(expected))
    ]


def test_a_refused_absence_keeps_what_was_typed(signed_in, mentee):
    days = {"first": "2026-05-04", "last": "2026-05-03"}
    page = signed_in(mentee).post(reverse("calendars:absence_add"), days)

    assert "The last day lies before the first" in page.text
    form = page.context["absence"]
    assert {name: form[name].value() for name in days} == days


def test_what_is_over_stands_there_no_more(signed_in, mentee):
    absence_of(mentee, TODAY, TODAY + dt.timedelta(days=1))
    with acting_as(mentee), transaction.atomic():
        yesterday = TODAY - dt.timedelta(days=1)
        Absence.objects.create(person=mentee, first=yesterday, last=yesterday)

    page = signed_in(mentee).get(PAGE)

    assert [one.first for one in page.context["absences"]] == [TODAY]


def test_an_absence_is_dropped(signed_in, mentee):
    absence = absence_of(mentee)

    address = reverse("calendars:absence_drop", args=[absence.pk])
    response = signed_in(mentee).post(address)

    assert response.status_code == 302
    assert rows_of(mentee, Absence, "pk") == []


@pytest.mark.parametrize("role", ["mentor", "coordinator", "outsider"])
def test_nobody_sees_or_drops_that_of_another(role, request, signed_in, mentee):
    absence = absence_of(mentee, dt.date(2026, 5, 4), dt.date(2026, 5, 8))
    with acting_as(mentee), transaction.atomic():
        week = {6: [(dt.time(5, 5), dt.time(6, 6))]}
        services.set_hours(person=mentee, week=week)
    client = signed_in(request.getfixturevalue(role))

    page = client.get(PAGE).text
    address = reverse("calendars:absence_drop", args=[absence.pk])
    dropped = client.post(address)

    assert ("4 May 2026" in page, "05:05" in page) == (False, False)
    assert dropped.status_code == 404
    assert rows_of(mentee, Absence, "pk") == [(absence.pk,)]


def test_without_its_filters_the_page_shows_nothing_of_others(
    signed_in, mentee, mentor, monkeypatch
):
    absence_of(mentee, dt.date(2026, 5, 4), dt.date(2026, 5, 8))
    with acting_as(mentee), transaction.atomic():
        week = {6: [(dt.time(5, 5), dt.time(6, 6))]}
        services.set_hours(person=mentee, week=week)
    for model in (Absence, WorkingHours):
        every = type(model.objects.all())
        monkeypatch.setattr(every, "of", lambda rows, person: rows)

    page = signed_in(mentor).get(PAGE)

    assert list(page.context["absences"]) == []
    assert page.context["own"] == {}
    assert "05:05" not in page.text


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_what_changes_is_posted(name, args, signed_in, mentee):
    assert signed_in(mentee).get(reverse(name, args=args)).status_code == 405


def test_nobody_gets_in_without_signing_in(client, db):
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("count", [1, 9])
def test_the_page_costs_the_same(
    count, signed_in, mentee, django_assert_max_num_queries
):
    for number in range(count):
        absence_of(mentee, TODAY, TODAY + dt.timedelta(days=number))
    client = signed_in(mentee)
    client.get(PAGE)

    with django_assert_max_num_queries(10):
        client.get(PAGE)


@pytest.mark.parametrize("name", ["people:account", "calendars:calendar"])
def test_the_page_is_found(name, signed_in, mentee):
    assert f'href="{PAGE}"' in signed_in(mentee).get(reverse(name)).text
