"""What a mail about a one-on-one says as it leaves: of open rows, and while it holds."""

import datetime as dt
from types import SimpleNamespace

import pytest

from groups.services import leave_seat
from sessions.one_on_ones.facts import asked, turn
from sessions.one_on_ones.services.one_on_ones import (
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.one_on_ones.services.slots import offer_slots
from spaces.acting import acting_as
from tests.sessions.conftest import act, ask

TIMES = [(dt.date(2026, 11, 16), dt.time(9))]
each = pytest.mark.parametrize("facts", [asked, turn])


def mail_to(person, one_on_one, sequence=None):
    """As it was posted, in the version that the one-on-one had."""
    version = one_on_one.sequence if sequence is None else sequence
    return SimpleNamespace(
        person_id=person.pk,
        object_id=f"{one_on_one.pk}.{version}",
        context={"urgent": True, "other": "Somebody", "group": "A group"},
    )


@each
def test_it_names_the_other_of_the_two(mentor, mentee, group, one_on_one, facts):
    told = facts(mail_to(mentor, one_on_one))

    assert told["other"] == mentee.full_name
    assert group.name in str(told["group"])
    assert told["urgent"]


def test_to_the_mentee_that_is_the_mentor(mentor, mentee, seat):
    one_on_one = ask(seat, mentor, "How was your first week?")

    assert asked(mail_to(mentee, one_on_one))["other"] == mentor.full_name


@each
def test_a_name_that_changed_meanwhile_is_told_as_it_is(
    mentor, mentee, one_on_one, facts
):
    type(mentee).objects.filter(pk=mentee.pk).update(given_name="Noor")

    told = facts(mail_to(mentor, one_on_one))

    assert told["other"].startswith("Noor ")


@each
def test_what_was_withdrawn_is_not_told(mentor, mentee, one_on_one, facts):
    mail = mail_to(mentor, one_on_one)

    with acting_as(mentee):
        withdraw_one_on_one(one_on_one=one_on_one)

    assert facts(mail) is None


@each
def test_what_is_planned_is_not_asked_any_more(mentor, one_on_one, facts):
    mail = mail_to(mentor, one_on_one)

    with acting_as(mentor):
        plan_one_on_one(
            one_on_one=one_on_one, on=TIMES[0][0], at=dt.time(9), minutes=45
        )

    assert facts(mail) is None


@each
def test_who_is_not_of_the_pair_any_more_is_told_nothing(
    mentor, seat, coordinator, one_on_one, facts
):
    mail = mail_to(mentor, one_on_one)

    leave_seat(seat=seat, by=coordinator)

    assert facts(mail) is None


@each
def test_a_later_version_overtakes_it(mentor, mentee, seat, one_on_one, now, facts):
    mail = mail_to(mentor, one_on_one)
    now.shift(dt.timedelta(hours=2))

    again = ask(seat, mentee, urgent=True)

    assert again.pk == one_on_one.pk
    assert facts(mail) is None
    assert facts(mail_to(mentor, again))["other"] == mentee.full_name


def test_whose_turn_it_is_no_more_is_not_asked_to_act(mentor, mentee, one_on_one):
    offered = act(mentor, offer_slots, one_on_one=one_on_one, times=TIMES, minutes=45)

    assert turn(mail_to(mentor, offered)) is None
    assert turn(mail_to(mentee, offered))["other"] == mentor.full_name


@each
@pytest.mark.parametrize("key", ["", ".", "no-such.0"])
def test_of_nothing_there_is_nothing_to_tell(mentor, one_on_one, facts, key):
    mail = mail_to(mentor, one_on_one)
    mail.object_id = key

    assert facts(mail) is None
