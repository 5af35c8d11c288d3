"""Pages with rows of a group cost the same number of queries however many there are."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from calendars.services import make_feed
from intake.models import Intake
from reminders.models import Mail
from sessions.dates.services.planning import plan_series
from sessions.dates.services.polls import propose_dates, vote
from sessions.dates.services.series import agree_on_series
from sessions.log.services.actions import add_action
from sessions.log.services.log import log_session
from sessions.log.texts import LOG
from sessions.models import Session
from sessions.one_on_ones.services.one_on_ones import ask_one_on_one, plan_one_on_one
from sessions.session.keys import log_key
from sessions.year.services.agenda import set_leader, set_minutes
from sessions.year.services.promise import sign
from spaces.acting import acting_as
from tests.calendars.mails import all_known
from tests.factories import formed_group, write_text
from tests.sessions.conftest import FIRST
from writing.models import Text
from writing.services import show_text

FEW, MANY = 1, 6
TODAY = dt.date(2026, 11, 9)


def meetings(group, count, **more):
    """So many meetings, half of them behind and half still to come."""
    for number in range(count):
        for on in (FIRST - dt.timedelta(30 + number), FIRST + dt.timedelta(number)):
            state = Session.State.HELD if on < FIRST else Session.State.PLANNED
            Session.objects.create(
                group=group,
                kind="intervision",
                on=on,
                at=dt.time(16),
                state=state,
                **more,
            )


def actions(group, by, count):
    with acting_as(by):
        for seat in group.seats.mentees()[:count]:
            add_action(group=group, by=by, text="Call", owner=seat.person, due_on=FIRST)


def session_list(group, mentor, count):
    meetings(group, count)
    return reverse("sessions:session_list")


def poll(group, mentor, count):
    dates = [(FIRST + dt.timedelta(day), dt.time(16)) for day in range(2 * count)]
    poll = propose_dates(group=group, by=mentor, dates=dates, minutes=90)
    for seat in group.seats.mentees():
        answers = {date.pk: "yes" for date in poll.dates.all()}
        vote(poll=poll, person=seat.person, answers=answers)
    return reverse("sessions:poll", args=[poll.pk])


def series(group, mentor, count):
    group.programme.months = 3 * count
    group.programme.save()
    Session.objects.create(group=group, kind="first", on=FIRST, at=dt.time(16))
    agreed = agree_on_series(
        group=group, by=mentor, every_weeks=6, weekday=3, at=dt.time(16), minutes=90
    )
    plan_series(series_id=agreed.pk)
    return reverse("sessions:series", args=[group.pk])


def bring_goals(group, person):
    """One before the circle, one not."""
    for space in (group.circle_id, None):
        with transaction.atomic(), acting_as(person):
            write_text(by=person, kind="goal", key=(pk := uuid4()), body="Nee zeggen")
            if space:
                show_text(text=Text.objects.get(pk=pk), space_id=space)


def first_meeting(group, mentor, count):
    Session.objects.create(group=group, kind="first", on=FIRST, at=dt.time(16))
    for seat in group.seats.mentees()[:count]:
        with acting_as(seat.person):
            sign(seat=seat)
            chosen = {"group": group, "by": seat.person}
            set_leader(item=2, leader=seat.person, **chosen)
            set_minutes(item=3, minutes=40, **chosen)
        bring_goals(group, seat.person)
    actions(group, mentor, count)
    return reverse("sessions:first_meeting", args=[group.pk])


def log(group, mentor, count):
    """Saved, and typed on since; with actions."""
    session = Session.objects.create(group=group, kind="first", on=TODAY, at=dt.time(9))
    key = log_key(session, group.circle_id)
    own = {"session": session, "by": mentor}
    with acting_as(mentor):
        for kind in LOG:
            write_text(by=mentor, kind=kind, key=key, body="Put")
        rows = [
            {"text": "Call", "owner": seat.person, "due_on": FIRST}
            for seat in group.seats.mentees()[:count]
        ]
        presences = {mentor.pk: "present"}
        log_session(**own, kind="first", presences=presences, actions=rows)
        for kind in LOG:
            for _more in range(count):
                write_text(by=mentor, kind=kind, key=key, body="Typed on")
    return reverse("sessions:log", args=[session.pk])


def agreement(group, mentor, count):
    key = str(group.circle_id)
    with acting_as(mentor):
        for _more in range(count):
            write_text(by=mentor, kind="agreement", key=key, body="Be kind")
    return reverse("sessions:agreement", args=[group.pk])


def feed(group, mentor, count):
    meetings(group, count)
    for seat in group.seats.mentees()[:count]:
        planned = {"mentor": mentor, "on": FIRST, "at": dt.time(9), "state": "planned"}
        Intake.objects.create(seat=seat, **planned)
        with acting_as(mentor):
            one = ask_one_on_one(seat=seat, by=mentor)
            plan_one_on_one(
                one_on_one=one, on=FIRST, at=dt.time(10), minutes=30, place=""
            )
    all_known(group)
    with acting_as(mentor):
        return reverse("calendars:feed", args=[make_feed(person=mentor)])


def own_calendar(group, mentor, count):
    """With as many mails of which nobody knows whether they arrived."""
    feed(group, mentor, count)
    Mail.objects.update(state="unknown")
    return reverse("calendars:calendar")


PAGES = [session_list, poll, series, first_meeting, log, agreement]
PAGES += [feed, own_calendar]
# What is asked at most, and once more of the two times that it is said who acts.
MOST = {first_meeting: 17, log: 14, agreement: 13}


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_more_rows_cost_no_more_questions(page, programme, questions):
    costs = []
    for count, mentees in ((FEW, 4), (MANY, 6)):
        group = formed_group(programme, mentees=mentees)
        url = page(group, group.mentor, count)
        costs.append(questions(group.mentor, url))

    assert costs[1] == costs[0]
    assert costs[1] <= MOST.get(page, costs[1])
