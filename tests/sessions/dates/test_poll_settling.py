"""Votes on dates that close by themselves, and what is pressed at the same moment."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from programmes.models import Programme
from reminders.models import Mail
from sessions import tasks
from sessions.dates.services import poll_settling
from sessions.dates.services.poll_settling import settle_poll
from sessions.dates.services.polls import pick_date, propose_dates, vote
from sessions.models import DatePoll, Session, Vote
from sessions.session.services.sessions import cancel_session, plan_session
from spaces.errors import DomainError
from tests.calendars.mails import posted
from tests.conftest import somebody_waits
from tests.factories import ProgrammeFactory, formed_group
from tests.roles import worker
from tests.sessions.conftest import FIRST, NOW

MINUTE = dt.timedelta(minutes=1)


def settle_polls() -> int:
    """As the worker does it, in its own role."""
    with worker():
        return poll_settling.settle_polls()


def all_answer(poll, *answers):
    dates = list(poll.dates.all())
    for seat in poll.group.seats.mentees():
        given = {date.pk: answer for date, answer in zip(dates, answers, strict=True)}
        vote(poll=poll, person=seat.person, answers=given)


def after(now, minutes):
    now.move_to(NOW + minutes * MINUTE)


def test_what_suits_all_is_picked_an_hour_after_the_last_answer(group, poll, now):
    all_answer(poll, "no", "if_need_be")
    after(now, 59)
    assert settle_polls() == 0

    after(now, 60)
    assert settle_polls() == 1
    poll.refresh_from_db()
    session = Session.objects.get()
    assert (poll.ending, poll.picked) == ("by_itself", poll.dates.last())
    assert (session.kind, session.on) == ("first", dt.date(2026, 11, 20))
    assert posted("planned").count() == group.seats.count()
    assert settle_polls() == 0
    assert Session.objects.count() == 1


def test_a_change_begins_the_hour_anew_and_the_same_again_does_not(poll, mentee, now):
    all_answer(poll, "yes", "yes")
    one, other = poll.dates.all()
    after(now, 30)
    answers = {one.pk: "yes", other.pk: "if_need_be"}
    vote(poll=poll, person=mentee, answers=answers)
    after(now, 50)
    vote(poll=poll, person=mentee, answers=answers)

    after(now, 89)
    assert settle_polls() == 0
    after(now, 90)
    assert settle_polls() == 1


def test_what_does_not_suit_all_waits_for_the_mentor(poll, mentee, now):
    all_answer(poll, "yes", "yes")
    answers = {date.pk: "no" for date in poll.dates.all()}
    vote(poll=poll, person=mentee, answers=answers)
    after(now, 600)

    assert settle_polls() == 0
    assert DatePoll.objects.open().get() == poll


def test_it_waits_for_everybody(group, poll, now):
    all_answer(poll, "yes", "yes")
    Vote.objects.filter(person=group.seats.mentees().first().person).delete()
    after(now, 600)

    assert settle_polls() == 0


def test_a_date_that_passes_within_the_hour_is_not_picked(poll, now):
    now.move_to(dt.datetime(2026, 11, 19, 14, 30, tzinfo=dt.UTC))
    all_answer(poll, "yes", "if_need_be")
    # 16:30 in Amsterdam: the first of them has begun at 16:00.
    now.move_to(dt.datetime(2026, 11, 19, 15, 30, tzinfo=dt.UTC))

    assert settle_polls() == 1
    assert Session.objects.get().on == dt.date(2026, 11, 20)


def test_nothing_is_picked_in_a_programme_that_is_over(group, poll, now):
    all_answer(poll, "yes", "yes")
    group.programme.state = Programme.State.ENDED
    group.programme.save()
    after(now, 600)

    assert settle_polls() == 0


def test_one_that_cannot_be_settled_keeps_no_other_from_it(
    programme, group, poll, now, caplog, monkeypatch
):
    other = formed_group(programme)
    dates = [(FIRST, dt.time(9)), (FIRST, dt.time(10))]
    second = propose_dates(group=other, by=other.mentor, dates=dates, minutes=60)
    for one in (poll, second):
        all_answer(one, "yes", "yes")
    after(now, 60)
    Session.objects.create(
        group=group, kind="first", on=dt.date(2026, 12, 1), at=dt.time(9)
    )

    assert settle_polls() == 1
    assert "stays open" in caplog.text
    assert set(DatePoll.objects.open()) == {poll}


def test_a_vote_on_a_meeting_that_was_cancelled_is_closed(group, mentor, first):
    dates = [(FIRST, dt.time(9)), (FIRST, dt.time(10))]
    move = propose_dates(group=group, by=mentor, dates=dates, session=first)
    cancel_session(session=first)

    assert (settle_polls(), settle_polls()) == (1, 0)
    move.refresh_from_db()
    assert (move.ending, move.picked) == ("cancelled", None)


def test_the_clock_of_the_house_settles_polls():
    beat = settings.CELERY_BEAT_SCHEDULE["sessions.settle_polls"]
    assert (beat["task"], beat["schedule"]) == (tasks.settle_polls.name, 60.0)


@pytest.fixture
def ripe(now):
    """A poll that all have agreed on, an hour ago; in a database with committed rows."""
    group = formed_group(ProgrammeFactory())
    dates = [(FIRST, dt.time(16)), (dt.date(2026, 11, 20), dt.time(9, 30))]
    poll = propose_dates(group=group, by=group.mentor, dates=dates, minutes=120)
    all_answer(poll, "yes", "yes")
    after(now, 60)
    return poll


@pytest.mark.django_db(transaction=True)
def test_the_worker_may_do_it(ripe, as_worker):
    as_worker()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("crossmentor_worker",)

    tasks.settle_polls()

    assert Session.objects.get().on == FIRST
    assert DatePoll.objects.get().ending == "by_itself"


def at_once(*deeds):
    """What each of them answers, or the words of its refusal, pressed together."""
    together = Barrier(len(deeds))

    def do(deed):
        try:
            together.wait(10)
            return deed()
        except DomainError as error:
            return str(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_pick_once(ripe):
    found = at_once(*[lambda: settle_poll(poll_id=ripe.pk)] * 4)

    assert sorted(found) == [False, False, False, True]
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_pick_at_once_pick_one(ripe):
    dates = ripe.dates.all()
    found = at_once(*[lambda d=date: pick_date(poll=ripe, date=d) for date in dates])

    (refused,) = (one for one in found if isinstance(one, str))
    assert refused == "The vote on dates has closed meanwhile."
    ripe.refresh_from_db()
    assert Session.objects.get().on == ripe.picked.on


@pytest.mark.django_db(transaction=True)
def test_what_two_plan_for_one_day_at_once_is_planned_once(ripe):
    when = {"on": dt.date(2026, 12, 9), "at": dt.time(10), "minutes": 60}

    def plan():
        meeting = {"group": ripe.group, "kind": "intervision"} | when
        return plan_session(**meeting)

    with ThreadPoolExecutor(1) as other_window:
        with transaction.atomic():
            plan()
            second = other_window.submit(at_once, plan)
            wait_until_it_waits()
        [refused] = second.result()

    assert refused == "The group meets on that day already: choose another day."
    assert Session.objects.count() == 1


def wait_until_it_waits():
    """Until another connection waits for what this one has not committed yet."""
    for _again in range(200):
        with connection.cursor() as cursor:
            if somebody_waits(cursor):
                return
        sleep(0.05)
    pytest.fail("nobody waits")


@pytest.mark.django_db(transaction=True)
def test_a_vote_at_the_moment_of_closing_counts_or_is_refused(ripe):
    """Never: said to be saved, and a date picked that the person cannot come on."""
    person = ripe.group.seats.mentees().earliest("pk").person
    no = {date.pk: "no" for date in ripe.dates.all()}
    found = at_once(
        lambda: vote(poll=ripe, person=person, answers=no),
        lambda: settle_poll(poll_id=ripe.pk),
    )

    ripe.refresh_from_db()
    given = set(Vote.objects.filter(person=person).values_list("answer", flat=True))
    if found == [None, False]:
        assert (given, ripe.closed_at) == ({"no"}, None)
        assert not Session.objects.exists()
    else:
        assert found == ["The vote on dates has closed meanwhile.", True]
        assert given == {"yes"}
        assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_votes_of_one_person_at_once_are_one(ripe):
    person = ripe.group.seats.mentees().earliest("pk").person
    found = at_once(
        *[
            lambda said=said: vote(
                poll=ripe,
                person=person,
                answers={date.pk: said for date in ripe.dates.all()},
            )
            for said in ("no", "if_need_be")
        ]
    )

    assert found == [None, None]
    given = Vote.objects.filter(person=person).values_list("answer", flat=True)
    assert len(given) == 2
    assert len(set(given)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_proposals_at_once_are_one(now):
    group = formed_group(ProgrammeFactory())
    dates = [(FIRST, dt.time(16)), (dt.date(2026, 11, 20), dt.time(9, 30))]

    def propose():
        return propose_dates(group=group, by=group.mentor, dates=dates, minutes=120)

    found = at_once(propose, propose)

    assert sum(isinstance(one, str) for one in found) == 1
    assert DatePoll.objects.count() == 1
    assert Mail.objects.filter(kind="sessions.vote").count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_votes_that_are_picked_for_one_day_at_once_make_one_meeting(now):
    group = formed_group(ProgrammeFactory())
    Session.objects.create(group=group, kind="first", on=FIRST, at=dt.time(16))
    session = Session.objects.create(
        group=group, kind="guest", on=dt.date(2026, 12, 1), at=dt.time(9)
    )
    day = dt.date(2026, 12, 10)
    dates = [(day, dt.time(9)), (day, dt.time(11))]
    known = {"group": group, "by": group.mentor, "dates": dates}
    more = propose_dates(**known, kind="guest", minutes=60)
    move = propose_dates(**known, session=session)

    found = at_once(
        *[
            lambda one=poll: pick_date(poll=one, date=one.dates.first())
            for poll in (more, move)
        ]
    )

    refused = [one for one in found if isinstance(one, str)]
    assert len(refused) == 1
    assert "meets on that day already" in refused[0]
    assert group.sessions.filter(on=day).count() == 1
    assert DatePoll.objects.open().count() == 1
