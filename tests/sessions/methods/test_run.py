"""A run as it is kept: what the database holds of it, and what is asked of many."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sessions.methods.models.run import Run, run_for_news
from sessions.running.services.runs import end_run, pause, set_roles
from spaces.acting import acting_as
from tests.sessions.conftest import act, on

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def known(run, mentor):
    """The run, for its mentor, who acts."""
    with acting_as(mentor):
        yield run


def refused(constraint, run, **changed):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(**changed)


def test_a_session_has_one_in_a_circle_at_a_time(known, mentor):
    another = Run(
        session=known.session,
        space_id=known.space_id,
        author=mentor,
        leader=mentor,
        method="incident",
        minutes=60,
        step="incident.choose",
    )

    with (
        pytest.raises(IntegrityError, match="sessions_run_one_at_a_time"),
        transaction.atomic(),
    ):
        another.save()


def test_who_brought_the_case_does_not_observe(known, mentee):
    refused("sessions_run_observer_brings_nothing", known, observer=mentee)


@pytest.mark.parametrize(
    "clock",
    [
        {"ends_at": None, "paused_left": None},
        {"ends_at": dt.datetime(2026, 11, 19, 16, tzinfo=dt.UTC), "paused_left": 3},
    ],
)
def test_its_clock_runs_or_holds(known, clock):
    refused("sessions_run_clock_runs_or_holds", known, **clock)


def test_what_changed_shows_in_its_tag(run, mentor):
    before = run.tag

    after = on(run, mentor)

    assert before == "1.0"
    assert after.tag == "2.0"
    assert after.since == after.version


def test_what_is_left_goes_down_and_holds_in_a_pause(run, mentor, now):
    whole = run.left

    now.shift(2 * MINUTE)
    assert run.left == whole - 2 * MINUTE
    assert run.left_ms == (whole - 2 * MINUTE).total_seconds() * 1000

    held = act(mentor, pause, run=run, version=run.version)
    now.shift(10 * MINUTE)
    assert held.is_paused
    assert held.left == whole - 2 * MINUTE


def test_it_is_over_once_nothing_is_left(run, now):
    assert not run.is_over

    now.shift(run.left + dt.timedelta(seconds=1))

    assert run.is_over


def test_of_what_was_ended_nothing_is_left(run, mentor):
    ended = act(mentor, end_run, run=run, version=1)

    assert not ended.is_going_on
    assert ended.left == dt.timedelta()
    assert not ended.is_led_by(mentor)


def test_it_is_led_by_one(run, mentor, mentee):
    assert run.is_led_by(mentor)
    assert not run.is_led_by(mentee)
    assert run.get_absolute_url() == reverse("sessions:run", args=[run.pk])


def test_its_people_are_those_who_have_something_to_do(
    known, mentor, mentee, other_mentee
):
    assert Run.objects.for_page().get().people == [mentor, mentee]

    act(mentor, set_roles, run=known, version=1, observer=other_mentee)

    assert Run.objects.for_page().get().people == [mentor, mentee, other_mentee]


def test_it_is_seen_by_who_is_in_its_circle(run, mentor, mentee, outsider):
    for person, runs in {mentor: [run], mentee: [run], outsider: []}.items():
        with acting_as(person):
            assert [*Run.objects.visible_to(person)] == runs


def test_news_are_of_who_may_read_it(run, mentee, outsider):
    with acting_as(mentee):
        assert run_for_news(mentee.pk, run.pk).tag == run.tag
        assert run_for_news(mentee.pk, uuid4()) is None
    with acting_as(outsider):
        assert run_for_news(outsider.pk, run.pk) is None


def test_what_was_forgotten_to_be_ended_is_not_under_way(known):
    def under_way(at):
        return Run.objects.under_way(at).exists()

    assert under_way(known.started_at)
    assert under_way(known.started_at + dt.timedelta(hours=23))
    assert not under_way(known.started_at + dt.timedelta(days=1))


def test_it_is_under_way_in_the_circle_of_now_alone(known, mentor):
    assert Run.objects.going_on().exists()

    act(mentor, end_run, run=known, version=1)

    assert not Run.objects.going_on().exists()
    assert not Run.objects.under_way(known.started_at).exists()


def test_what_was_used_is_told_the_latest_first(known, mentee):
    told = [*Run.objects.as_used()]

    assert told == [("five-step", mentee.pk, known.started_at)]


def test_jobs_that_were_done_are_told_the_earliest_first(known, mentor, other_mentee):
    act(mentor, set_roles, run=known, version=1, timekeeper=other_mentee)

    assert Run.objects.jobs_done() == [
        {
            "started_at": known.started_at,
            "timekeeper": other_mentee.pk,
            "note_taker": None,
            "observer": None,
        }
    ]
    assert not Run.objects.before(known).exists()
