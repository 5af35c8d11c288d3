"""What others hear of when somebody can: at some moments, and no more than that."""

import datetime as dt
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendars import services as calendars
from calendars.available import Moment
from calendars.models import Absence, WorkingHours
from groups.services import leave_seat, who_cannot
from groups.services.availability import ASK
from people.services import departures
from spaces.acting import acting_as
from tests.conftest import connect_as

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
# A Tuesday.
TUESDAY = dt.date(2026, 3, 10)
AT_FOUR = Moment(TUESDAY, dt.time(16), 120)
MONDAY, SUNDAY = 0, 6


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def says(person, week):
    with acting_as(person), transaction.atomic():
        calendars.set_hours(person=person, week=week)


def away(person, first, last=None):
    with acting_as(person), transaction.atomic():
        calendars.add_absence(person=person, first=first, last=last or first)


def asked(person, group, *moments):
    with acting_as(person):
        return who_cannot(group=group, moments=moments)


def hours(*pairs):
    return [(dt.time(since), dt.time(until)) for since, until in pairs]


def test_without_a_word_everybody_can(group, mentor):
    assert asked(mentor, group, AT_FOUR) == {AT_FOUR: set()}


@pytest.mark.parametrize(
    ("week", "can"),
    [
        ({1: hours((9, 18))}, True),
        ({1: hours((9, 12), (16, 18))}, True),
        ({1: hours((9, 16), (16, 18))}, True),
        ({1: hours((9, 17))}, False),
        ({1: hours((9, 12), (17, 19))}, False),
        ({1: hours((17, 19))}, False),
        ({0: hours((9, 18)), 2: hours((9, 18))}, False),
    ],
)
def test_the_usual_hours_hold(week, can, group, mentor, mentee):
    says(mentee, week)

    assert asked(mentor, group, AT_FOUR) == {AT_FOUR: set() if can else {mentee.pk}}


@pytest.mark.parametrize(
    ("first", "last", "can"),
    [(-1, -1, True), (-1, 0, False), (0, 0, False), (0, 3, False), (1, 9, True)],
)
def test_an_absence_holds_on_each_of_its_days(first, last, can, group, mentor, mentee):
    days = [TUESDAY + dt.timedelta(days=number) for number in (first, last)]
    away(mentee, *days)

    assert asked(mentor, group, AT_FOUR) == {AT_FOUR: set() if can else {mentee.pk}}


def test_the_roster_says_where_the_person_does_not(group, mentor, mentee, other_mentee):
    for person in (mentee, other_mentee):
        person.working_days = [0, 2, 3]
        person.save(update_fields=["working_days"])
    says(other_mentee, {1: hours((9, 18))})
    on_wednesday = Moment(TUESDAY + dt.timedelta(days=1), dt.time(7), 60)

    assert asked(mentor, group, AT_FOUR, on_wednesday) == {
        AT_FOUR: {mentee.pk},
        on_wednesday: {other_mentee.pk},
    }


def test_each_moment_is_answered_for_itself(group, mentor, mentee, other_mentee):
    away(mentee, TUESDAY)
    says(other_mentee, {1: hours((9, 12))})
    early = Moment(TUESDAY, dt.time(9), 60)
    later = Moment(TUESDAY + dt.timedelta(weeks=1), dt.time(11), 60)

    assert asked(mentor, group, AT_FOUR, early, later) == {
        AT_FOUR: {mentee.pk, other_mentee.pk},
        early: {mentee.pk},
        later: set(),
    }


def test_of_a_night_all_of_it_counts(group, mentor, mentee):
    late = Moment(TUESDAY, dt.time(23), 120)
    away(mentee, TUESDAY + dt.timedelta(days=1))

    assert asked(mentor, group, late) == {late: {mentee.pk}}


def test_a_mentee_may_ask_of_the_mentor_and_hears_of_themselves(group, mentor, mentee):
    away(mentor, TUESDAY)
    away(mentee, TUESDAY)

    assert asked(mentee, group, AT_FOUR) == {AT_FOUR: {mentor.pk, mentee.pk}}


@pytest.mark.parametrize("role", ["coordinator", "outsider", "nobody"])
def test_who_sits_elsewhere_hears_nothing(role, request, group, mentee):
    away(mentee, TUESDAY)
    person = None if role == "nobody" else request.getfixturevalue(role)

    assert asked(person, group, AT_FOUR) == {}


def test_who_left_the_group_neither_hears_nor_is_told_of(
    group, mentor, mentee, other_mentee, coordinator
):
    away(mentee, TUESDAY)
    away(other_mentee, TUESDAY)
    with acting_as(coordinator):
        leave_seat(seat=group.seats.get(person=other_mentee), by=coordinator)

    assert asked(other_mentee, group, AT_FOUR) == {}
    assert asked(mentor, group, AT_FOUR) == {AT_FOUR: {mentee.pk}}


def test_who_left_the_organisation_is_not_told_of(group, mentor, mentee, coordinator):
    away(mentee, TUESDAY)
    with acting_as(coordinator), transaction.atomic():
        departures.mark_left(person=mentee, by=coordinator)

    assert asked(mentor, group, AT_FOUR) == {AT_FOUR: set()}


