import datetime as dt

import pytest
from django.db import transaction

from calendars import services, tasks
from calendars.models import Absence, WorkingHours
from people.services import departures
from spaces.acting import acting_as
from spaces.errors import DomainError

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def at(hour, minute=0):
    return dt.time(hour, minute)


@pytest.fixture
def acts(mentee):
    with acting_as(mentee), transaction.atomic():
        yield mentee


def week_of(person):
    rows = WorkingHours.objects.of(person)
    return list(rows.values_list("weekday", "since", "until"))


def test_a_week_takes_the_place_of_the_one_before(acts):
    services.set_hours(person=acts, week={0: [(at(9), at(17))], 4: [(at(9), at(12))]})
    services.set_hours(person=acts, week={1: [(at(13), at(17)), (at(8), at(12))]})

    assert week_of(acts) == [(1, at(8), at(12)), (1, at(13), at(17))]


def test_stretches_that_touch_are_one(acts):
    stretches = [(at(12), at(15)), (at(9), at(12)), (at(14), at(17))]
    services.set_hours(person=acts, week={2: stretches})

    assert week_of(acts) == [(2, at(9), at(17))]


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ({}, "Say of one day at least"),
        ({0: []}, "Say of one day at least"),
        ({0: [(at(9), at(9))]}, "to be later"),
        ({0: [(at(17), at(9))]}, "to be later"),
        ({0: [(at(8), at(9)), (at(10), at(11)), (at(12), at(13))]}, "two stretches"),
    ],
)
def test_a_week_that_is_none_changes_nothing(week, words, acts):
    services.set_hours(person=acts, week={3: [(at(9), at(17))]})

    with pytest.raises(DomainError, match=words):
        services.set_hours(person=acts, week=week)

    assert week_of(acts) == [(3, at(9), at(17))]


def test_the_own_word_is_taken_back(acts):
    services.set_hours(person=acts, week={3: [(at(9), at(17))]})
    services.forget_hours(person=acts)

    assert week_of(acts) == []


def test_the_same_absence_twice_is_one(acts):
    first = services.add_absence(person=acts, first=TODAY, last=TODAY + DAY)
    again = services.add_absence(person=acts, first=TODAY, last=TODAY + DAY)

    assert first == again
    assert Absence.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (TODAY + DAY, TODAY, "lies before the first"),
        (TODAY - 3 * DAY, TODAY - DAY, "9 March 2026 has passed"),
    ],
)
def test_days_that_are_none_are_refused(first, last, words, acts):
    with pytest.raises(DomainError, match=words):
        services.add_absence(person=acts, first=first, last=last)

    assert Absence.objects.count() == 0


def test_there_is_an_end_to_absences(acts):
    for number in range(40):
        services.add_absence(person=acts, first=TODAY, last=TODAY + number * DAY)

    with pytest.raises(DomainError, match="40 absences"):
        services.add_absence(person=acts, first=TODAY, last=TODAY + 40 * DAY)


def test_an_absence_is_dropped_by_its_person_alone(acts, mentor):
    absence = services.add_absence(person=acts, first=TODAY, last=TODAY)
    with acting_as(mentor):
        services.drop_absence(absence=absence)
    assert Absence.objects.count() == 1

    services.drop_absence(absence=absence)

    assert Absence.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_what_is_over(mentee, as_worker):
    with acting_as(mentee), transaction.atomic():
        # It is still the ninth in the west, and no longer the eighth.
        for days in (3, 2, 1, 0):
            last = TODAY - days * DAY
            Absence.objects.create(person=mentee, first=TODAY - 9 * DAY, last=last)
        services.set_hours(person=mentee, week={3: [(at(9), at(17))]})
    as_worker()

    tasks.forget_past()

    last_days = Absence.objects.values_list("last", flat=True)
    assert list(last_days) == [TODAY - DAY, TODAY]
    assert WorkingHours.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_forgets_all_of_who_left(
    mentee, other_mentee, coordinator, as_worker
):
    for person in (mentee, other_mentee):
        with acting_as(person), transaction.atomic():
            services.add_absence(person=person, first=TODAY, last=TODAY + DAY)
            services.set_hours(person=person, week={3: [(at(9), at(17))]})
    with acting_as(coordinator):
        departures.mark_left(person=mentee, by=coordinator)
    as_worker()

    tasks.forget_past()

    assert list(Absence.objects.values_list("person", flat=True)) == [other_mentee.pk]
    assert list(WorkingHours.objects.values_list("person", flat=True)) == [
        other_mentee.pk
    ]
