import datetime as dt

import pytest
import time_machine

from intake.models import Intake, MenteeSeat
from intake.services import plan_intake
from sessions.models import OneOnOne, Session
from spaces.acting import acting_as
from tests.factories import ParticipationFactory, PersonFactory

pytestmark = pytest.mark.django_db
# A Monday.
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def text(client):
    return client.get("/").content.decode()


def test_a_mentor_sees_what_waits(signed_in, mentor, mentee):
    content = text(signed_in(mentor))
    assert f"Plan the intake with {mentee.full_name}" in content


def test_nothing_to_do_is_said_kindly(signed_in, organisation):
    content = text(signed_in(PersonFactory(organisation=organisation)))
    assert "Nothing waits for you now" in content


def test_what_waits_for_another_is_not_shown(signed_in, mentee):
    assert "Plan the intake" not in text(signed_in(mentee))


def test_the_next_date_is_the_first_of_all_kinds(signed_in, mentee, mentor, group):
    Session.objects.create(group=group, on=TODAY + dt.timedelta(9), at=dt.time(16))
    seat = MenteeSeat.objects.with_intake().get(person=mentee)
    with acting_as(mentor):
        plan_intake(
            seat=seat, on=TODAY + dt.timedelta(3), at=dt.time(9), minutes=45, place="A1"
        )
    content = text(signed_in(mentee))
    first, later = content.split("After that")
    assert "Intake with" in first
    assert "A1" in first
    assert str(group) in later
    assert "Intake with" not in later


def test_one_on_ones_are_seen_by_the_two_only(
    signed_in, mentee, mentor, other_mentee, group
):
    seat = group.seats.get(person=mentee)
    with acting_as(mentee):
        OneOnOne.objects.create(
            space_id=seat.pair_id,
            seat=seat,
            mentor=mentor,
            asked_by=mentee,
            state=OneOnOne.State.PLANNED,
            on=TODAY + dt.timedelta(2),
            at=dt.time(13),
        )
    assert "One-on-one with" in text(signed_in(mentee))
    assert "One-on-one with" in text(signed_in(mentor))
    assert "One-on-one with" not in text(signed_in(other_mentee))


def test_a_coordinator_sees_the_programmes(signed_in, coordinator, programme):
    ParticipationFactory(programme=programme, state="invited")
    content = text(signed_in(coordinator))
    assert "Your programmes" in content
    assert programme.name in content
    assert "1 has not answered" in content


def test_others_see_no_programmes_of_coordinators(signed_in, mentee, programme):
    assert "Your programmes" not in text(signed_in(mentee))


def test_today_is_for_who_is_signed_in(client):
    assert client.get("/").status_code == 302


def test_today_is_only_read(signed_in, mentee):
    assert signed_in(mentee).post("/").status_code == 405


def test_what_is_over_or_asked_for_stands_in_no_diary(
    signed_in, mentee, mentor, other_mentee, group
):
    def meet(days, **more):
        on = TODAY + dt.timedelta(days)
        Session.objects.create(group=group, on=on, at=dt.time(16), **more)

    def talk(seat, **more):
        with acting_as(seat.person):
            return OneOnOne.objects.create(
                space_id=seat.pair_id,
                seat=seat,
                mentor=mentor,
                asked_by=seat.person,
                at=dt.time(13),
                **more,
            )

    planned = OneOnOne.State.PLANNED
    left, stays = (group.seats.get(person=one) for one in (other_mentee, mentee))
    talk(left, state=planned, on=TODAY + dt.timedelta(2))
    left.left_at = NOW
    left.save(update_fields=["left_at"])
    talk(stays, state=planned, on=TODAY - dt.timedelta(1))
    talk(stays, on=TODAY + dt.timedelta(2))
    meet(-7)
    meet(4, state="cancelled")
    meet(1, state="held")
    meet(0)

    for person in (mentor, mentee):
        dates = signed_in(person).get("/").context
        found = [dates["next_date"], *dates["later_dates"]]
        assert [(one.on, str(group) in one.title) for one in found] == [(TODAY, True)]


def test_a_date_without_an_hour_comes_last_of_its_day(signed_in, mentee, group):
    seat = group.seats.get(person=mentee)
    on = TODAY + dt.timedelta(3)
    Intake.objects.create(seat=seat, mentor=group.mentor, state="planned", on=on)
    Session.objects.create(group=group, on=on, at=dt.time(16))

    shown = signed_in(mentee).get("/").context
    assert [shown["next_date"].at, shown["later_dates"][0].at] == [dt.time(16), None]