def test_what_has_begun_is_not_answered(group, mentor, mentee):
    says(mentee, {MONDAY: hours((12, 13))})
    on, zone = NOW.date(), ZoneInfo(group.programme.time_zone)
    begun = Moment(on, NOW.astimezone(zone).time(), 60)
    coming = Moment(on, dt.time(14), 60)

    assert asked(mentor, group, begun, coming) == {coming: {mentee.pk}}


def minutes(count):
    first = dt.datetime.combine(TUESDAY, dt.time(8))
    for number in range(count):
        when = first + dt.timedelta(minutes=number)
        yield Moment(when.date(), when.time(), 30)


def test_more_at_once_than_a_plan_needs_is_not_answered(group, mentor, mentee):
    says(mentee, {1: hours((9, 18))})

    assert len(asked(mentor, group, *minutes(120))) == 120
    assert asked(mentor, group, *minutes(121)) == {}


def test_a_diary_is_not_read_by_the_minute(group, mentor, mentee):
    says(mentee, {1: hours((9, 18))})

    answered = [len(asked(mentor, group, *minutes(100))) for _time in range(11)]

    assert answered == [100] * 10 + [0]
    # Each person's own count.
    assert len(asked(mentee, group, AT_FOUR)) == 1


def test_a_moment_without_a_number_tells_nothing(group, mentor, mentee):
    """Nor do more stretches than are counted: the longest list decides how many."""
    says(mentee, {1: hours((9, 18))})
    away(mentee, TUESDAY)
    days = [TUESDAY + dt.timedelta(days=number) for number in range(300)]
    since, until = [dt.timedelta(hours=9)] * 300, [dt.timedelta(hours=10)] * 300

    with acting_as(mentor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ASK, [group.pk, [1], days, since, until])

        assert dict(cursor.fetchall()) == {1: [mentee.pk], None: []}


def test_nobody_finds_the_rows_of_another(group, mentor, mentee, coordinator, outsider):
    away(mentee, TUESDAY)
    says(mentee, {1: hours((9, 18))})

    for person in (mentor, coordinator, outsider, None):
        with acting_as(person), transaction.atomic():
            assert list(Absence.objects.all()) == []
            assert list(WorkingHours.objects.all()) == []
            assert Absence.objects.all().delete()[0] == 0
            assert WorkingHours.objects.all().delete()[0] == 0
    with acting_as(mentee), transaction.atomic():
        assert [one.first for one in Absence.objects.all()] == [TUESDAY]
        assert [one.weekday for one in WorkingHours.objects.all()] == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO calendars_absence (person_id, first, last) "
        "VALUES (%s, '2026-03-10', '2026-03-10')",
        "INSERT INTO calendars_workinghours (person_id, weekday, since, until) "
        "VALUES (%s, 1, '09:00', '10:00')",
    ],
)
def test_nobody_says_it_for_another(statement, group, mentor, mentee):
    with connect_as("web") as web, web.transaction(force_rollback=True):
        web.execute(
            "SELECT set_config('crossmentor.person', %s, true)", [str(mentor.pk)]
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement, [mentee.pk])


@pytest.mark.parametrize("table", ["calendars_absence", "calendars_workinghours"])
def test_the_worker_says_nothing_for_anybody(table):
    with connect_as("worker") as worker:
        assert worker.execute(f"SELECT * FROM {table}").fetchall() == []
        for statement in ("INSERT INTO {} DEFAULT VALUES", "UPDATE {} SET id = 1"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                worker.execute(statement.format(table))


def test_the_worker_asks_nothing():
    with connect_as("worker") as worker:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT groups_who_cannot(1, '{}', '{}', '{}', '{}')")


def shown(moment, zone):
    """Each minute of the meeting as clocks on the wall there show it."""
    starts_at = dt.datetime.combine(moment.on, moment.at, tzinfo=zone)
    starts_at = starts_at.astimezone(dt.UTC)
    for number in range(moment.minutes):
        yield (starts_at + dt.timedelta(minutes=number)).astimezone(zone)


def can(moment, zone, week, absences):
    return all(
        any(since <= one.time() < until for since, until in week.get(one.weekday(), []))
        and not any(first <= one.date() <= last for first, last in absences)
        for one in shown(moment, zone)
    )


# Clocks change in Amsterdam and New York in these weeks, and in Lord Howe by half an hour.
days = st.dates(dt.date(2026, 3, 6), dt.date(2026, 4, 6))
times = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
stretch = st.tuples(times, times).filter(lambda pair: pair[0] < pair[1])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    zone=st.sampled_from(
        ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe"]
    ),
    week=st.dictionaries(
        st.integers(MONDAY, SUNDAY),
        st.lists(stretch, min_size=1, max_size=2),
        min_size=1,
    ),
    absences=st.lists(st.tuples(days, days).map(sorted), max_size=3),
    moments=st.sets(
        st.builds(Moment, days, times, st.integers(1, 480)), min_size=1, max_size=30
    ),
)
def test_the_answer_is_that_of_every_minute(
    zone, week, absences, moments, group, mentor, mentee
):
    group.programme.time_zone = zone
    try:
        with transaction.atomic():
            says(mentee, week)
            for first, last in absences:
                away(mentee, first, last)
            answers = asked(mentor, group, *moments)
            raise InterruptedError
    except InterruptedError:
        pass

    there = ZoneInfo(zone)
    assert answers == {
        moment: set() if can(moment, there, week, absences) else {mentee.pk}
        for moment in moments
    }
