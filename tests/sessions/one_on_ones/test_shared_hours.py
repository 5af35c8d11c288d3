"""One number of the hours that mentors share, and nothing of any of them (R8)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction
from django.urls import reverse

from sessions.models import HoursOfMonth
from sessions.one_on_ones.services.hours import add_preparation
from sessions.one_on_ones.services.shared_hours import (
    ask_hours,
    keep_hours,
    share_hours,
    shares_hours,
)
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.conftest import connect_as
from tests.factories import formed_group

MONTH = dt.date(2026, 9, 1)
# The clock of the database is the real one: months long past, and far to come.
SINCE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
FUNCTIONS = ["sessions_share_hours", "sessions_shares_hours", "sessions_hours_of"]


@pytest.fixture
def mentors(programme, group, mentor):
    """Ten mentors who lead a group since long."""
    groups = [group, *(formed_group(programme) for _number in range(9))]
    for one in groups:
        one.seats.update(joined_at=SINCE)
    return [one.mentor for one in groups]


def put(person, minutes, month=MONTH):
    with acting_as(person), transaction.atomic():
        add_preparation(by=person, on=month, minutes=minutes)
        last = month + dt.timedelta(days=27)
        share_hours(by=person, first=month, last=last)


def share(people, minutes=300):
    for person in people:
        put(person, minutes)


def gone(people):
    """They lead no group in that month."""
    for person in people:
        person.seats.update(left_at=SINCE + dt.timedelta(days=1))


def ask(programme, coordinator, month=MONTH):
    with acting_as(coordinator), transaction.atomic():
        return ask_hours(programme=programme, first=month)


def page_of(programme):
    return reverse("sessions:hours_of", args=[programme.pk])


@pytest.mark.parametrize(
    ("sharers", "others", "answered"),
    [
        (4, 0, False),
        (4, 5, False),
        (5, 0, True),
        (5, 1, False),
        (5, 4, False),
        (5, 5, True),
        (6, 0, True),
        (6, 4, False),
    ],
)
def test_none_of_fewer_than_five_on_either_side(
    programme, coordinator, mentors, sharers, others, answered
):
    share(mentors[:sharers])
    gone(mentors[sharers + others :])

    found = ask(programme, coordinator)

    assert found == (300 if answered else None)
    assert HoursOfMonth.objects.exists() == answered


def test_it_is_the_average_to_the_quarter_of_an_hour(programme, coordinator, mentors):
    for number, person in enumerate(mentors):
        put(person, 300 + number * 10)

    assert ask(programme, coordinator) == 345


@pytest.mark.django_db(transaction=True)
def test_once_made_it_stays_and_the_rows_go(programme, coordinator, mentors):
    share(mentors)
    assert ask(programme, coordinator) == 300

    for person in mentors:
        with pytest.raises(DomainError):
            put(person, 400)
    assert ask(programme, coordinator) == 300
    with connect_as("superuser") as superuser:
        count = "SELECT count(*) FROM mentoring_sessions_sharedhours"
        assert superuser.execute(count).fetchone() == (0,)


def test_what_is_put_in_again_or_taken_back_counts_as_it_is_then(
    programme, coordinator, mentors
):
    share(mentors)
    put(mentors[0], 300)
    with acting_as(mentors[0]), transaction.atomic():
        assert shares_hours(MONTH)
    with acting_as(mentors[1]), transaction.atomic():
        keep_hours(first=MONTH)
        assert not shares_hours(MONTH)
    # Nine of ten: one did not share.
    assert ask(programme, coordinator) is None
    put(mentors[1], 30)
    assert ask(programme, coordinator) == 330


def this_month():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT date_trunc('month', now() AT TIME ZONE 'Europe/Amsterdam')::date"
        )
        return cursor.fetchone()[0]


def test_not_before_the_month_is_over(programme, coordinator, mentors):
    assert programme.time_zone == "Europe/Amsterdam"
    now = this_month()
    last = (now - dt.timedelta(days=1)).replace(day=1)
    for month in (now, last):
        for person in mentors:
            put(person, 60, month)

    assert ask(programme, coordinator, now) is None
    assert ask(programme, coordinator, last) == 60


def test_nothing_is_put_into_a_month_to_come(programme, mentors):
    month = (this_month() + dt.timedelta(days=40)).replace(day=1)

    with pytest.raises(DomainError):
        put(mentors[0], 60, month)


def test_who_led_no_group_then_puts_nothing_in(programme, mentors, mentee):
    with pytest.raises(DomainError):
        put(mentee, 60)
    gone(mentors[:1])
    with pytest.raises(DomainError):
        put(mentors[0], 60)


def test_only_who_coordinates_it_is_answered(
    programme, coordinator, mentors, mentee, outsider
):
    share(mentors)

    for person in (mentors[0], mentee, outsider):
        assert ask(programme, person) is None
    assert not HoursOfMonth.objects.exists()
    assert ask(programme, coordinator) == 300


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("process", ["web", "worker"])
def test_no_role_reads_or_writes_a_row(process, programme, coordinator, mentors):
    share(mentors)
    before = "SELECT set_config('crossmentor.person', %s, true)"
    table = "mentoring_sessions_sharedhours"

    with connect_as(process) as role, role.transaction():
        for person in (mentors[0], coordinator):
            role.execute(before, [str(person.pk)])
            for statement in (
                f"SELECT minutes FROM {table}",
                f"SELECT count(*) FROM {table}",
                f"INSERT INTO {table} DEFAULT VALUES",
                f"UPDATE {table} SET minutes = 1",
                f"DELETE FROM {table}",
                "SELECT sessions_mentors_in(1, '2026-09-01')",
                "UPDATE mentoring_sessions_hoursofmonth SET minutes = 1",
                "DELETE FROM mentoring_sessions_hoursofmonth",
            ):
                refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
                with refused, role.transaction():
                    role.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_worker_calls_none_of_the_functions(function):
    nulls = "NULL" if "shares" in function else "NULL, NULL"
    with connect_as("worker") as worker:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute(f"SELECT {function}({nulls})")


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_are_told_the_same(programme, coordinator, mentors):
    share(mentors)

    def press(_number):
        try:
            return ask(programme, coordinator)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [300, 300]


def test_a_coordinator_asks_on_the_page_and_reads_one_number(
    signed_in, programme, coordinator, mentors
):
    client = signed_in(coordinator)
    share(mentors[:9])
    sent = {"month": "2026-09"}
    none = client.post(page_of(programme), sent, follow=True).text
    assert ("There is no number of this month" in none, "5 hours" in none) == (
        True,
        False,
    )

    put(mentors[9], 300)
    assert "Ask for the number" in client.get(page_of(programme), sent).text
    page = client.post(page_of(programme), sent, follow=True).text
    assert "5 hours on average" in page
    assert "Ask for the number" not in page
    assert "not over yet" in client.get(page_of(programme), {"month": "2099-01"}).text


def test_looking_makes_no_number(signed_in, programme, coordinator, mentors):
    share(mentors)

    signed_in(coordinator).get(page_of(programme), {"month": "2026-09"})

    assert not HoursOfMonth.objects.exists()


def test_a_mentor_puts_in_and_takes_back_on_the_page(signed_in, mentors, coordinator):
    client = signed_in(mentors[0])
    with acting_as(mentors[0]), transaction.atomic():
        add_preparation(by=mentors[0], on=MONTH, minutes=75)
    url, sent = reverse("sessions:hours"), {"month": "2026-09"}
    assert "Your month is in" not in client.get(url, sent).text

    page = client.post(reverse("sessions:hours_share"), sent, follow=True).text
    assert "Your month is in." in page
    page = client.post(reverse("sessions:hours_keep"), sent, follow=True).text
    assert "Your month is in" not in page


def test_a_mentor_reads_the_number_once_it_is_made(
    signed_in, programme, coordinator, mentors
):
    share(mentors)
    ask(programme, coordinator)

    page = signed_in(mentors[0]).get(reverse("sessions:hours"), {"month": "2026-09"})
    assert "took 5 hours on average" in page.text
    assert "Put my month in" not in page.text


def test_nobody_else_comes_in(
    signed_in, programme, coordinator, mentor, mentee, outsider
):
    for person in (mentor, mentee, outsider):
        client = signed_in(person)
        assert client.get(page_of(programme)).status_code == 404
        assert client.post(page_of(programme)).status_code == 404
    for person in (coordinator, mentee, outsider):
        for name in ("hours_share", "hours_keep"):
            answer = signed_in(person).post(reverse(f"sessions:{name}"))
            assert answer.status_code == 404
    for name in ("hours_share", "hours_keep"):
        answer = signed_in(mentor).get(reverse(f"sessions:{name}"))
        assert answer.status_code == 405
    assert signed_in(coordinator).delete(page_of(programme)).status_code == 405
