"""Two people, or two windows, that press at the same moment: nothing is done twice."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from groups.models import SeatEnding
from intake import services
from intake.models import Conversation, Intake, MenteeSeat, OfferedTime, Round
from spaces.acting import acting_as
from spaces.errors import DomainError

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def at_once(seat):
    """Presses in threads of their own, that begin together; which were refused."""

    def at_once(*presses):
        barrier = Barrier(len(presses))

        def press(by, act, facts):
            try:
                with acting_as(by):
                    fresh = MenteeSeat.objects.with_intake().get(pk=seat.pk)
                    barrier.wait(60)
                    act(seat=fresh, **facts)
            except DomainError as error:
                return str(error)
            finally:
                connection.close()
            return None

        with ThreadPoolExecutor(len(presses)) as pool:
            waiting = [pool.submit(press, *one) for one in presses]
            return [one.result() for one in waiting]

    return at_once


def offer(seat, mentor, today, *later):
    times = [(today + days * DAY, dt.time(9)) for days in later]
    with acting_as(mentor):
        services.offer_times(seat=seat, times=times, minutes=30, place="")
    return offered_to(mentor)


def offered_to(person):
    with transaction.atomic(), acting_as(person):
        return list(OfferedTime.objects.all())


def test_of_two_times_one_is_picked(at_once, seat, mentor, mentee, today):
    offered = offer(seat, mentor, today, 3, 4)

    refused = at_once(
        *((mentee, services.pick_time, {"time": one.pk}) for one in offered)
    )

    (won,) = [n for n, words in enumerate(refused) if words is None]
    assert "not offered any more" in refused[1 - won]
    assert Intake.objects.get().on == offered[won].on
    assert offered_to(mentee) == []


def test_two_windows_that_offer_first_offer_one_set(at_once, mentor, today):
    sets = [
        [(today + n * DAY, dt.time(9)), (today + 9 * DAY, dt.time(9))] for n in (3, 4)
    ]
    facts = [{"times": times, "minutes": 30, "place": ""} for times in sets]

    assert at_once(*((mentor, services.offer_times, one) for one in facts)) == [
        None,
        None,
    ]

    assert [(one.on, one.at) for one in offered_to(mentor)] in sets
    assert Intake.objects.count() == 1


def test_who_picks_while_others_are_offered_gets_what_was_on_the_page_or_is_told(
    at_once, seat, mentor, mentee, today
):
    (old,) = offer(seat, mentor, today, 3)
    new = {"times": [(today + 5 * DAY, dt.time(9))], "minutes": 30, "place": ""}

    told, _none = at_once(
        (mentee, services.pick_time, {"time": old.pk}),
        (mentor, services.offer_times, new),
    )

    intake = Intake.objects.get()
    assert (intake.state, intake.on) == (
        ("planned", old.on) if told is None else ("to_plan", None)
    )
    assert [one.on for one in offered_to(mentee)] == [today + 5 * DAY]


def test_once_more_pressed_twice_keeps_one_conversation(at_once, seat, mentor, today):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=today)
    again = {"by": mentor, "outcome": "again", "until": today + 9 * DAY}

    assert at_once(*[(mentor, services.decide_outcome, again)] * 2) == [None, None]

    assert Conversation.objects.count() == 1
    assert Intake.objects.get().number == 2


def test_held_pressed_twice_asks_both_once_more_once(at_once, seat, mentor, today):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=today)
        services.decide_outcome(
            seat=MenteeSeat.objects.with_intake().get(pk=seat.pk),
            by=mentor,
            outcome="again",
            until=today + 9 * DAY,
        )

    at_once(*[(mentor, services.hold_intake, {"on": today})] * 2)

    assert Round.objects.count() == 2
    assert Intake.objects.get().round == 2


def test_both_may_ask_that_it_ends_and_each_once(at_once, seat, mentor, mentee, today):
    with acting_as(mentor):
        services.hold_intake(seat=seat, on=today)
    ended = {"by": mentor, "outcome": "ended"}

    refused = at_once(
        *[(mentor, services.decide_outcome, ended)] * 2,
        *[(mentee, services.ask_another_group, {"by": mentee})] * 2,
    )

    # Who presses twice may be told that it was asked for already.
    assert refused[2:] == [None, None]
    for person in (mentor, mentee):
        with transaction.atomic(), acting_as(person):
            assert SeatEnding.objects.open().count() == 1
