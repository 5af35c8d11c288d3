"""The vote on going on together: secret until it is closed, then the outcome alone."""

import datetime as dt
import itertools

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Pause
from groups.services import join_group, leave_seat
from people.services.departures import mark_left
from sessions.models import Answer, Ballot, Extension
from sessions.year.services.extensions import allow_three, cast_ballot
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import formed_group
from tests.roles import worker
from tests.sessions.year.voting import (
    FAR_OFF,
    LONG_AGO,
    ballots,
    close,
    end_pause,
    open_vote,
    pause,
    superuser,
    time_is_over,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(group, first):
    return open_vote(group)


def cast(extension, person, answer):
    with acting_as(person):
        cast_ballot(extension=extension, answer=answer)


def people_of(group):
    return [seat.person for seat in group.seats.held().order_by("-role", "pk")]


def outcome_of(extension):
    time_is_over(extension)
    assert close(extension)
    with worker():
        extension.refresh_from_db()
    return extension.outcome


def expected(answers, others):
    """Said once more, without a database: the mentor's answer comes first."""
    mentor, *mentees = answers
    going_on = [answer in ("go_on", "changes") for answer in mentees]
    ok = mentor in ("go_on", "changes") and sum(going_on) >= others
    return "goes_on" if ok else "ends"


def counted(extension, answers_by_person):
    """The outcome for these ballots, and the vote as it was before."""
    time_is_over(extension)
    with superuser(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO mentoring_sessions_ballot "
                "VALUES (gen_random_uuid(), %s, %s, %s)",
                [
                    (extension.pk, person, answer)
                    for person, answer in answers_by_person.items()
                    if answer
                ],
            )
            cursor.execute("SELECT sessions_close_extension(%s)", [extension.pk])
            (said,) = cursor.fetchone()
        transaction.set_rollback(True)
    return said


@pytest.mark.parametrize("reason", ["", "Three who know each other well"])
@pytest.mark.parametrize("mentees", [2, 3, 4, 5, 6])
def test_the_outcome_of_all_ballots(programme, mentees, reason):
    """Each of three answers, or none, of everybody: what differs counts but once.

    As a group is formed with four, of a smaller one the others are silent.
    """
    group = formed_group(programme, mentees=max(mentees, 4))
    people = people_of(group)
    extension = open_vote(group, reason=reason)
    others = 3 if reason else 4
    said = {}
    for mentor in [*Answer.values, None]:
        # Of mentees the order says nothing, which test_who_answered_says_nothing holds.
        options = [*Answer.values, None]
        for rest in itertools.combinations_with_replacement(options, mentees):
            answers = [mentor, *rest]
            by_person = dict(zip([one.pk for one in people], answers, strict=False))
            said[tuple(answers)] = counted(extension, by_person)

    assert said == {answers: expected(answers, others) for answers in said}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from([*Answer.values, None]), min_size=5, max_size=5))
def test_who_answered_says_nothing(vote, group, answers):
    """In any order, through the very function that casts."""
    with transaction.atomic():
        for person, answer in zip(people_of(group), answers, strict=True):
            if answer:
                cast(vote, person, "stop")
                cast(vote, person, answer)
        assert outcome_of(vote) == expected(answers, 4)
        assert ballots(vote) == []
        transaction.set_rollback(True)


def test_going_on_takes_all_of_a_mentor_and_four(vote, group):
    for person in people_of(group):
        cast(vote, person, "go_on")
    assert outcome_of(vote) == "goes_on"
    group.refresh_from_db()
    assert group.ended_on is None


def test_silence_is_no_vote_and_the_group_ends_on_its_last_day(group, first):
    vote = open_vote(group, ends_on=dt.date(2990, 9, 1))
    mentor, *others = people_of(group)
    for person in [mentor, *others[1:]]:
        cast(vote, person, "go_on")
    assert outcome_of(vote) == "ends"
    group.refresh_from_db()
    assert group.ended_on == dt.date(2990, 9, 1)


def test_a_group_ends_on_no_day_that_has_passed(group, first):
    """Of which nothing could be said in time, by the clock that counts."""
    assert outcome_of(open_vote(group, ends_on=LONG_AGO.date())) == "ends"
    group.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_date")
        assert (group.ended_on,) == cursor.fetchone()


@pytest.mark.parametrize("gone", ["left the group", "left the organisation"])
def test_who_has_left_is_not_counted(vote, group, mentor, mentee, coordinator, gone):
    for person in people_of(group):
        cast(vote, person, "go_on")
    if gone == "left the group":
        leave_seat(seat=group.seats.get(person=mentee), by=coordinator)
    else:
        mark_left(person=mentee, by=coordinator)
    assert outcome_of(vote) == "ends"


