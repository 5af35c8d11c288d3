"""In a programme that has ended nothing is planned or asked for any more."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.services import end_on
from programmes.models import Programme
from reminders.due import waiting
from sessions.dates.services.polls import propose_dates
from sessions.dates.services.series import agree_on_series
from sessions.models import DatePoll, OneOnOne, Series, Session
from sessions.session.services.sessions import cancel_session, move_session
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.sessions.conftest import FIRST, ask

WORDS = "The programme has ended."
LATER = FIRST + dt.timedelta(7)


@pytest.fixture
def ended(first):
    """The group, with a first meeting that was still to come."""
    Programme.objects.update(state=Programme.State.ENDED)
    first.group.programme.refresh_from_db()
    return first.group


def test_no_meeting_is_planned(signed_in, mentor, ended):
    sent = {"kind": "guest", "on": LATER, "at": "16:00", "minutes": "60"}

    url = reverse("sessions:session_new", args=[ended.pk])
    page = signed_in(mentor).post(url, sent)

    assert page.context["form"].non_field_errors() == [WORDS]
    assert Session.objects.count() == 1


def test_one_of_before_is_called_off_but_not_moved(ended, first):
    with pytest.raises(DomainError, match=WORDS):
        move_session(session=first, on=LATER, at=first.at, minutes=60)

    assert cancel_session(session=first).is_cancelled


def test_no_dates_are_voted_on_and_no_series_begins(ended, mentor):
    dates = [(LATER, dt.time(16)), (LATER, dt.time(17))]
    with pytest.raises(DomainError, match=WORDS):
        propose_dates(group=ended, by=mentor, dates=dates, kind=Session.Kind.GUEST)
    with pytest.raises(DomainError, match=WORDS):
        agree_on_series(
            group=ended, by=mentor, every_weeks=6, weekday=3, at=dt.time(16), minutes=90
        )

    assert not DatePoll.objects.exists()
    assert not Series.objects.exists()


def test_no_one_on_one_is_asked_for(ended, seat, mentee):
    with pytest.raises(DomainError, match=WORDS):
        ask(seat, mentee, "My manager and I collided")

    assert not OneOnOne.objects.exists()


def test_the_page_of_a_group_asks_for_no_more_of_it_than_today(
    signed_in, mentor, mentee, seat, one_on_one
):
    group = seat.group
    url = reverse("sessions:group", args=[group.pk])
    asked = [step for step in steps(signed_in(mentor).get(url)) if "one_on_one" in step]
    assert asked

    Programme.objects.update(state=Programme.State.ENDED)

    for person in (mentor, mentee):
        with acting_as(person):
            told = {due.kind for due in waiting(now=timezone.now(), person=person)}
        there = steps(signed_in(person).get(url))
        assert {*there} == told
        assert not [step for step in there if step.startswith("sessions.")]


def steps(page) -> list[str]:
    first, further = page.context["step"], page.context["further"]
    return [due.kind for due in [first, *further] if due]


@pytest.mark.parametrize("days", [0, 1])
def test_after_its_last_day_no_next_meeting_is_told_of_a_group(
    signed_in, mentor, first, now, days
):
    group, last = first.group, FIRST + dt.timedelta(1)
    end_on(group=group, last_day=last)
    now.move_to(dt.datetime.combine(last, dt.time(12), dt.UTC) + dt.timedelta(days))
    client = signed_in(mentor)
    names = [("sessions:group", [group.pk]), ("sessions:session_list", [])]
    page, listed = [client.get(reverse(name, args=args)).text for name, args in names]
    plan = reverse("sessions:session_new", args=[group.pk])

    said = ["Next meeting" in page, "See what comes next" in listed]
    assert [*said, plan in page, plan in listed] == [days == 0] * 4
