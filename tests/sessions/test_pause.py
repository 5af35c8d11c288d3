"""A mentee pauses: the seat stays, and nobody waits for its holder."""

import datetime as dt

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import Pause
from groups.services import end_pause, leave_seat, pause_seat
from sessions import due
from sessions.dates.services.poll_settling import settle_polls
from sessions.dates.services.polls import vote
from sessions.models import Session, Vote
from sessions.session.appointments import of_groups
from sessions.session.services.coming import answer
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import all_known, posted
from tests.conftest import connect_as
from tests.roles import worker
from tests.sessions.conftest import FIRST, NOW

BACK = dt.date(2026, 12, 1)


@pytest.fixture
def paused(seat, mentor):
    with acting_as(mentor):
        return pause_seat(seat=seat, until=BACK)


@pytest.fixture
def after(group):
    """A meeting on the day on which they are back."""
    return Session.objects.create(group=group, on=BACK, at=dt.time(9))


def days_of(person, group):
    with worker():
        found = list(of_groups([group.pk]))
    return [one.appointment.when.on for one in found if one.person_id == person.pk]


def waits_for(person):
    return {one.kind for one in due.waiting(now=timezone.now()) if one.person == person}


def test_the_calendar_loses_the_meetings_and_gets_them_back(
    first, after, seat, group, mentee, mentor
):
    colleague = group.seats.mentees().exclude(person=mentee).first().person
    all_known(group)
    with acting_as(mentor):
        pause_seat(seat=seat, until=BACK)

    assert days_of(mentee, group) == [BACK]
    assert days_of(colleague, group) == days_of(mentor, group) == [FIRST, BACK]
    assert [mail.person for mail in posted("off")] == [mentee]

    with acting_as(mentor):
        assert end_pause(seat=seat) == 1
    assert days_of(mentee, group) == [FIRST, BACK]


def test_what_was_missed_is_not_in_the_calendar_later(
    first, paused, mentee, group, now
):
    now.move_to(dt.datetime(2026, 12, 20, tzinfo=dt.UTC))
    assert days_of(mentee, group) == []


def test_a_vote_does_not_wait_for_who_pauses(poll, seat, group, mentee, mentor, now):
    for one in group.seats.mentees().exclude(pk=seat.pk):
        given = {date.pk: "yes" for date in poll.dates.all()}
        vote(poll=poll, person=one.person, answers=given)
    now.shift(dt.timedelta(hours=2))
    with worker():
        assert settle_polls() == 0
    assert "sessions.vote" in waits_for(mentee)

    with acting_as(mentor):
        pause_seat(seat=seat, until=BACK)
    assert waits_for(mentee) == set()
    with worker():
        assert settle_polls() == 1


def test_they_are_not_asked_on_any_page(
    poll, paused, signed_in, mentee, other_mentee, mentor, group
):
    first = Session.objects.create(group=group, on=FIRST, at=dt.time(16))
    words = "You take a pause: nobody waits for your answer."
    client = signed_in(mentee)
    pages = [
        reverse("sessions:group", args=[group.pk]),
        reverse("sessions:session", args=[first.pk]),
        reverse("sessions:poll", args=[poll.pk]),
    ]
    for page in pages:
        text = client.get(page).text
        assert words in text, page
        assert 'name="can"' not in text
    today = client.get(reverse("today")).text
    assert "Can you come?" not in today
    assert pages[-1] not in today
    assert pages[-1] in signed_in(other_mentee).get(reverse("today")).text

    page = signed_in(mentor).get(reverse("sessions:group", args=[group.pk])).text
    assert "Takes a pause until Tuesday 1 December" in page
    assert words not in page


def test_an_answer_all_the_same_is_not_taken(poll, paused, mentee, signed_in):
    (date, *_others) = poll.dates.all()
    with pytest.raises(DomainError, match="You take a pause"):
        vote(poll=poll, person=mentee, answers={date.pk: "yes"})

    client = signed_in(mentee)
    given = {f"date-{one.pk}": "yes" for one in poll.dates.all()}
    page = client.post(reverse("sessions:poll_vote", args=[poll.pk]), given)
    assert "You take a pause" in client.get(page.url).text
    assert not Vote.objects.exists()


def test_they_read_on(first, paused, signed_in, mentee, group):
    assert signed_in(mentee).get(first.get_absolute_url()).status_code == 200


def test_a_pause_ends_by_itself(seat, paused, mentee, mentor, first, now):
    group = seat.group
    assert mentee not in [one.person for one in group.seats.held().taking_part()]
    now.move_to(dt.datetime(2026, 11, 30, 23, tzinfo=dt.UTC))
    assert mentee in [one.person for one in group.seats.held().taking_part()]
    # Another one later.
    with acting_as(mentor):
        pause_seat(seat=seat, until=dt.date(2027, 1, 4))
    assert mentee not in [one.person for one in group.seats.held().taking_part()]
    assert Pause.objects.of_seat(seat).count() == 2


