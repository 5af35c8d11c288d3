"""Whose turn it is for a job: told to who leads, from the second run on (A5)."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from sessions.models import Run, Session
from sessions.running.services.runs import end_run, set_roles, start_run
from sessions.running.turns import turns
from spaces.acting import acting_as
from tests.sessions.conftest import FIRST, PARTS, act


def mentees(group, *but):
    seats = group.seats.filter(role="mentee").order_by("person__sort_key")
    return [seat.person for seat in seats if seat.person not in but]


def names(run, reader, people):
    with acting_as(reader), transaction.atomic():
        return turns(Run.objects.get(pk=run.pk), people)


@pytest.fixture
def again(run, group, mentor, mentee, now):
    """The next meeting of a group in which the first of three kept the time."""
    first = mentees(group, mentee)[0]
    act(mentor, set_roles, run=run, version=1, timekeeper=first)
    now.shift(3600)
    act(mentor, end_run, run=run, version=2)
    later = Session.objects.create(
        group=group, on=FIRST + dt.timedelta(days=42), at=dt.time(16)
    )
    what = {"session": later, "case_owner": mentee, "minutes": 90} | PARTS
    return act(mentor, start_run, **what)


def test_who_did_it_longest_ago_or_never_is_next(again, group, mentor, mentee):
    first, second, third = mentees(group, mentee)

    found = names(again, mentor, [mentor, mentee, first, second, third])

    assert found == {"timekeeper": second, "note_taker": first, "observer": third}


def test_who_has_a_job_is_not_proposed_for_another(again, group, mentor, mentee):
    first, second, third = mentees(group, mentee)
    act(mentor, set_roles, run=again, version=1, note_taker=second)

    found = names(again, mentor, [mentor, mentee, first, second, third])

    assert found == {"timekeeper": third, "observer": first}


def test_the_first_run_proposes_nobody(run, group, mentor):
    assert names(run, mentor, mentees(group)) == {}


def test_it_is_told_to_who_leads(signed_in, again, group, mentor, mentee):
    second = mentees(group, mentee)[1]
    page = reverse("sessions:run_roles", args=[again.pk])

    told = f"It is the turn of {second.given_name}."
    assert told in signed_in(mentor).get(page).text
