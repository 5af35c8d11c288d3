"""Which one-on-ones wait for whom: to be answered, and to be written down."""

import datetime as dt

import pytest
from django.utils import timezone

from sessions import due
from sessions.one_on_ones.services.one_on_ones import (
    log_one_on_one,
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.one_on_ones.services.slots import ask_other_slots, offer_slots
from spaces.acting import acting_as
from tests.sessions.conftest import act, ask

PLANNED_ON = dt.date(2026, 11, 12)
TIMES = [(dt.date(2026, 11, 16), dt.time(9)), (dt.date(2026, 11, 17), dt.time(13))]


def waits(person):
    """By kind, without the word that all of them begin with."""
    with acting_as(person):
        waiting = list(due.waiting(now=timezone.now(), person=person))
    return {
        one.kind.removeprefix("sessions.one_on_one_"): one
        for one in waiting
        if one.kind.startswith("sessions.one_on_one_")
    }


def plan(mentor, one_on_one, on=PLANNED_ON):
    with acting_as(mentor):
        return plan_one_on_one(
            one_on_one=one_on_one, on=on, at=dt.time(13), minutes=45, place="Canteen"
        )


def offer(person, one_on_one):
    return act(person, offer_slots, one_on_one=one_on_one, times=TIMES, minutes=45)


def test_what_a_mentee_asked_waits_for_the_mentor(
    mentor, mentee, other_mentee, one_on_one
):
    (one,) = waits(mentor).values()

    assert one.kind == "sessions.one_on_one_asked"
    assert one.context["other"] == str(mentee)
    assert one.context["urgent"]
    assert str(one.link) == one_on_one.get_absolute_url()
    assert waits(mentee) == waits(other_mentee) == {}


def test_what_a_mentor_asked_waits_for_the_mentee(mentor, mentee, seat):
    ask(seat, mentor, "How was your first week?")

    (one,) = waits(mentee).values()

    assert one.context["other"] == str(mentor)
    assert not one.context["urgent"]
    assert waits(mentor) == {}


def test_times_that_were_offered_wait_for_who_asked(mentor, mentee, one_on_one):
    offer(mentor, one_on_one)

    assert [*waits(mentee)] == ["offered"]
    assert waits(mentor) == {}


def test_where_none_suits_it_is_the_others_turn_again(mentor, mentee, one_on_one):
    offer(mentor, one_on_one)

    with acting_as(mentee):
        ask_other_slots(one_on_one=one_on_one)

    assert len(waits(mentor)) == 1
    assert waits(mentee) == {}


@pytest.mark.parametrize(
    ("day", "waiting"),
    [
        # The day before, on the day, and from the next one on.
        (11, []),
        (12, []),
        (13, ["to_log"]),
        (30, ["to_log"]),
    ],
)
def test_once_it_is_past_the_mentor_writes_it_down(
    mentor, mentee, one_on_one, now, day, waiting
):
    plan(mentor, one_on_one)

    now.move_to(dt.datetime(2026, 11, day, 20, tzinfo=dt.UTC))

    assert [*waits(mentor)] == waiting
    assert waits(mentee) == {}


def test_it_waits_since_the_day_after(mentor, one_on_one, now):
    plan(mentor, one_on_one)
    now.move_to(dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC))

    one = waits(mentor)["to_log"]

    assert one.since == dt.date(2026, 11, 13)
    assert one.context["on"] == "2026-11-12"
    assert str(one.link).endswith(f"/{one_on_one.pk}/log/")


def test_no_mail_tells_of_any(mentor, mentee, one_on_one, now):
    assert not waits(mentor)["asked"].mail
    offer(mentor, one_on_one)
    assert not waits(mentee)["offered"].mail
    plan(mentor, one_on_one)
    now.move_to(dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC))

    assert not waits(mentor)["to_log"].mail
    everybody = [one.kind for one in due.waiting(now=timezone.now())]
    assert not [kind for kind in everybody if "one_on_one" in kind]


def test_what_was_written_down_waits_no_more(mentor, one_on_one, now):
    plan(mentor, one_on_one)
    now.move_to(dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC))

    with acting_as(mentor):
        log_one_on_one(
            one_on_one=one_on_one, on=PLANNED_ON, support="career", theme="profile"
        )

    assert waits(mentor) == {}


def test_what_was_withdrawn_waits_for_nobody(mentor, mentee, one_on_one):
    with acting_as(mentee):
        withdraw_one_on_one(one_on_one=one_on_one)

    assert waits(mentor) == waits(mentee) == {}
