"""Votes on going on as a worker opens and closes them, and what follows from one."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from groups.services import go_on_small, leave_seat
from programmes.models import Programme
from reminders.due import waiting
from reminders.models import Mail
from sessions import tasks
from sessions.dates.services.series import propose_series
from sessions.models import Extension, Session
from sessions.year.ending import end_of
from sessions.year.services import extending
from sessions.year.services.extensions import allow_three, cast_ballot
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.conftest import connect_as
from tests.factories import ProgrammeFactory, formed_group
from tests.roles import in_line, worker
from tests.sessions.year.voting import (
    ballots,
    close,
    end_pause,
    open_vote,
    pause,
    still_open,
    time_is_over,
)

# Of the group of the tests: a year after its first meeting on 19 November 2026.
END = dt.date(2027, 11, 19)
OPENS = dt.datetime(2027, 9, 19, 8, tzinfo=dt.UTC)


@pytest.fixture
def under_way(group):
    group.programme.state = Programme.State.RUNNING
    group.programme.save(update_fields=["state"])
    return group


def open_due() -> int:
    with worker():
        return extending.open_extensions()


def the_vote(group) -> Extension:
    with worker():
        return Extension.objects.select_related("group__programme").get(group=group)


def cast(extension, *people, answer="go_on"):
    for person in people:
        with acting_as(person):
            cast_ballot(extension=extension, answer=answer)


def people_of(group):
    return [seat.person for seat in group.seats.held().select_related("person")]


def all_go_on(extension):
    with still_open(extension):
        cast(extension, *people_of(extension.group))
    time_is_over(extension)
    return close(extension)


@pytest.mark.django_db
def test_a_vote_opens_two_months_before_the_end(under_way, first, now, coordinator):
    now.move_to(OPENS - dt.timedelta(days=1))
    assert open_due() == 0
    now.move_to(OPENS)
    assert open_due() == 1
    assert open_due() == 0

    vote = the_vote(under_way)
    assert (vote.ends_on, vote.months, vote.after_months) == (END, 12, 12)
    # All of 19 October, by the clock of the programme.
    assert vote.closes_at == dt.datetime(2027, 10, 19, 22, tzinfo=dt.UTC)
    assert vote.would_end_on == dt.date(2028, 11, 19)
    mails = Mail.objects.filter(kind="sessions.extension_opened")
    assert [mail.person for mail in mails] == [coordinator]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "closes_on"),
    [
        # Nobody was here to open it: it has a fortnight at least.
        (dt.date(2027, 10, 10), dt.date(2027, 10, 24)),
        (dt.date(2027, 11, 4), dt.date(2027, 11, 18)),
        (dt.date(2027, 11, 5), None),
    ],
)
def test_a_vote_that_opens_late_has_a_fortnight(under_way, first, now, day, closes_on):
    now.move_to(dt.datetime.combine(day, dt.time(8), dt.UTC))
    assert open_due() == (closes_on is not None)
    if closes_on:
        assert timezone.localdate(the_vote(under_way).last_moment) == closes_on


@pytest.mark.django_db
def test_a_group_whose_end_passed_without_a_vote_has_ended(under_way, first, now):
    now.move_to(dt.datetime(2027, 11, 20, 8, tzinfo=dt.UTC))
    assert open_due() == 1
    assert not Mail.objects.filter(kind="sessions.extension_opened").exists()
    vote = the_vote(under_way)
    time_is_over(vote)
    assert close(vote)
    under_way.refresh_from_db()
    # Never a day that has passed: the time to read runs from here on.
    assert under_way.ended_on >= END
    assert open_due() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["enrolling", "ended", "dissolved", "no meeting"])
def test_no_vote_opens_where_there_is_nothing_to_vote_on(
    under_way, mentor, now, what, request
):
    if what != "no meeting":
        request.getfixturevalue("first")
    if what in ("enrolling", "ended"):
        Programme.objects.filter(pk=under_way.programme_id).update(state=what)
    if what == "dissolved":
        under_way.seats.update(joined_at=timezone.now(), left_at=timezone.now())
    now.move_to(OPENS)
    assert open_due() == 0


@pytest.mark.django_db
def test_a_group_that_goes_on_with_three_already_needs_no_other_reason(
    under_way, first, now, coordinator, mentee
):
    leave_seat(seat=under_way.seats.get(person=mentee), by=coordinator)
    go_on_small(group=under_way, reason="They are close", by=coordinator)
    now.move_to(OPENS)
    open_due()
    vote = the_vote(under_way)
    assert (vote.others, vote.reason, vote.reason_by) == (
        3,
        "They are close",
        coordinator,
    )


@pytest.mark.django_db
def test_going_on_carries_the_series_on_in_one_telling(under_way, series, now):
    in_line()
    now.move_to(OPENS)
    open_due()
    vote = the_vote(under_way)
    before = set(under_way.sessions.values_list("pk", "on", "uid"))
    rhythm = series.rhythms.get()

    assert all_go_on(vote)
    with worker():
        tasks.plan_series(series.pk)
        in_line()

    series.refresh_from_db()
    with acting_as(under_way.mentor):
        assert series.until == end_of(under_way) == dt.date(2028, 11, 19)
    assert series.rhythms.get() == rhythm
    after = set(under_way.sessions.values_list("pk", "on", "uid"))
    assert before <= after
    new = sorted(on for pk, on, uid in after - before)
    assert new[0] > END - dt.timedelta(weeks=6)
    assert new[-1] <= series.until
    steps = {(b - a).days for a, b in pairwise(new)}
    assert min(steps) >= 28
    # Each calendar has one entry more to know of: the series, as it stands now.
    told = Mail.objects.filter(kind__startswith="calendars.", created_at__gte=OPENS)
    of_each = Counter(told.values_list("person_id", flat=True))
    assert set(of_each.values()) == {1}
    assert len(of_each) == 5


@pytest.mark.django_db
def test_after_going_on_other_agreements_reach_until_the_new_end(
    under_way, series, mentor, now
):
    now.move_to(OPENS)
    open_due()
    all_go_on(the_vote(under_way))
    with acting_as(mentor):
        steps = propose_series(group=under_way, every_weeks=6, weekday=3)
    assert steps[-1].nominal > END
    # And the next end is voted on in its turn.
    now.move_to(OPENS.replace(year=2028))
    assert open_due() == 1


@pytest.mark.django_db
def test_without_going_on_nothing_more_is_planned(under_way, series, now):
    now.move_to(OPENS)
    open_due()
    vote = the_vote(under_way)
    before = list(under_way.sessions.values_list("pk", "on"))
    time_is_over(vote)
    assert close(vote)
    series.refresh_from_db()
    assert series.is_planned
    assert list(under_way.sessions.values_list("pk", "on")) == before
    assert end_of(under_way) == END
    now.move_to(OPENS + dt.timedelta(days=50))
    assert open_due() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("goes_on", [True, False])
def test_members_and_coordinators_are_told_the_outcome_and_the_day(
    under_way, first, now, coordinator, goes_on
):
    now.move_to(OPENS)
    open_due()
    vote = the_vote(under_way)
    if goes_on:
        with still_open(vote):
            cast(vote, *people_of(under_way))
    time_is_over(vote)
    close(vote)
    kinds = ["sessions.extension_closed", "sessions.extension_known"]
    mails = Mail.objects.filter(kind__in=kinds).order_by("kind")
    assert [mail.person for mail in mails][-1] == coordinator
    assert {mail.person for mail in mails} == {*people_of(under_way), coordinator}
    day = dt.date(2028, 11, 19) if goes_on else END
    said = [
        {name: value for name, value in mail.context.items() if name != "group"}
        for mail in mails
    ]
    assert said == [{"goes_on": goes_on, "ends_on": str(day)}] * 6


# Who is asked, and reminded.


def asked(now, person=None):
    found = waiting(now=now, person=person, rooms=["sessions.due.waiting"])
    return [one for one in found if one.kind == "sessions.extension"]


@pytest.mark.django_db
def test_all_are_written_to_as_nobody_knows_who_has_voted(under_way, first, now):
    now.move_to(OPENS)
    open_due()
    vote = the_vote(under_way)
    voted, *others = people_of(under_way)
    with still_open(vote):
        cast(vote, voted)
    for days, again in ((0, False), (22, False), (23, True), (29, True)):
        moment = OPENS + dt.timedelta(days=days)
        now.move_to(moment)
        with worker():
            found = asked(moment)
        assert {one.person for one in found} == {voted, *others}
        assert {one.context["again"] for one in found} == {again}
    keys = {one.key for one in found}
    now.move_to(OPENS)
    with worker():
        assert len(keys | {one.key for one in asked(OPENS)}) == 10
        assert asked(OPENS + dt.timedelta(days=31)) == []


@pytest.mark.django_db
def test_who_has_voted_reads_no_more_of_it_on_today(under_way, first, now):
    now.move_to(OPENS)
    open_due()
    vote = the_vote(under_way)
    voted, other, *_rest = people_of(under_way)
    with still_open(vote):
        cast(vote, voted)
    for person, count in ((voted, 0), (other, 1)):
        with acting_as(person):
            assert len(asked(OPENS, person)) == count


# Two at once.


def at_once(*deeds):
    barrier = Barrier(len(deeds))

    def run(deed):
        barrier.wait()
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [one.result() for one in [pool.submit(run, deed) for deed in deeds]]


@pytest.fixture
def committed():
    """A group that is under way, and its vote, for several connections."""
    group = formed_group(ProgrammeFactory(state=Programme.State.RUNNING))
    with connect_as("worker") as worker:
        (key,) = worker.execute(
            "INSERT INTO mentoring_sessions_extension (group_id, after_months, ends_on, "
            "months, opened_at, closes_at, reason, outcome) VALUES "
            "(%s, 12, '2027-11-19', 12, '2001-01-01', '2999-01-01', '', '') "
            "RETURNING id",
            [group.pk],
        ).fetchone()
    return group, Extension(pk=key, group=group)


def cast_in_own_transaction(extension, person, answer):
    def deed():
        with acting_as(person), transaction.atomic():
            cast_ballot(extension=extension, answer=answer)

    return deed


def counted_as_owner(query, *values):
    with connect_as("owner") as owner:
        return owner.execute(query, values).fetchall()


@pytest.mark.django_db(transaction=True)
def test_one_person_in_two_browsers_has_one_vote(committed):
    group, extension = committed
    person = people_of(group)[0]
    for _round in range(5):
        at_once(
            *(
                cast_in_own_transaction(extension, person, answer)
                for answer in ("go_on", "stop", "changes", "stop")
            )
        )
    found = counted_as_owner("SELECT person_id FROM mentoring_sessions_ballot")
    assert found == [(person.pk,)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_close_a_vote_once_and_no_ballot_comes_after(committed):
    group, extension = committed
    people = people_of(group)
    for person in people:
        cast_in_own_transaction(extension, person, "go_on")()
    counted_as_owner(
        "UPDATE mentoring_sessions_extension SET closes_at = '2001-01-02' RETURNING id"
    )

    def close_it():
        with connect_as("worker") as worker:
            asked = worker.execute(
                "SELECT sessions_close_extension(%s)", [extension.pk]
            )
            return asked.fetchone()[0]

    def vote_late():
        try:
            cast_in_own_transaction(extension, people[0], "stop")()
        except DomainError:
            return "refused"

    said = at_once(close_it, close_it, close_it, vote_late)
    assert sorted(filter(None, said)) == ["goes_on", "refused"]
    assert counted_as_owner("SELECT 1 FROM mentoring_sessions_ballot") == []
    assert counted_as_owner("SELECT outcome FROM mentoring_sessions_extension") == [
        ("goes_on",)
    ]


@pytest.mark.django_db(transaction=True)
def test_a_vote_that_is_being_cast_is_counted_or_refused(committed):
    """Who counts waits for a ballot that is being written: none is lost or left over."""
    group, extension = committed
    people = people_of(group)
    for person in people[:-1]:
        cast_in_own_transaction(extension, person, "go_on")()

    def close_it():
        with connect_as("worker") as worker:
            query = "SELECT sessions_close_extension(%s)"
            return worker.execute(query, [extension.pk]).fetchone()

    with ThreadPoolExecutor(1) as pool:
        with acting_as(people[-1]), transaction.atomic():
            cast_ballot(extension=extension, answer="go_on")
            counted_as_owner(
                "UPDATE mentoring_sessions_extension SET closes_at = '2001-01-02' "
                "RETURNING id"
            )
            counting = pool.submit(close_it)
            with pytest.raises(TimeoutError):
                counting.result(timeout=0.5)
        assert counting.result(timeout=20) == ("goes_on",)
    assert counted_as_owner("SELECT 1 FROM mentoring_sessions_ballot") == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_opens_closes_and_tells(as_worker, now):
    group = formed_group(ProgrammeFactory(state=Programme.State.RUNNING))
    Session.objects.create(
        group=group, kind="first", on=dt.date(2026, 11, 19), at=dt.time(16)
    )
    now.move_to(OPENS)
    as_worker()
    tasks.vote_on_extensions()
    assert Extension.objects.get(group=group).is_asking
    counted_as_owner(
        "UPDATE mentoring_sessions_extension SET opened_at = '2001-01-01', "
        "closes_at = '2001-01-02' RETURNING id"
    )
    tasks.vote_on_extensions()
    vote = Extension.objects.get(group=group)
    assert (vote.outcome, vote.is_asking) == ("ends", False)
    group.refresh_from_db()
    assert group.ended_on is not None
    assert settings.CELERY_BEAT_SCHEDULE["sessions.vote_on_extensions"]["task"] == (
        tasks.vote_on_extensions.name
    )


# Any order of all that can happen.


class Votes(RuleBasedStateMachine):
    """A model of one vote, beside the database."""

    group = coordinator = None

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.vote = open_vote(self.group)
        self.people = people_of(self.group)
        self.said, self.reason, self.over, self.outcome = {}, False, False, ""
        self.pauses = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(who=st.integers(0, 4), answer=st.sampled_from(["go_on", "changes", "stop"]))
    def cast(self, who, answer):
        person = self.people[who]
        try:
            cast(self.vote, person, answer=answer)
        except DomainError:
            assert self.over or person.pk in self.pauses
        else:
            assert not self.over
            assert person.pk not in self.pauses
            self.said[person.pk] = answer

    @rule(who=st.integers(1, 4))
    def pause_or_come_back(self, who):
        person = self.people[who]
        if running := self.pauses.pop(person.pk, None):
            end_pause(running)
        else:
            seat = self.group.seats.get(person=person)
            self.pauses[person.pk] = pause(seat)

    @rule()
    def give_reason(self):
        with acting_as(self.coordinator):
            try:
                allow_three(extension=self.vote, reason="Close", by=self.coordinator)
            except DomainError:
                assert self.outcome
            else:
                assert not self.outcome
                self.reason = True

    @precondition(lambda self: not self.over)
    @rule()
    def time_passes(self):
        time_is_over(self.vote)
        self.over = True

    @rule()
    def close(self):
        closed = close(self.vote)
        assert closed == (self.over and not self.outcome)
        if closed:
            mentor = self.group.mentor_id
            going = {key for key, said in self.said.items() if said != "stop"}
            enough = len(going - {mentor}) >= (3 if self.reason else 4)
            self.outcome = "goes_on" if mentor in going and enough else "ends"

    @invariant()
    def ballots_are_those_that_count(self):
        wanted = [] if self.outcome else sorted(self.said.items())
        assert ballots(self.vote) == wanted

    @invariant()
    def the_outcome_is_known_once_it_is_closed(self):
        with acting_as(self.coordinator):
            found = Extension.objects.get(pk=self.vote.pk)
        assert (found.outcome, bool(found.closed_at)) == (
            self.outcome,
            bool(self.outcome),
        )


@pytest.mark.django_db
def test_any_order_of_votes_reasons_and_closing(group, first, coordinator):
    Votes.group, Votes.coordinator = group, coordinator
    run_state_machine_as_test(
        Votes,
        settings=given_settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