def test_who_pauses_is_told_that_no_ballot_is_taken(vote, group, mentee):
    running = pause(group.seats.get(person=mentee))
    with pytest.raises(DomainError, match="You take a pause"):
        cast(vote, mentee, "go_on")
    assert ballots(vote) == []

    end_pause(running)
    cast(vote, mentee, "go_on")
    assert ballots(vote) == [(mentee.pk, "go_on")]


@pytest.mark.parametrize(
    ("began_at", "ends_at"),
    [
        (LONG_AGO, LONG_AGO + dt.timedelta(days=1)),
        (FAR_OFF - dt.timedelta(days=1), FAR_OFF),
    ],
)
def test_a_pause_before_or_after_keeps_nobody_from_voting(
    vote, group, mentor, mentee, began_at, ends_at
):
    seat = group.seats.get(person=mentee)
    with acting_as(mentor):
        Pause.objects.create(seat=seat, began_at=began_at, ends_at=ends_at)
    for person in people_of(group):
        cast(vote, person, "go_on")
    assert outcome_of(vote) == "goes_on"


def test_what_was_cast_before_a_pause_counts(vote, group, mentee):
    """Else a mentor could have it not count, by a pause on the last day."""
    for person in people_of(group):
        cast(vote, person, "go_on")
    pause(group.seats.get(person=mentee))
    assert outcome_of(vote) == "goes_on"


def test_a_vote_closes_without_who_pauses(group, first, enrol, mentee):
    join_group(group=group, participation=enrol())
    vote = open_vote(group)
    for person in people_of(group):
        if person != mentee:
            cast(vote, person, "go_on")
    pause(group.seats.get(person=mentee))
    assert outcome_of(vote) == "goes_on"


# Who sees what before and after.


@pytest.mark.parametrize("statement", ["SELECT * FROM", "DELETE FROM", "TRUNCATE"])
def test_no_role_of_ours_reads_or_clears_ballots(vote, mentor, statement):
    cast(vote, mentor, "stop")
    table = Ballot._meta.db_table
    for role in (acting_as(mentor), worker()):
        with (
            role,
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"{statement} {table}")
    assert ballots(vote) == [(mentor.pk, "stop")]


def test_no_role_of_ours_has_any_right_to_ballots(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee, privilege_type FROM information_schema.role_table_grants "
            "WHERE table_name = 'mentoring_sessions_ballot' "
            "AND grantee <> 'crossmentor_owner' UNION "
            "SELECT r, p FROM unnest(ARRAY['crossmentor_web', 'crossmentor_worker']) r, "
            "unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p "
            "WHERE has_any_column_privilege(r, 'mentoring_sessions_ballot', p)"
        )
        assert cursor.fetchall() == []


def test_nothing_beside_a_ballot_changes_as_it_is_cast(vote, group, mentor, mentee):
    """No row that others see is marked, no number counts up."""

    def marks():
        with superuser(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT 'vote', e.xmin::text, e.xmax::text "
                "FROM mentoring_sessions_extension e UNION ALL "
                "SELECT 'person', p.xmin::text, p.xmax::text FROM people_person p "
                "UNION ALL SELECT 'seat', s.xmin::text, s.xmax::text FROM groups_seat s "
                "UNION ALL SELECT 'group', g.xmin::text, g.xmax::text "
                "FROM groups_mentorgroup g ORDER BY 1, 2, 3"
            )
            return cursor.fetchall()

    before = marks()
    cast(vote, mentee, "stop")
    assert marks() == before
    with superuser(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_depend d JOIN pg_class s ON s.oid = d.objid "
            "AND s.relkind = 'S' WHERE d.refobjid = 'mentoring_sessions_ballot'::regclass"
        )
        assert cursor.fetchone() == (0,)


def test_the_answer_is_no_part_of_the_statement(vote, mentee, monkeypatch):
    ran = []
    execute = psycopg.Cursor.execute

    def noted(self, query, params=None, **more):
        ran.append((type(self), query))
        return execute(self, query, params, **more)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    cast(vote, mentee, "changes")
    asked = [(kind, query) for kind, query in ran if "sessions_cast" in str(query)]
    assert asked == [(psycopg.Cursor, "SELECT sessions_cast_ballot(%s, %s)")]


def has_cast(extension, person):
    with acting_as(person):
        return Extension.objects.with_own().get(pk=extension.pk).has_cast


