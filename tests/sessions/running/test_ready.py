"""I am done: said by each of oneself, counted for all, gone with the next step (A4)."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from groups.services import pause_seat
from sessions.methods.course import Course
from sessions.models import Coming, Ready
from sessions.running.ready import readiness
from sessions.running.services.ready import say_busy, say_ready
from sessions.running.services.runs import step_back
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.services import own_space
from tests.sessions.conftest import NOW, act, on

CORE = "five-step.core"


def url(name, run):
    return reverse(f"sessions:{name}", args=[run.pk])


@pytest.fixture
def writing(run, mentor):
    """The group writes, but for who leads and who brought the case."""
    while run.step != CORE:
        run = on(run, mentor)
    return run


@pytest.fixture
def writers(group, mentor, mentee):
    people = [seat.person for seat in group.seats.order_by("person__sort_key")]
    return [person for person in people if person not in (mentor, mentee)]


def ready(run, person):
    act(person, say_ready, run=run, since=run.since)


def words(run, reader):
    with acting_as(reader), transaction.atomic():
        run.refresh_from_db()
        return readiness(Course(run)).words(run.is_led_by(reader))


def test_all_read_how_many_are_done_and_who_leads_reads_who_is_not(
    writing, writers, mentor
):
    assert words(writing, mentor) == "0 of 3 done"
    ready(writing, writers[0])
    ready(writing, writers[0])
    ready(writing, writers[1])

    assert words(writing, writers[2]) == words(writing, writers[0]) == "2 of 3 done"
    assert words(writing, mentor) == f"2 of 3 done, not yet: {writers[2].given_name}"
    ready(writing, writers[2])
    assert words(writing, mentor) == "Everyone is done: go on when it suits you."
    assert words(writing, writers[0]) == "Everyone is done."


def test_nothing_goes_on_by_itself_and_no_press_of_the_leader_is_refused(
    writing, writers, mentor
):
    for person in writers:
        ready(writing, person)

    with acting_as(mentor), transaction.atomic():
        before = (writing.step, writing.version, writing.ends_at)
        writing.refresh_from_db()
    assert (writing.step, writing.version, writing.ends_at) == before
    assert on(writing, mentor).step != CORE


def test_a_new_step_clears_it_and_a_late_press_is_told(writing, writers, mentor):
    ready(writing, writers[0])
    gone_on = on(writing, mentor)
    with pytest.raises(DomainError, match="gone on"):
        ready(writing, writers[1])

    back = act(mentor, step_back, run=gone_on, version=gone_on.version)

    assert words(back, mentor) == "0 of 3 done"


def test_it_is_taken_back(writing, writers, mentor):
    ready(writing, writers[0])

    act(writers[0], say_busy, run=writing, since=writing.since)

    assert words(writing, mentor) == "0 of 3 done"


def test_who_said_not_to_come_is_not_waited_for(writing, writers, mentor):
    session = writing.session
    with acting_as(writers[2]), transaction.atomic():
        Coming.objects.create(
            session=session, person=writers[2], can=False, on=session.on, at=session.at
        )
    assert words(writing, mentor) == "0 of 2 done"

    # Here after all.
    ready(writing, writers[2])
    assert words(writing, writers[0]) == "1 of 3 done"


def test_nobody_says_it_for_another(writing, writers):
    with acting_as(writers[0]), pytest.raises(DatabaseError), transaction.atomic():
        Ready.objects.create(
            run=writing,
            space_id=writing.space_id,
            author=writers[1],
            since=writing.since,
        )
    ready(writing, writers[1])
    with acting_as(writers[0]), transaction.atomic():
        assert Ready.objects.all().delete()[0] == 0


def test_it_is_said_in_the_circle_of_the_run(writing, writers):
    with acting_as(writers[0]), pytest.raises(DatabaseError), transaction.atomic():
        Ready.objects.create(
            run=writing,
            space_id=own_space(writers[0]).pk,
            author=writers[0],
            since=writing.since,
        )


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_nobody_else_finds_it(writing, writers, who, request):
    ready(writing, writers[0])

    with acting_as(request.getfixturevalue(who)), transaction.atomic():
        assert list(Ready.objects.all()) == []


def test_the_page_keeps_it(signed_in, writing, writers, mentor, mentee):
    client = signed_in(writers[0])
    assert url("run_ready", writing) in client.get(url("run", writing)).text

    client.post(url("run_ready", writing), {"since": writing.since})

    page = client.get(url("run", writing)).text
    assert "1 of 3 done" in page
    assert url("run_busy", writing) in page
    for person in (mentor, mentee):
        page = signed_in(person).get(url("run", writing)).text
        assert "1 of 3 done" in page
        assert url("run_ready", writing) not in page
    client = signed_in(writers[0])
    client.post(url("run_busy", writing), {"since": writing.since})
    assert "0 of 3 done" in client.get(url("run", writing)).text


def test_where_all_talk_nobody_is_asked(signed_in, run, mentor):
    assert "I am done" not in signed_in(mentor).get(url("run", run)).text


def test_news_tell_of_it_without_another_version(signed_in, writing, writers, mentor):
    client = signed_in(mentor)
    before = client.get(url("run_news", writing))
    ready(writing, writers[0])

    after = client.get(
        url("run_news", writing), headers={"If-None-Match": before["ETag"]}
    )

    assert (after.status_code, after.json()["version"]) == (200, writing.version)
    assert after.json()["ready"].startswith("1 of 3 done, not yet: ")


def test_a_press_without_its_step_is_no_press(signed_in, writing, writers):
    assert signed_in(writers[0]).post(url("run_ready", writing)).status_code == 400


def test_who_pauses_is_not_waited_for(writing, writers, mentor, group):
    seat = group.seats.get(person=writers[0])
    with acting_as(mentor), transaction.atomic():
        pause_seat(seat=seat, until=NOW.date() + dt.timedelta(days=30))

    assert words(writing, mentor) == "0 of 2 done"
