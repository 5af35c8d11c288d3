"""A seat that one of the pair has end: the next morning, until then taken back."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from groups.models import SeatEnding
from groups.services import leave_seat
from groups.services.leavers import end_due_seats
from intake import services
from intake.models import Intake, MenteeSeat
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import Member
from tests.roles import worker

pytestmark = pytest.mark.usefixtures("at_work", "db", "two_days_ago")


@pytest.fixture
def two_days_ago():
    """The database looks at its own clock: the morning after this day has passed."""
    asked = timezone.now() - dt.timedelta(days=2)
    with time_machine.travel(asked, tick=False) as clock:
        yield clock


@pytest.fixture
def held(seat, mentor):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=timezone.localdate() - dt.timedelta(1))
    return MenteeSeat.objects.with_intake().get(pk=seat.pk)


def url(name, seat):
    return reverse(f"intake:{name}", args=[seat.pk])


def state(seat):
    """What anybody could notice: seat, memberships, mails."""
    seat.refresh_from_db()
    return seat.left_at, Member.objects.filter(left_at=None).count()


def members(space_id, reader):
    with acting_as(reader):
        found = Member.objects.filter(space=space_id, left_at=None)
        return set(found.values_list("person", flat=True))


def morning():
    with worker():
        return end_due_seats()


ENDED = {"outcome": "ended", "sure": "1"}


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_nothing_changes_before_the_morning_and_then_the_seat_ends(
    request, signed_in, held, group, mentor, mentee, coordinator, who
):
    person = request.getfixturevalue(who)
    other = mentee if who == "mentor" else mentor
    name = "outcome" if who == "mentor" else "another_group"
    with acting_as(mentee):
        before = state(held)
    mails = mentee.mails.count(), mentor.mails.count()
    sit = members(group.circle_id, mentor)

    signed_in(person).post(url(name, held), ENDED)

    with acting_as(mentee):
        assert state(held) == before
    assert (mentee.mails.count(), mentor.mails.count()) == mails
    assert (
        "Until then only you know"
        in signed_in(person).get(held.get_absolute_url()).text
    )
    assert "only you know" not in signed_in(other).get(held.get_absolute_url()).text
    for reader in (other, coordinator):
        with acting_as(reader):
            assert not SeatEnding.objects.exists()

    assert (morning(), morning()) == (1, 0)
    held.refresh_from_db()
    assert held.left_at is not None
    assert held.left_by is None
    assert members(held.pair_id, mentee) == {mentee.pk}
    assert members(group.circle_id, mentor) == sit - {mentee.pk}
    assert mentor.mails.filter(kind="groups.left").count() == 1


def test_the_mentor_too_ends_it_before_they_talked(signed_in, seat, mentor):
    """Else who reads that it ended so early knows that the mentee asked."""
    assert (
        "End the trajectory" in signed_in(mentor).get(url("intake_detail", seat)).text
    )
    sure = signed_in(mentor).post(url("outcome", seat), {"outcome": "ended"})
    assert "Tell " in sure.text
    signed_in(mentor).post(url("outcome", seat), ENDED)

    assert morning() == 1
    seat.refresh_from_db()
    assert (seat.left_at is None, seat.left_by) == (False, None)


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_it_is_taken_back_in_one_press(request, signed_in, held, who):
    person = request.getfixturevalue(who)
    name = "outcome" if who == "mentor" else "another_group"
    signed_in(person).post(url(name, held), ENDED)

    signed_in(person).post(url("keep", held))

    assert morning() == 0
    held.refresh_from_db()
    assert held.left_at is None


def test_who_takes_back_takes_back_the_own_word_alone(signed_in, held, mentor, mentee):
    signed_in(mentor).post(url("outcome", held), ENDED)
    signed_in(mentee).post(url("another_group", held))
    signed_in(mentor).post(url("keep", held))
    with acting_as(mentor), pytest.raises(DomainError, match="nothing to take back"):
        services.keep_seat(seat=held, by=mentor)

    assert morning() == 1


def test_both_may_ask_and_it_ends_once(signed_in, held, mentor, mentee):
    signed_in(mentor).post(url("outcome", held), ENDED)
    signed_in(mentee).post(url("another_group", held))

    assert (morning(), morning()) == (1, 0)
    with worker():
        assert not SeatEnding.objects.open().exists()


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_who_asked_is_written_nowhere_afterwards(
    request, signed_in, held, who, taken_back
):
    person = request.getfixturevalue(who)
    name = "outcome" if who == "mentor" else "another_group"
    signed_in(person).post(url(name, held), ENDED)
    if taken_back:
        signed_in(person).post(url("keep", held))

    morning()

    with worker():
        assert not SeatEnding.objects.exists()


def test_it_is_forgotten_where_the_seat_ended_in_another_way(
    signed_in, held, mentee, coordinator
):
    signed_in(mentee).post(url("another_group", held))
    with acting_as(coordinator):
        leave_seat(seat=held, by=coordinator)

    assert morning() == 0
    with worker():
        assert not SeatEnding.objects.exists()


def test_another_outcome_waits_until_it_is_taken_back(held, mentor):
    with acting_as(mentor):
        services.decide_outcome(seat=held, by=mentor, outcome="ended")
        with pytest.raises(DomainError, match="take that back"):
            services.decide_outcome(seat=held, by=mentor, outcome="continues")


def test_the_coordinator_reads_the_same_whoever_asked(
    signed_in, held, mentor, mentee, coordinator, group
):
    pages = []
    signed_in(mentee).post(url("another_group", held))
    page = reverse("progress", args=[group.programme_id])
    assert "ended," not in signed_in(coordinator).get(page).text
    morning()
    pages.append(signed_in(coordinator).get(page).text)
    assert "ended," in pages[0]


# Past by any clock: that of the database, which ends seats, and the one of a test.
LONG_AGO = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)


def put(seat, by, **more):
    """An ending as somebody could write it who has the web role to themselves."""
    said = {"participation_id": seat.participation_id, "asked_by": by, "by_pair": True}
    with acting_as(by):
        return SeatEnding.objects.create(**said | {"due_at": LONG_AGO} | more)


@pytest.mark.parametrize("who", ["other_mentee", "coordinator", "outsider"])
def test_what_others_ask_for_by_hand_ends_nothing(request, held, who):
    put(held, request.getfixturevalue(who))

    assert morning() == 0
    held.refresh_from_db()
    assert held.left_at is None


def test_before_its_morning_no_seat_ends(held, mentee):
    put(held, mentee, due_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))

    assert morning() == 0
    held.refresh_from_db()
    assert held.left_at is None
    with acting_as(mentee):
        assert SeatEnding.objects.open().count() == 1


def test_of_who_is_here_no_coordinator_ends_a_seat_by_hand(held, coordinator):
    put(held, coordinator, by_pair=False)

    assert morning() == 0
    held.refresh_from_db()
    assert held.left_at is None


def test_what_was_asked_of_a_seat_of_before_ends_not_the_next(held, mentee):
    put(held, mentee, asked_at=held.joined_at - dt.timedelta(seconds=1))

    assert morning() == 0
    held.refresh_from_db()
    assert held.left_at is None
    with acting_as(mentee):
        assert not SeatEnding.objects.exists()


SOON = dt.timedelta(days=5)
WHERE = {"minutes": 30, "place": ""}
LATE = {
    "plan": lambda seat, by, day: services.plan_intake(
        seat=seat, on=day, at=dt.time(9), **WHERE
    ),
    "offer": lambda seat, by, day: services.offer_times(
        seat=seat, times=[(day, dt.time(9))], **WHERE
    ),
    "pick": lambda seat, by, day: services.pick_time(seat=seat, time=0),
    "others": lambda seat, by, day: services.ask_other_times(seat=seat),
    "hold": lambda seat, by, day: services.hold_intake(seat=seat, on=day - 2 * SOON),
    "judge": lambda seat, by, day: services.write_judgement(
        seat=seat, by=by, answers={"teachable": "no"}
    ),
    "answer": lambda seat, by, day: services.answer_click(
        seat=seat, by=by, answer="no", words=""
    ),
    "outcome": lambda seat, by, day: services.decide_outcome(
        seat=seat, by=by, outcome="continues"
    ),
    "pause": lambda seat, by, day: services.decide_outcome(
        seat=seat, by=by, outcome="paused", until=day
    ),
    "refer": lambda seat, by, day: services.refer(seat=seat, by=by, to=["leader"]),
}


@pytest.mark.parametrize("press", LATE)
def test_a_press_from_before_the_morning_is_refused_in_words(
    held, mentor, mentee, press
):
    """The page was open still; what the database forbids is not left to it to say."""
    with acting_as(mentee):
        services.ask_another_group(seat=held, by=mentee)
    morning()
    intake = Intake.objects.values().get()
    mails = mentee.mails.count(), mentor.mails.count()

    with acting_as(mentor), pytest.raises(DomainError, match="ended already"):
        LATE[press](held, mentor, timezone.localdate() + SOON)

    assert Intake.objects.values().get() == intake
    assert (mentee.mails.count(), mentor.mails.count()) == mails


@pytest.mark.parametrize(
    ("who", "name", "code"),
    [
        ("mentor", "another_group", 403),
        ("other_mentee", "another_group", 404),
        ("outsider", "another_group", 404),
        ("coordinator", "another_group", 404),
        ("other_mentee", "keep", 404),
        ("coordinator", "keep", 404),
    ],
)
def test_others_ask_for_nothing(request, signed_in, held, who, name, code):
    person = request.getfixturevalue(who)
    assert signed_in(person).post(url(name, held)).status_code == code
    with worker():
        assert not SeatEnding.objects.exists()


def test_who_has_left_reads_so_and_finds_what_stays(
    signed_in, held, group, mentor, mentee
):
    with acting_as(mentor):
        services.decide_outcome(seat=held, by=mentor, outcome="continues")
    client = signed_in(mentee)
    assert "trajectory continues" in client.get(held.get_absolute_url()).text
    client.post(url("another_group", held))
    morning()

    page = client.get(held.get_absolute_url()).text
    assert "Your place in this group ended on" in page
    assert "trajectory continues" not in page
    # Not the page of the group, which is there no more.
    for address in (reverse("groups:group_list"), reverse("intake:intake_list")):
        assert client.get(address).status_code == 200
    assert f'href="{reverse("sessions:group", args=[group.pk])}"' not in page
    page = client.get(reverse("groups:group_list")).text
    assert "You are in no mentor group now." in page
    assert reverse("sessions:certificate", args=[group.pk]) in page
    # Who sits there still reads of no place of before.
    page = signed_in(mentor).get(reverse("groups:group_list"), follow=True).text
    assert "Where you were before" not in page
