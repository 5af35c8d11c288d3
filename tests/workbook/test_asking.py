"""When somebody is asked how it goes: at most twice, once whether it fits, then silence."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from groups.services import pause_seat
from reminders.models import Mail
from reminders.sweeping import write_due
from sessions.models import Session
from spaces.acting import acting_as
from tests import roles
from workbook import asking, services
from workbook.due import waiting
from workbook.models import CheckInRhythm, Every

START = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


class Rhythm:
    def __init__(self, every, since):
        self.every, self.since = every, since


@given(
    st.sampled_from(Every.values),
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    st.lists(st.integers(-50, 300), max_size=20),
)
def test_without_an_answer_it_is_asked_twice_then_once_more_and_then_not(
    every, since, meetings
):
    days = [since + dt.timedelta(after) for after in meetings]
    said = []
    for after in range(400):
        today = since + dt.timedelta(after)
        held = [day for day in days if day < today]
        found = asking.question(Rhythm(every, since), today, held)
        if found and (not said or said[-1] != found):
            said.append(found)

    expected = min(3, len({day for day in days if day > since}))
    if every != Every.MEETING:
        expected = 3
    assert [one.still_fits for one in said] == [False, False, True][:expected]
    assert all(one.on > since for one in said)


@pytest.mark.parametrize("every", Every.values)
def test_from_a_day_that_is_the_last_one_there_is_nothing_is_asked(every):
    assert asking.question(Rhythm(every, dt.date.max), START.date()) is None


@pytest.fixture(autouse=True)
def _only_here(settings):
    """Of the other rooms nothing is asked, day after day."""
    settings.DUE = ["workbook.due.waiting"]


@pytest.fixture
def choose(mentee):
    def choose(every):
        with transaction.atomic(), acting_as(mentee):
            services.choose_rhythm(person=mentee, every=every)

    return choose


@pytest.fixture
def at_start():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def sweep(days) -> Counter:
    """What the ledger holds after so many days, by kind of mail."""
    for after in range(days):
        with roles.worker():
            write_due(START + after * DAY)
    kinds = Mail.objects.filter(kind__startswith="workbook.").values_list("kind")
    return Counter(kind for (kind,) in kinds)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("every", "days"), [("week", 60), ("two weeks", 90), ("month", 200)]
)
def test_the_ledger_holds_one_for_each_time_and_none_after_two(
    at_work, at_start, goal, choose, every, days
):
    choose(every)

    assert sweep(days) == {"workbook.check_in": 2}
    assert sweep(days) == {"workbook.check_in": 2}
    said = Mail.objects.filter(kind="workbook.check_in").values_list(
        "context", flat=True
    )
    assert list(said) == [{}, {}]


@pytest.mark.django_db
def test_after_each_meeting(at_work, at_start, goal, choose, group):
    for week in (0, 1, 2, 3, 4):
        on = START.date() + week * 7 * DAY
        Session.objects.create(group=group, on=on, at=dt.time(16))
    Session.objects.filter(on=START.date() + 7 * DAY).update(state="cancelled")
    choose("meeting")

    assert sweep(7) == {}
    assert sweep(15) == {}
    assert sweep(16) == {"workbook.check_in": 1}
    assert sweep(60) == {"workbook.check_in": 2}


@pytest.mark.django_db
@pytest.mark.usefixtures("at_work", "goal")
def test_not_is_a_choice_too(at_start, choose):
    assert sweep(60) == {}
    choose("week")
    choose("")
    assert sweep(60) == {}


@pytest.mark.django_db
def test_an_answer_begins_the_counting_anew(at_work, at_start, goal, choose, noted):
    choose("week")
    assert sweep(15) == {"workbook.check_in": 2}
    at_start.move_to(START + 20 * DAY)
    noted(goal, "no room")

    assert sweep(28) == {"workbook.check_in": 3}
    assert sweep(90) == {"workbook.check_in": 4}


@pytest.mark.django_db
def test_about_a_paused_goal_nothing_is_asked(at_work, at_start, goal, choose, mentee):
    choose("week")
    with transaction.atomic(), acting_as(mentee):
        services.pause(goal=goal)
    assert sweep(60) == {}
    until = START.date() + 70 * DAY
    with transaction.atomic(), acting_as(mentee):
        services.pause(goal=goal, until=until)
    assert sweep(77) == {}
    assert sweep(78) == {"workbook.check_in": 1}
    with transaction.atomic(), acting_as(mentee):
        services.let_go(goal=goal)
        assert CheckInRhythm.objects.get().since is None


@pytest.mark.django_db
def test_what_waits_is_said_to_that_person_only(
    at_start, goal, choose, mentee, mentor, signed_in
):
    choose("week")
    at_start.move_to(START + 8 * DAY)
    asked = "Note in half a minute how it goes with your learning goal"
    assert asked in signed_in(mentee).get("/").text
    assert asked not in signed_in(mentor).get("/").text
    at_start.move_to(START + 22 * DAY)
    assert "whether your learning goal still fits" in signed_in(mentee).get("/").text
    at_start.move_to(START + 29 * DAY)
    page = signed_in(mentee).get("/").text
    assert asked not in page
    assert "still fits" not in page


@pytest.mark.django_db
def test_a_rhythm_is_seen_by_nobody_else(goal, choose, mentor, coordinator, mentee):
    choose("week")
    for person in (mentor, coordinator):
        with acting_as(person):
            assert not CheckInRhythm.objects.exists()
            assert CheckInRhythm.objects.update(every="month") == 0
    with acting_as(mentee):
        assert CheckInRhythm.objects.get().every == "week"
    columns = {field.column for field in CheckInRhythm._meta.fields}
    assert columns == {"id", "person_id", "every", "since"}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_all_are_asked_for_at_once(
    at_start, group, django_assert_num_queries, written, count
):
    Session.objects.create(group=group, on=START.date() + DAY, at=dt.time(16))
    for seat in group.seats.mentees()[:count]:
        written(seat.person)
        with transaction.atomic(), acting_as(seat.person):
            services.choose_rhythm(person=seat.person, every="meeting")
            with django_assert_num_queries(2):
                found = list(
                    waiting(
                        now=START + 3 * DAY,
                        person=seat.person,
                        roles=["asks to be asked"],
                    )
                )
            assert [due.kind for due in found] == ["workbook.check_in"]


@pytest.mark.django_db
def test_the_page_keeps_the_choice(goal, mentee, signed_in):
    url = reverse("workbook:rhythm")
    client = signed_in(mentee)
    assert client.get(url).context["form"]["every"].value() == "not"
    for nothing in ({"every": "never"}, {}):
        assert client.post(url, nothing).status_code == 200
    assert client.post(url, {"every": "two weeks"}).status_code == 302
    assert client.get(url).context["form"]["every"].value() == "two weeks"
    assert client.post(url, {"every": "not"}).status_code == 302
    with acting_as(mentee):
        assert not CheckInRhythm.objects.exists()


@pytest.mark.django_db
def test_who_pauses_for_ever_keeps_nobody_else_from_being_asked(
    at_work, at_start, goal, choose, mentee, other_mentee, written
):
    written(other_mentee)
    choose("week")
    with transaction.atomic(), acting_as(mentee):
        services.pause(goal=goal, until=dt.date.max)
    with transaction.atomic(), acting_as(other_mentee):
        services.choose_rhythm(person=other_mentee, every="week")

    assert sweep(15) == {"workbook.check_in": 2}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("until", "paused"),
    [("2028-11-08", True), ("2028-12-01", False), ("9999-12-31", False)],
)
def test_a_pause_with_a_day_lasts_two_years_at_most(
    at_start, goal, signed_in, mentee, until, paused
):
    page = signed_in(mentee).post(
        reverse("workbook:pause", args=[goal.pk]), {"until": until}
    )

    assert page.status_code == (302 if paused else 200)
    with transaction.atomic(), acting_as(mentee):
        assert bool(type(goal).objects.get(pk=goal.pk).paused_at) is paused


@pytest.mark.django_db
def test_who_pauses_is_asked_nothing(at_work, at_start, goal, choose, group, mentee):
    choose("week")
    with transaction.atomic(), acting_as(mentee):
        seat = group.seats.get(person=mentee)
        pause_seat(seat=seat, until=START.date() + 60 * DAY)

    assert sweep(40) == {}
