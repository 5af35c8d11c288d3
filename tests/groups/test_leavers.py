"""The seats of who has left the organisation: each by choice, the next morning."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from psycopg import errors

from groups import due
from groups.models import SeatEnding
from groups.services import choose_endings, join_group, leave_seat
from groups.services.leavers import end_due_seats, next_morning
from people.models import Coordinator, Person
from people.services.departures import mark_left, take_back_departure
from programmes.models import ProgrammeCoordinator
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import AuditEvent, Member
from tests.conftest import connect_as
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    coordinator_of,
    formed_group,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(mentee):
    return mentee.seats.get()


@pytest.fixture
def gone(seat, coordinator):
    """The seat of a mentee who has left; `coordinator` said so."""
    mark_left(person=seat.person, by=coordinator)
    seat.refresh_from_db()
    return seat


def page_of(seat):
    return reverse("groups:leaver", args=[seat.person_id])


def ask_long_ago(seat, by):
    """Ask for the end of the seat on a day of which the morning after has passed."""
    asked = timezone.now() - dt.timedelta(days=2)
    with time_machine.travel(asked, tick=False):
        choose_endings(person=seat.person, ending={seat.pk}, by=by)


def members_now(space_id, reader):
    with acting_as(reader):
        found = Member.objects.filter(space_id=space_id, left_at=None)
        return set(found.values_list("person", flat=True))


def test_a_seat_ends_the_next_morning_as_leaving_ends_it(
    gone, coordinator, mentor, other_mentee
):
    group = gone.group
    ask_long_ago(gone, coordinator)

    assert (end_due_seats(), end_due_seats()) == (1, 0)

    gone.refresh_from_db()
    assert gone.left_by == coordinator
    circle = members_now(group.circle_id, mentor)
    assert circle == {seat.person_id for seat in group.seats.held()}
    assert members_now(gone.pair_id, mentor) == set()
    left = AuditEvent.objects.filter(verb="left").values_list("space_id", "person")
    assert set(left) == {
        (group.circle_id, gone.person_id),
        (gone.pair_id, mentor.pk),
    }
    told = Mail.objects.filter(kind="groups.left")
    assert set(told.values_list("person", flat=True)) == circle | {gone.person_id}


def test_it_is_what_leaving_does(gone, coordinator, group, other_mentee):
    """The database's own function ends the same memberships as the service."""
    newcomer = ParticipationFactory(
        programme=group.programme, person__discipline=group.mentor.discipline
    )
    join_group(group=group, participation=newcomer)
    other = other_mentee.seats.get()
    leave_seat(seat=other, by=coordinator)
    ask_long_ago(gone, coordinator)
    end_due_seats()

    spaces = {
        one.person_id: AuditEvent.objects.filter(verb="left", person=one.person)
        for one in (gone, other)
    }
    circles = {group.circle_id, group.former_circles.get().space_id}
    group.refresh_from_db()
    circles.add(group.circle_id)
    assert [
        set(found.values_list("space_id", flat=True)) for found in spaces.values()
    ] == [circles, circles]


@pytest.mark.parametrize("how", ["unticked", "back"])
def test_until_then_it_can_be_undone(gone, coordinator, how):
    ask_long_ago(gone, coordinator)
    if how == "back":
        take_back_departure(person=gone.person, by=coordinator)
        # Who leaves again is asked about again.
        mark_left(person=gone.person, by=coordinator)
    else:
        choose_endings(person=gone.person, ending=set(), by=coordinator)

    assert end_due_seats() == 0

    gone.refresh_from_db()
    assert gone.left_at is None


def test_what_was_left_stays_left_when_the_account_opens_again(gone, coordinator):
    ask_long_ago(gone, coordinator)
    end_due_seats()
    take_back_departure(person=gone.person, by=coordinator)

    gone.refresh_from_db()
    assert gone.left_at is not None


def test_before_the_morning_nothing_ends(gone, coordinator):
    choose_endings(person=gone.person, ending={gone.pk}, by=coordinator)

    assert end_due_seats() == 0
    assert SeatEnding.objects.open().get().due_at == next_morning(gone.group.programme)


def test_seats_are_not_asked_for_by_leaving(gone):
    assert end_due_seats() == 0

    assert not SeatEnding.objects.exists()


def test_the_morning_is_that_of_the_programme(programme):
    programme.time_zone = "Pacific/Auckland"
    programme.save()

    # In Auckland it is the 11th already.
    with time_machine.travel(dt.datetime(2026, 6, 10, 20, tzinfo=dt.UTC), tick=False):
        morning = next_morning(programme)

    assert morning.isoformat() == "2026-06-12T07:00:00+12:00"


def test_a_seat_that_ended_in_another_way_is_not_asked_for_any_more(gone, coordinator):
    ask_long_ago(gone, coordinator)
    leave_seat(seat=gone, by=coordinator)

    assert end_due_seats() == 0

    assert not SeatEnding.objects.open().exists()


def test_seats_end_only_of_who_has_left_and_where_one_coordinates(
    gone, coordinator, group, mentor
):
    stranger = coordinator_of(ProgrammeFactory())
    choose_endings(person=gone.person, ending={gone.pk}, by=stranger)
    assert not SeatEnding.objects.exists()

    take_back_departure(person=gone.person, by=coordinator)
    with pytest.raises(DomainError, match="is back"):
        choose_endings(person=gone.person, ending={gone.pk}, by=coordinator)

    led = group.seats.get(role="mentor")
    mark_left(person=mentor, by=coordinator)
    choose_endings(person=mentor, ending={led.pk}, by=coordinator)
    assert not SeatEnding.objects.exists()


