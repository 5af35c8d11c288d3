"""A run is found in one press by every member, and its log by who takes notes."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from groups.services import pause_seat
from sessions.models import Session
from sessions.running.services.runs import end_run, set_roles, start_run
from spaces.acting import acting_as
from tests.sessions.conftest import FIRST, PARTS, act


@pytest.fixture
def today(now, meeting):
    """The day of the meeting, half an hour after it has begun."""
    at = dt.datetime.combine(meeting.on, meeting.at, dt.UTC)
    now.move_to(at - dt.timedelta(minutes=30))
    return meeting


@pytest.fixture
def run(today, mentor):
    return act(mentor, start_run, session=today, minutes=90, **PARTS)


def primary(page):
    """What the one button that stands out on a page leads to."""
    return re.search(r'<a class="button(?: button--small)?" href="([^"]+)"', page)[1]


@pytest.mark.parametrize("who", ["mentor", "mentee", "other_mentee"])
def test_a_run_is_one_press_from_each_page(signed_in, run, group, who, request):
    client = signed_in(request.getfixturevalue(who))
    pages = [
        reverse("today"),
        reverse("sessions:group", args=[group.pk]),
        reverse("sessions:session_list"),
        run.session.get_absolute_url(),
    ]

    found = [primary(client.get(page).text) for page in pages]

    assert found == [run.get_absolute_url()] * 4


def test_nobody_is_sent_to_what_is_over_or_of_others(
    signed_in, run, seat, mentor, mentee, other_mentee, outsider, coordinator, now
):
    for person in (outsider, coordinator):
        assert run.get_absolute_url() not in signed_in(person).get("/").text
    with acting_as(mentor):
        pause_seat(seat=seat, until=FIRST + dt.timedelta(30))
    assert run.get_absolute_url() not in signed_in(mentee).get("/").text

    client = signed_in(other_mentee)
    assert run.get_absolute_url() in client.get("/").text
    act(mentor, end_run, run=run, version=1)
    assert run.get_absolute_url() not in client.get("/").text


def test_what_was_forgotten_to_be_ended_goes_away_by_itself(
    signed_in, run, mentee, now
):
    now.shift(dt.timedelta(hours=25))

    assert run.get_absolute_url() not in signed_in(mentee).get("/").text


def test_who_takes_notes_is_told_of_the_log(
    signed_in, run, group, mentor, mentee, other_mentee, now
):
    act(mentor, set_roles, run=run, version=1, note_taker=other_mentee)
    log = reverse("sessions:log", args=[run.session_id])
    now.shift(dt.timedelta(days=1))
    pages = [reverse("today"), reverse("sessions:group", args=[group.pk])]

    for page in pages:
        found = [log in signed_in(one).get(page).text for one in (other_mentee, mentee)]
        assert found == [True, False]
    Session.objects.update(logged_at=run.started_at)
    assert log not in signed_in(other_mentee).get("/").text


def test_one_who_is_named_later_takes_the_notes(
    signed_in, run, mentor, mentee, other_mentee, now
):
    now.shift(dt.timedelta(days=1))
    url = reverse("sessions:note_taker", args=[run.session_id])
    for person in (other_mentee, mentee):
        now.shift(60)
        signed_in(mentor).post(url, {"person": person.pk})

    log = reverse("sessions:log", args=[run.session_id])
    assert log in signed_in(mentee).get("/").text
    assert log not in signed_in(other_mentee).get("/").text
