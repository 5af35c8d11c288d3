"""Whom it is told that something waits in a group, since when, and by which clock."""

import datetime as dt

import pytest
from django.utils import timezone

from groups import due
from groups.models import Breach, Seat
from groups.presenters import small_group
from groups.services import go_on_small, keep_together, leave_seat, wait_small
from people.services.departures import mark_left
from programmes import clock
from programmes.models import Programme
from reminders.models import Mail
from reminders.sweeping import write_due
from spaces.errors import DomainError
from tests.factories import (
    DisciplineFactory,
    ProgrammeFactory,
    coordinator_of,
    form_group,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def formed(crew):
    lead, mentees = crew()
    group = form_group(mentor=lead, mentees=mentees)
    Programme.objects.update(state=Programme.State.RUNNING)
    group.programme.refresh_from_db()
    return group


@pytest.fixture
def three(formed, coordinator):
    leave_seat(seat=formed.seats.mentees().earliest("pk"), by=coordinator)
    return formed


def kinds(person, now=None, roles=None):
    found = due.waiting(now=now or timezone.now(), person=person, roles=roles)
    return [one.kind for one in found]


def test_each_coordinator_of_the_programme_is_told_and_nobody_else(
    three, programme, coordinator, organisation
):
    second = coordinator_of(programme)
    elsewhere = coordinator_of(ProgrammeFactory(organisation=organisation))

    assert kinds(coordinator) == kinds(second) == ["groups.too_small"]
    assert kinds(elsewhere) == []
    # Who sits in it has other things to do.
    assert kinds(three.mentor) == ["groups.to_see"]
    # For the mails of all: each of them once.
    told = [one.person for one in due.waiting(now=timezone.now())]
    assert sorted(one.pk for one in told) == sorted([coordinator.pk, second.pk])


def test_of_whom_the_page_knows_the_roles_no_more_is_asked(
    three, coordinator, django_assert_num_queries
):
    assert kinds(coordinator, roles={"programme coordinator"}) == ["groups.too_small"]
    with django_assert_num_queries(0):
        assert kinds(coordinator, roles={"mentor"}) == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_since_when_is_the_day_where_the_programme_is(
    three, coordinator, programme, zone
):
    Programme.objects.update(time_zone=zone)
    programme.refresh_from_db()
    # In the night between: another day in each of the two.
    left_at = dt.datetime.combine(
        timezone.now().date() - DAY, dt.time(13), tzinfo=dt.UTC
    )
    Seat.objects.departed().update(joined_at=left_at - DAY, left_at=left_at)

    (found,) = due.waiting(now=timezone.now(), person=coordinator)

    assert found.zone == zone
    assert found.since == clock.day_of(programme, left_at)
    assert (found.since == left_at.date()) is (zone != "Pacific/Auckland")


def test_a_group_waits_through_its_last_day_by_the_clock_of_the_programme(
    three, coordinator
):
    until = timezone.localdate() + 7 * DAY
    wait_small(group=three, until=until, by=coordinator)
    # Noon in London: in Auckland it is the day after, in Los Angeles before dawn.
    noon = dt.datetime.combine(until, dt.time(12, 30), tzinfo=dt.UTC)
    told = {}
    for zone in ("Pacific/Auckland", "Europe/London", "America/Los_Angeles"):
        Programme.objects.update(time_zone=zone)
        told[zone] = [kinds(coordinator, noon + days * DAY) for days in (-1, 0, 1)]

    small = ["groups.too_small"]
    assert told == {
        "Pacific/Auckland": [[], small, small],
        "Europe/London": [[], [], small],
        "America/Los_Angeles": [[], [], small],
    }


@pytest.mark.parametrize(
    ("chosen", "until"), [((20, 3), 3), ((3, 20), 20), ((20, 3, 20), 20)], ids=str
)
def test_the_day_that_was_chosen_last_counts(three, coordinator, chosen, until):
    """Also where it is an earlier one than before."""
    today, now = clock.today_in(three.programme), timezone.now()
    for days in chosen:
        wait = wait_small(group=three, until=today + days * DAY, by=coordinator)
        assert wait.until == today + days * DAY

    told = {days for days in range(22) if kinds(coordinator, now + days * DAY)}

    assert told == set(range(until + 1, 22))
    assert small_group(three).wait == wait


def test_each_departure_is_told_anew(three, coordinator):
    (first,) = due.waiting(now=timezone.now(), person=coordinator)
    leave_seat(seat=three.seats.held().mentees().earliest("pk"), by=coordinator)
    Seat.objects.departed().update(left_at=timezone.now() + DAY)

    (second,) = due.waiting(now=timezone.now(), person=coordinator)

    assert first.object_id != second.object_id
    assert [one.context["count"] for one in (first, second)] == [3, 2]


def test_after_a_programme_its_seats_of_leavers_are_told_and_its_sizes_not(
    three, coordinator
):
    Programme.objects.update(state=Programme.State.ENDED)
    assert kinds(coordinator) == []

    mark_left(person=three.mentor, by=coordinator)

    (found,) = due.waiting(now=timezone.now(), person=coordinator)
    assert (found.kind, found.context["leads"]) == ("groups.left_behind", True)
    assert found.context["name"] == three.mentor.full_name


def test_what_breaks_is_told_since_it_was_first_told(formed, coordinator):
    one, other = [seat.person for seat in formed.seats.mentees().with_person()[:2]]
    other.team = one.team
    other.save(update_fields=["team"])
    now = timezone.now()
    (found,) = due.waiting(now=now, person=coordinator)
    assert found.since == clock.day_of(formed.programme, now)
    assert found.context["rule"] == "R3"

    write_due(now)

    assert Mail.objects.filter(kind="groups.broken").count() == 1
    (later,) = due.waiting(now=now + 9 * DAY, person=coordinator)
    assert (later.since, later.object_id) == (found.since, found.object_id)


def test_a_reason_for_another_discipline_is_that_of_the_group(formed, coordinator):
    """From then on: with a reason two disciplines break nothing any more."""
    for seat in formed.seats.mentees().with_person()[:2]:
        field = DisciplineFactory(organisation=formed.programme.organisation)
        seat.person.discipline = field
        seat.person.save(update_fields=["discipline"])
    one, other = Breach.objects.filter(rule="discipline")

    keep_together(breach=one, reason="They want to", by=coordinator)

    formed.refresh_from_db()
    assert formed.cross_discipline_reason == "They want to"
    assert not Breach.objects.exists()
    # Of two who break nothing any more nothing is decided.
    with pytest.raises(DomainError, match="break no rule any more"):
        keep_together(breach=other, reason="These too", by=coordinator)
    assert formed.tolerances.count() == 1


def test_before_the_start_no_reason_lets_a_group_be_small(three, coordinator):
    Programme.objects.update(state=Programme.State.ENROLLING)

    with pytest.raises(DomainError, match="only after the start"):
        go_on_small(group=three, reason="They want to", by=coordinator)
    assert kinds(coordinator) == []