def test_whether_somebody_has_voted_is_told_to_them_alone(vote, mentor, mentee):
    cast(vote, mentee, "stop")
    assert has_cast(vote, mentee)
    assert not has_cast(vote, mentor)
    with (
        worker(),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Extension.objects.with_own().get(pk=vote.pk)


def test_members_and_coordinators_see_the_vote_and_others_nothing(
    vote, mentee, coordinator, outsider
):
    def seen(person):
        with acting_as(person):
            return Extension.objects.count()

    assert (seen(mentee), seen(coordinator), seen(outsider), seen(None)) == (1, 1, 0, 0)


def test_afterwards_there_is_the_outcome_and_no_ballot(vote, group, mentee):
    for person in people_of(group):
        cast(vote, person, "go_on")
    assert outcome_of(vote) == "goes_on"

    assert ballots(vote) == []
    assert not has_cast(vote, mentee)
    with acting_as(mentee), pytest.raises(DomainError, match="closed"):
        cast_ballot(extension=vote, answer="stop")
    assert not close(vote)
    assert ballots(vote) == []


def test_web_closes_no_vote_and_writes_no_outcome(vote, mentor, coordinator):
    time_is_over(vote)
    for person in (mentor, coordinator):
        for statement in (
            "SELECT sessions_close_extension(%s)",
            "UPDATE mentoring_sessions_extension SET outcome = 'goes_on' WHERE id = %s",
            "UPDATE mentoring_sessions_extension SET closes_at = now() WHERE id = %s",
            "DELETE FROM mentoring_sessions_extension WHERE id = %s",
        ):
            with (
                acting_as(person),
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement, [vote.pk])


def test_the_worker_counts_nothing_before_the_time(vote, group):
    for person in people_of(group):
        cast(vote, person, "go_on")
    assert not close(vote)
    with worker(), connection.cursor() as cursor:
        cursor.execute("SELECT sessions_close_extension(%s)", [vote.pk])
        assert cursor.fetchone() == (None,)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            cursor.execute("UPDATE mentoring_sessions_extension SET closes_at = now()")
    assert len(ballots(vote)) == 5


def test_who_opens_a_vote_says_nothing_of_its_outcome(group):
    extension = open_vote(group, outcome="goes_on", closed_at=LONG_AGO)
    with worker():
        extension.refresh_from_db()
    assert (extension.outcome, extension.closed_at) == ("", None)


@pytest.mark.parametrize("answer", ["", "maybe", None])
def test_there_are_three_answers(vote, mentee, answer):
    with acting_as(mentee), connection.cursor() as cursor:
        cursor.execute("SELECT sessions_cast_ballot(%s, %s)", [vote.pk, answer])
        assert cursor.fetchone() == (False,)
    assert ballots(vote) == []


def test_nobody_votes_for_a_group_of_others(vote, outsider, coordinator, mentee):
    leave_seat(seat=vote.group.seats.get(person=mentee), by=coordinator)
    for person in (outsider, coordinator, mentee, None):
        with acting_as(person), connection.cursor() as cursor:
            cursor.execute("SELECT sessions_cast_ballot(%s, 'stop')", [vote.pk])
            assert cursor.fetchone() == (False,)
    assert ballots(vote) == []


# The coordinator's reason.


def test_three_are_enough_for_a_reason_of_the_coordinator(vote, group, coordinator):
    mentor, *others = people_of(group)
    with acting_as(coordinator):
        allow_three(extension=vote, reason="They are close", by=coordinator)
    for person in [mentor, *others[1:]]:
        cast(vote, person, "changes")
    assert outcome_of(vote) == "goes_on"


def test_with_two_mentees_there_is_no_reason_to_go_on(vote, group, coordinator):
    for seat in group.seats.mentees()[:2]:
        leave_seat(seat=seat, by=coordinator)
    with acting_as(coordinator), pytest.raises(DomainError, match="fewer than three"):
        allow_three(extension=vote, reason="They are close", by=coordinator)


def test_a_reason_is_given_before_the_outcome_by_coordinators_alone(
    vote, group, mentor, coordinator
):
    with acting_as(mentor), pytest.raises(DomainError):
        allow_three(extension=vote, reason="x", by=mentor)
    assert outcome_of(vote) == "ends"
    with acting_as(coordinator), pytest.raises(DomainError):
        allow_three(extension=vote, reason="x", by=coordinator)
    with worker():
        vote.refresh_from_db()
    assert (vote.reason, vote.outcome) == ("", "ends")
