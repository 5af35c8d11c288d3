"""Which seats and groups somebody is answered: one world, asked in many ways."""

import datetime as dt

import pytest
from django.utils import timezone

from groups.models import MentorGroup, Pause, Seat
from groups.services import (
    allow_together,
    candidates,
    join_group,
    keep_apart,
    leave_seat,
    pool,
    rename_group,
    replace_mentor,
    successors,
)
from people.models import Coordinator
from people.services.departures import mark_left
from programmes.models import Role
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import (
    PersonFactory,
    ProgrammeFactory,
    coordinator_of,
    form_group,
    formed_group,
    see_all,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def formed(crew):
    lead, mentees = crew(5)
    return see_all(form_group(mentor=lead, mentees=mentees))


@pytest.fixture
def first(formed):
    return formed.seats.mentees().earliest("pk")


def test_who_came_back_is_not_gone(formed, first, coordinator):
    leave_seat(seat=first, by=coordinator)
    assert list(formed.seats.gone()) == [first]

    again = join_group(group=formed, participation=first.participation)

    assert list(formed.seats.gone()) == []
    assert list(formed.seats.departed()) == [first]
    held = formed.seats.held()
    renewed = {seat.pk for seat in held.knowing_before() if seat.is_renewed}
    assert renewed == {again.pk}


def test_pairs_are_the_own_one_and_those_one_leads(
    formed, first, coordinator, outsider
):
    mentees = set(formed.seats.mentees())
    assert set(Seat.objects.paired_with(formed.mentor)) == mentees
    assert set(Seat.objects.paired_with(first.person)) == {first}
    assert not Seat.objects.paired_with(coordinator).exists()

    leave_seat(seat=first, by=coordinator)

    assert set(Seat.objects.paired_with(formed.mentor)) == mentees - {first}
    assert not Seat.objects.paired_with(first.person).exists()
    # What they wrote together is read on by the mentee, and by the mentor no more.
    with acting_as(first.person):
        assert set(Seat.objects.ever_paired_with(first.person)) == {first}
    with acting_as(formed.mentor):
        assert set(Seat.objects.ever_paired_with(formed.mentor)) == mentees - {first}


def test_a_mentor_of_before_leads_nobody(formed, first, enrol, coordinator):
    old, newcomer = formed.mentor, enrol(Role.MENTOR)
    led = replace_mentor(group=formed, participation=newcomer, by=coordinator)

    assert list(Seat.objects.leading(newcomer.person)) == [led]
    assert not Seat.objects.leading(old).exists()
    assert not Seat.objects.paired_with(old).exists()
    # The seats that ended with the mentor's know who led the group in that time.
    ended = Seat.objects.with_former_mentor()
    before = formed.seats.departed().mentors().get().participation_id
    assert set(ended.values_list("former_mentor", flat=True)) == {before}
    assert ended.count() == 5
    formed.refresh_from_db()
    since = {seat.since for seat in formed.seats.held().with_since()}
    # All of them came into the circle of now.
    assert min(since) >= formed.former_circles.get().until


def test_a_seat_is_found_by_its_number_and_none_without_one(first):
    assert list(Seat.objects.numbered(first.pk)) == [first]
    assert list(Seat.objects.numbered(None)) == []
    assert list(Seat.objects.numbered(0)) == []


def test_people_of_seats_begin_with_the_mentor(formed):
    people = list(formed.seats.held().people())

    assert people[0] == formed.mentor
    names = [person.sort_key for person in people[1:]]
    assert names == sorted(names)
    assert len(people) == 6


def test_of_who_left_those_read_who_decide_or_look_after_the_roster(
    formed, first, coordinator, organisation
):
    of_roster, of_another = (
        PersonFactory(organisation=organisation),
        coordinator_of(ProgrammeFactory()),
    )
    Coordinator.objects.create(organisation=organisation, person=of_roster)
    mark_left(person=first.person, by=coordinator)
    seats = Seat.objects.held().of_leavers()

    assert [list(seats.told_to(one)) for one in (coordinator, of_roster)] == [
        [first],
        [first],
    ]
    assert list(seats.told_to(of_another)) == []
    (waiting,) = Seat.objects.waiting_for_decision()
    assert (waiting, waiting.gone_at.date()) == (first, timezone.now().date())
    assert first not in formed.seats.here()


def test_a_group_is_seen_by_who_sits_in_it_and_who_coordinates(
    formed, first, coordinator, outsider
):
    stranger = coordinator_of(ProgrammeFactory())
    seen = {
        one: set(MentorGroup.objects.visible_to(one)) & {formed}
        for one in (first.person, formed.mentor, coordinator, outsider, stranger)
    }

    assert [bool(found) for found in seen.values()] == [True, True, True, False, False]
    assert [
        MentorGroup.objects.run_by(one).get(pk=formed.pk).is_run
        for one in (coordinator, first.person, stranger)
    ] == [True, False, False]
    leave_seat(seat=first, by=coordinator)
    assert formed not in MentorGroup.objects.visible_to(first.person)
    assert formed not in MentorGroup.objects.of(first.person)
    # It is still one in which they sat.
    assert formed in MentorGroup.objects.seating([first.person])


def test_a_group_is_found_by_its_name_and_by_who_sits_in_it(
    formed, first, enrol, coordinator
):
    other = formed_group(formed.programme)
    rename_group(group=formed, name="Delta works")
    given, family = first.person.given_name, first.person.family_name

    def found(words):
        return set(MentorGroup.objects.searched(words))

    assert found("") == {formed, other}
    assert found("delta") == found("WORKS delt") == {formed}
    assert found(f"{family} {given}") == {formed}
    # Every word, of one and the same.
    assert found(f"delta {family}") == found(f"{family} xyz") == set()
    assert found(other.mentor.family_name) == {other}
    leave_seat(seat=first, by=coordinator)
    assert found(family) == set()
    kept = MentorGroup.objects.searched_or_in("xyz", [other.pk])
    assert set(kept) == {other}
    assert set(MentorGroup.objects.searched_or_in("", [other.pk])) == {formed, other}


def test_groups_with_days_left_and_those_one_asks_for(formed):
    other = formed_group(formed.programme)
    today = timezone.now().date()

    def left(last_day, besides=()):
        MentorGroup.objects.filter(pk=formed.pk).update(ended_on=last_day)
        return set(MentorGroup.objects.with_days_left(besides))

    assert left(None) == left(today + DAY) == left(today) == {formed, other}
    # Somewhere it may be the day before still; not two days.
    assert left(today - 3 * DAY) == {other}
    assert left(today - 3 * DAY, besides=[formed.pk]) == {formed, other}


def test_a_pause_runs_from_its_beginning_to_its_day(formed, first):
    now = timezone.now()

    def is_pausing():
        assert bool(formed.seats.pausing()) is (first not in formed.seats.taking_part())
        assert bool(Pause.objects.running()) is bool(formed.seats.pausing())
        return bool(formed.seats.pausing())

    assert not is_pausing()
    with acting_as(formed.mentor):
        running = Pause.objects.create(
            seat=first, began_at=now - 2 * DAY, ends_at=now + 2 * DAY
        )
        assert is_pausing()
        (until,) = {seat.paused_until for seat in formed.seats.pausing()}
        assert until == running.ends_at
        at = [
            Pause.objects.at(now + number * DAY).exists() for number in (-3, -1, 1, 3)
        ]
        assert at == [False, True, True, False]
        running.ended_at = now - DAY
        running.save(update_fields=["ended_at"])
        # Back before: of then it still says so, of now it does not.
        assert not is_pausing()
        assert Pause.objects.at(now - 1.5 * DAY).exists()
        assert not Pause.objects.at(now - 0.5 * DAY).exists()
        stretch = Pause.objects.in_groups([formed]).stretches().get()
        assert stretch == (first.pk, running.began_at, running.ended_at)


def test_a_pause_whose_day_has_come_is_closed_on_that_day(formed, first):
    now = timezone.now()
    with acting_as(formed.mentor):
        past = Pause.objects.create(
            seat=first, began_at=now - 9 * DAY, ends_at=now - 2 * DAY
        )
        assert Pause.objects.close_passed(now - 3 * DAY) == 0
        assert Pause.objects.close_passed(now) == 1
        assert Pause.objects.close_passed(now) == 0
        past.refresh_from_db()
    assert past.ended_at == past.ends_at


def test_who_can_be_seated_sits_nowhere_and_coordinates_nothing(
    formed, enrol, programme, coordinator
):
    free, spare = enrol(), enrol(Role.MENTOR)
    enrol(state="declined")
    runs = enrol()
    programme.coordinators.create(person=runs.person)
    assert list(pool(programme)) == list(candidates(formed)) == [free]
    assert list(successors(formed)) == [spare]

    join_group(group=formed, participation=free)
    assert list(pool(programme)) == []
    leave_seat(seat=formed.seats.held().get(person=free.person), by=coordinator)

    # Free again; and the form says that they have met.
    (again,) = candidates(formed)
    assert (again, again.have_met) == (free, True)
    assert not candidates(formed_group(programme)).get().have_met


def test_two_are_kept_apart_once_whoever_is_named_first(enrol, programme):
    one, other = enrol(), enrol()

    kept = keep_apart(programme=programme, one=other, other=one)

    assert (kept.first, kept.second) == (one, other)
    assert keep_apart(programme=programme, one=one, other=other) == kept
    with pytest.raises(DomainError, match="two different people"):
        keep_apart(programme=programme, one=one, other=one)
    allow_together(exclusion=kept)
    assert not programme.exclusions.exists()