def test_a_later_day_is_the_same_pause(seat, paused, mentor):
    with acting_as(mentor):
        pause_seat(seat=seat, until=dt.date(2026, 12, 8))
        assert end_pause(seat=seat) == 1
        assert end_pause(seat=seat) == 0
    (pause,) = Pause.objects.of_seat(seat)
    assert pause.ended_at == NOW


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["mentor", "mentee", "colleague", "coordinator"])
def test_only_the_two_have_the_seat_pause(who, seat, group, coordinator):
    """On raw SQL, for who has the web role to themselves."""
    colleague = group.seats.mentees().exclude(pk=seat.pk).first().person
    people = {
        "mentor": group.mentor,
        "mentee": seat.person,
        "colleague": colleague,
        "coordinator": coordinator,
    }
    with connect_as("web") as web, web.transaction(force_rollback=True):
        web.execute(
            "SELECT set_config('crossmentor.person', %s, true)", [str(people[who].pk)]
        )
        add = (
            "INSERT INTO groups_pause (seat_id, began_at, ends_at) VALUES (%s, %s, %s)"
        )
        values = [seat.pk, NOW, NOW + dt.timedelta(9)]
        if who in ("mentor", "mentee"):
            web.execute(add, values)
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(add, values)
    with connect_as("superuser") as owner:
        owner.execute(add, values)
    with connect_as("web") as web, web.transaction(force_rollback=True):
        web.execute(
            "SELECT set_config('crossmentor.person', %s, true)", [str(people[who].pk)]
        )
        ended = web.execute("UPDATE groups_pause SET ended_at = ends_at").rowcount
        assert ended == (who in ("mentor", "mentee"))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("UPDATE groups_pause SET seat_id = seat_id")


def test_a_seat_that_was_left_does_not_pause(seat, mentee, mentor, coordinator):
    leave_seat(seat=seat, by=coordinator)
    moments = {"began_at": NOW, "ends_at": NOW + dt.timedelta(9)}
    for person in (mentee, mentor):
        with acting_as(person), pytest.raises(DatabaseError), transaction.atomic():
            Pause.objects.create(seat=seat, **moments)


def test_who_pauses_and_who_coordinates_read_until_when(
    signed_in, first, paused, group, mentee, other_mentee, coordinator
):
    page = signed_in(mentee).get(reverse("sessions:group", args=[group.pk])).text
    assert "You take a pause until Tuesday 1 December." in page
    page = signed_in(other_mentee).get(reverse("sessions:group", args=[group.pk])).text
    assert "You take a pause" not in page

    page = signed_in(coordinator).get(reverse("groups:group", args=[group.pk])).text
    assert page.count("takes a pause until 1 December 2026") == 1
    end_pause_of(paused)
    page = signed_in(coordinator).get(reverse("groups:group", args=[group.pk])).text
    assert "takes a pause" not in page


def end_pause_of(pause):
    with acting_as(pause.seat.person):
        assert end_pause(seat=pause.seat) == 1


def test_who_paused_or_said_no_stands_as_excused_in_the_log(
    signed_in, first, seat, group, mentor, other_mentee, now
):
    with acting_as(mentor):
        pause_seat(seat=seat, until=BACK)
    with acting_as(other_mentee):
        told = (first.on, first.at)
        answer(session=first, person=other_mentee, can=False, told=told)
    # By the time that the log is written the pause is over.
    now.move_to(dt.datetime.combine(BACK, dt.time(20), dt.UTC))

    url = reverse("sessions:log", args=[first.pk])
    form = signed_in(mentor).get(url).context["form"]

    away = {seat.person, other_mentee}
    assert {person: field.value() for person, field in form.rows()} == {
        person: "excused" if person in away else "present" for person in form.people
    }


@pytest.mark.parametrize(("hours", "until"), [(11 * 24, BACK), (0, FIRST)])
def test_who_pauses_after_a_meeting_or_was_back_was_there(
    signed_in, first, seat, mentor, now, hours, until
):
    now.shift(dt.timedelta(hours=hours))
    with acting_as(mentor):
        pause_seat(seat=seat, until=until)
    now.move_to(dt.datetime.combine(BACK, dt.time(9), dt.UTC))

    url = reverse("sessions:log", args=[first.pk])
    form = signed_in(mentor).get(url).context["form"]

    assert {field.value() for _person, field in form.rows()} == {"present"}
