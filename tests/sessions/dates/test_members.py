"""What the members said of when they can, where dates of a group are planned."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendars import services as calendars
from sessions.dates.services.planning import plan_series
from spaces.acting import acting_as

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)
NEW_YEARS_EVE, FEBRUARY = dt.date(2026, 12, 31), dt.date(2027, 2, 11)
AGREED = {
    "every_weeks": "6",
    "weekday": "3",
    "at": "16:00",
    "minutes": "120",
    "place": "Utrecht",
}


def away(person, first, last=None):
    with acting_as(person), transaction.atomic():
        calendars.add_absence(person=person, first=first, last=last or first)


@pytest.fixture
def shown(signed_in, group, mentor, first):
    """The plan of a series as the mentor sees it: by date (what speaks, proposed)."""

    def shown(**typed):
        url = reverse("sessions:series_form", args=[group.pk])
        page = signed_in(mentor).post(url, AGREED | typed)
        rows = page.context["plan"].told()
        return {step.nominal: (against, field.value()) for step, field, against in rows}

    return shown


def test_a_date_avoids_who_is_away_and_says_who(shown, mentee, other_mentee):
    before = shown()
    away(mentee, FEBRUARY)
    away(other_mentee, FEBRUARY, FEBRUARY + WEEK)

    names = f"{mentee.called} and {other_mentee.called}"
    moved = {FEBRUARY: ([f"{names} cannot"], FEBRUARY + 2 * WEEK)}
    assert before[FEBRUARY] == ([], FEBRUARY)
    assert shown() == before | moved


def test_where_somebody_always_lacks_the_fewest_do(shown, mentee, other_mentee):
    away(mentee, FEBRUARY, FEBRUARY + 6 * WEEK)
    away(other_mentee, FEBRUARY)

    against, on = shown()[FEBRUARY]

    names = f"{mentee.called} and {other_mentee.called}"
    assert on == FEBRUARY + WEEK
    assert against[0] == f"{names} cannot"
    assert against[-1] == f"on 18 February: {mentee.called} cannot"


def test_a_day_on_which_somebody_never_works_moves_nothing(shown, mentee):
    mentee.working_days = [0, 1]
    mentee.save(update_fields=["working_days"])

    against, on = shown()[FEBRUARY]

    assert (against[0], on) == (f"{mentee.called} cannot", FEBRUARY)


def test_the_hours_count_that_were_agreed(shown, mentee):
    with acting_as(mentee), transaction.atomic():
        week = {3: [(dt.time(9), dt.time(17))]}
        calendars.set_hours(person=mentee, week=week)

    assert f"{mentee.called} cannot" in shown()[FEBRUARY][0]
    assert f"{mentee.called} cannot" not in shown(at="15:00")[FEBRUARY][0]


def test_of_many_the_number_is_told(shown, group):
    for seat in group.seats.all():
        away(seat.person, FEBRUARY)

    assert shown()[FEBRUARY][0][0] == "5 of you cannot"


def test_what_was_agreed_stays_and_says_who_cannot(shown, agreed, mentee):
    away(mentee, FEBRUARY)

    assert shown()[FEBRUARY] == ([f"{mentee.called} cannot"], FEBRUARY)


def test_what_was_proposed_is_planned(shown, signed_in, group, mentor, mentee):
    away(mentee, FEBRUARY)
    rows = {f"on-{day}": str(on) for day, (_against, on) in shown().items()}

    url = reverse("sessions:series_form", args=[group.pk])
    signed_in(mentor).post(url, AGREED | rows | {"plan": "yes"})
    series = group.series
    plan_series(series_id=series.pk)

    planned = set(group.sessions.planned().values_list("on", flat=True))
    assert {FEBRUARY, FEBRUARY + WEEK} & planned == {FEBRUARY + WEEK}


def test_the_plan_costs_the_same_however_many_are_away(signed_in, group, mentor, first):
    client = signed_in(mentor)
    url = reverse("sessions:series_form", args=[group.pk])
    client.post(url, AGREED)
    counts = []
    for number, seat in enumerate(group.seats.all(), start=1):
        away(seat.person, FEBRUARY, FEBRUARY + number * WEEK)
        with CaptureQueriesContext(connection) as asked:
            client.post(url, AGREED)
        counts.append(len(asked))

    assert len(counts) == 5
    assert len(set(counts)) == 1


ONE_ON_ONE = {"on": "2026-12-01", "at": "16:00", "minutes": "45", "place": "Canteen"}
FIRST_OF_DECEMBER = dt.date(2026, 12, 1)
PAUSE = "cannot then. Choose another moment, or press once more"


@pytest.fixture
def plan(signed_in, mentor, one_on_one):
    def plan(**typed):
        url = reverse("sessions:one_on_one_plan", args=[one_on_one.pk])
        return signed_in(mentor).post(url, ONE_ON_ONE | typed)

    return plan


def stands_at(one_on_one, mentor):
    with acting_as(mentor), transaction.atomic():
        one_on_one.refresh_from_db()
        return one_on_one.on and (one_on_one.on, one_on_one.at.hour, one_on_one.place)


def test_a_one_on_one_with_who_cannot_is_asked_about_once(
    plan, one_on_one, mentor, mentee
):
    away(mentee, FIRST_OF_DECEMBER)

    page = plan()

    assert page.status_code == 200
    assert f"{mentee.called} {PAUSE}" in page.text
    assert page.context["form"]["place"].value() == "Canteen"
    assert stands_at(one_on_one, mentor) is None
    assert plan(even_so="yes").status_code == 302
    assert stands_at(one_on_one, mentor) == (FIRST_OF_DECEMBER, 16, "Canteen")


def test_another_place_for_it_is_not_asked_about(plan, one_on_one, mentor, mentee):
    plan()
    away(mentee, FIRST_OF_DECEMBER)

    assert plan(place="Harbour").status_code == 302
    assert stands_at(one_on_one, mentor) == (FIRST_OF_DECEMBER, 16, "Harbour")


def test_where_another_cannot_a_one_on_one_is_planned(
    plan, one_on_one, mentor, other_mentee
):
    away(other_mentee, FIRST_OF_DECEMBER)
    away(mentor, FIRST_OF_DECEMBER)

    assert plan().status_code == 302
    assert stands_at(one_on_one, mentor) == (FIRST_OF_DECEMBER, 16, "Canteen")


def test_why_not_is_not_told(plan, mentee):
    away(mentee, FIRST_OF_DECEMBER, FIRST_OF_DECEMBER + WEEK)
    of_absence = plan()
    with acting_as(mentee), transaction.atomic():
        calendars.drop_absence(
            absence=calendars.add_absence(
                person=mentee, first=FIRST_OF_DECEMBER, last=FIRST_OF_DECEMBER + WEEK
            )
        )
        week = {0: [(dt.time(9), dt.time(17))]}
        calendars.set_hours(person=mentee, week=week)

    assert without_token(of_absence) == without_token(plan())


def without_token(page):
    return [line for line in page.text.splitlines() if "csrf" not in line.lower()]