def test_nobody_who_has_left_is_seated_anew(gone, coordinator, programme):
    from groups.services import move_seat

    other = formed_group(programme, mentees=5)

    with pytest.raises(DomainError, match="has left"):
        move_seat(seat=gone, group=other, by=coordinator)


def test_the_coordinators_of_the_programme_are_told_of_each_seat(
    gone, coordinator, group, mentor
):
    mark_left(person=mentor, by=coordinator)
    now = timezone.now()

    found = [
        one.line
        for one in due.waiting(now=now, person=coordinator)
        if one.kind == "groups.left_behind"
    ]

    assert found == [
        f"{mentor.full_name} has left the organisation: {group} needs another mentor",
        f"{gone.person.full_name} has left the organisation and still has a seat in "
        f"{group}",
    ]
    choose_endings(person=gone.person, ending={gone.pk}, by=coordinator)
    kinds = [one.line for one in due.waiting(now=now, person=coordinator)]
    assert found[0] in kinds
    assert found[1] not in kinds


def test_the_page_says_sizes_and_readers_and_takes_the_choice(
    signed_in, gone, coordinator
):
    page = signed_in(coordinator)
    shown = page.get(page_of(gone)).text
    assert "The group has 4 mentees now," in shown
    assert "A group has at least four (R1)" in shown
    assert "Who reads what" in shown

    kept = page.post(page_of(gone), {"seats": [gone.pk]}, follow=True)

    assert "asked for:" in kept.text
    assert SeatEnding.objects.open().get().asked_by == coordinator
    undone = page.post(page_of(gone), {}, follow=True)
    assert "no seat ends" in undone.text
    assert not SeatEnding.objects.open().exists()


def test_leaving_at_once_leads_to_the_same_page(signed_in, gone, coordinator):
    page = signed_in(coordinator)

    for answer in (
        page.get(reverse("groups:leave", args=[gone.pk])),
        page.post(reverse("groups:leave", args=[gone.pk])),
    ):
        assert answer.url == page_of(gone)

    gone.refresh_from_db()
    assert gone.left_at is None
    assert page_of(gone) in page.get(gone.group.get_absolute_url()).text


def test_a_group_without_its_mentor_gets_another_or_ends(
    signed_in, coordinator, mentor, group
):
    mark_left(person=mentor, by=coordinator)

    shown = signed_in(coordinator).get(reverse("groups:leaver", args=[mentor.pk])).text

    assert reverse("groups:mentor", args=[group.pk]) in shown
    assert reverse("groups:dissolve", args=[group.pk]) in shown
    assert "Keep this choice" not in shown


def test_the_roster_tells_who_decides_in_programmes_of_others(
    signed_in, gone, coordinator, organisation
):
    person = PersonFactory(organisation=organisation)
    Coordinator.objects.create(organisation=organisation, person=person)
    page = signed_in(person)

    shown = page.get(page_of(gone)).text
    page.post(page_of(gone), {"seats": [gone.pk]})

    assert coordinator.full_name in shown
    assert "Who reads what" not in shown
    assert not SeatEnding.objects.exists()


@pytest.mark.parametrize("who", ["mentor", "stranger", "of another programme"])
def test_others_find_nothing(signed_in, request, gone, organisation, who):
    if who == "mentor":
        person = request.getfixturevalue("mentor")
    elif who == "stranger":
        person = coordinator_of(ProgrammeFactory())
    else:
        person = PersonFactory(organisation=organisation)
        other = ProgrammeFactory(organisation=organisation)
        ProgrammeCoordinator.objects.create(programme=other, person=person)
    page = signed_in(person)

    answers = [page.get(page_of(gone)), page.post(page_of(gone), {"seats": gone.pk})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not SeatEnding.objects.exists()


def test_there_is_no_such_page_of_who_is_here(signed_in, seat, coordinator):
    assert signed_in(coordinator).get(page_of(seat)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_more_seats(
    signed_in, coordinator, organisation, count, django_assert_num_queries
):
    person = PersonFactory(organisation=organisation)
    for _number in range(count):
        programme = ProgrammeFactory(organisation=organisation)
        ProgrammeCoordinator.objects.create(programme=programme, person=coordinator)
        group = formed_group(programme, mentees=5)
        field = group.mentor.discipline
        Person.objects.of(organisation).update(discipline=field)
        seat = group.seats.mentees().first()
        type(seat.participation).objects.filter(pk=seat.participation_id).update(
            person=person
        )
        group.seats.filter(pk=seat.pk).update(person=person)
    mark_left(person=person, by=coordinator)
    page = signed_in(coordinator)
    page.get("/")

    with django_assert_num_queries(11):
        page.get(reverse("groups:leaver", args=[person.pk]))


@pytest.mark.django_db(transaction=True)
def test_the_worker_ends_what_was_asked_for(gone, coordinator, as_worker):
    SeatEnding.objects.create(
        participation=gone.participation, asked_by=coordinator, due_at=timezone.now()
    )
    as_worker()

    assert end_due_seats() == 1

    gone.refresh_from_db()
    assert gone.left_by_id == coordinator.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE groups_seat SET left_at = now()",
        "UPDATE groups_seatending SET due_at = now()",
        "INSERT INTO groups_seatending (participation_id, asked_by_id, asked_at, "
        "due_at) VALUES (1, 1, now(), now())",
    ],
)
def test_the_worker_asks_for_no_end(statement):
    with connect_as("worker") as worker:
        with pytest.raises(errors.InsufficientPrivilege):
            worker.execute(statement)
