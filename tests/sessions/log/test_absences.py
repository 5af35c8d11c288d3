"""Who was there is the circle's; who is often late or away, the mentor's alone."""

import datetime as dt

import psycopg
import pytest
from django.db import connection, transaction
from django.urls import reverse

from sessions.log.absences import often_away, said_of
from sessions.log.services.late import note_late
from sessions.log.services.log import log_session
from sessions.models import Attendance, CameLate, Session
from spaces.acting import acting_as
from spaces.services import own_space
from tests.conftest import connect_as

HINT = "was late or away at"


@pytest.fixture
def hold(group, mentor, now):
    """A meeting so many weeks ago, with who was what beside present."""
    now.move_to(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC))

    def hold(weeks, late=(), **presences):
        session = Session.objects.create(
            group=group,
            on=dt.date(2027, 3, 1) - dt.timedelta(weeks=weeks),
            at=dt.time(9),
        )
        people = group.seats.values_list("person", flat=True)
        said = dict.fromkeys(people, "present")
        said |= {int(pk.removeprefix("p")): word for pk, word in presences.items()}
        with acting_as(mentor):
            log_session(session=session, by=mentor, kind="intervision", presences=said)
            note_late(session=session, by=mentor, people=[one.pk for one in late])
        return session

    return hold


def away_of(group, mentor):
    with acting_as(mentor):
        mentees = [seat.person for seat in group.seats.mentees().order_by("pk")]
        found = often_away(mentees, said_of(group))
    return [(one.person, one.times, one.of) for one in found]


def test_half_of_the_last_four_is_often(group, mentor, mentee, other_mentee, hold):
    me, other = f"p{mentee.pk}", f"p{other_mentee.pk}"
    hold(6, **{me: "absent", other: "absent"})
    assert away_of(group, mentor) == []
    hold(5, **{me: "excused"})
    assert away_of(group, mentor) == [(mentee, 2, 2)]
    hold(4)
    hold(3, late=[other_mentee])
    assert away_of(group, mentor) == [(mentee, 2, 4), (other_mentee, 2, 4)]
    # What lies longer back is past.
    hold(2)
    assert away_of(group, mentor) == []


@pytest.fixture
def often(hold, mentee, mentor):
    hold(6, **{f"p{mentee.pk}": "absent"})
    return hold(5, late=[mentee])


def test_the_mentor_alone_sees_the_hint(
    signed_in, mentor, mentee, other_mentee, coordinator, outsider, group, often
):
    url = often.get_absolute_url()
    page = signed_in(mentor).get(url)

    assert f"{mentee.full_name} {HINT} 2 of the last 2 meetings." in page.text
    guide = reverse("handbook:text", args=["respectful-confrontation"])
    assert f'href="{guide}"' in page.text
    assert page.context["late_form"].initial["people"] == [mentee.pk]
    for person in (mentee, other_mentee):
        page = signed_in(person).get(url)
        assert "Who was there" in page.text
        assert HINT not in page.text
        assert "often late" not in page.text
    for person in (mentee, other_mentee, coordinator, outsider):
        with acting_as(person), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM mentoring_sessions_camelate")
            assert cursor.fetchone() == (0,)


def test_the_coordinator_sees_that_it_was_held_and_no_more(
    signed_in, coordinator, group, often
):
    with acting_as(coordinator), transaction.atomic():
        assert not Attendance.objects.exists()
    with connect_as("worker") as worker:
        for model in (Attendance, CameLate):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                worker.execute(f"SELECT * FROM {model._meta.db_table}")
    client = signed_in(coordinator)
    assert client.get(often.get_absolute_url()).status_code == 404
    programme = group.programme
    for page in (
        group.get_absolute_url(),
        programme.get_absolute_url(),
    ):
        text = client.get(page).text
        for word in ("absent", "excused", "Who was there", HINT, "late or away"):
            assert word not in text


def test_who_came_late_is_noted_again_and_by_the_mentor_alone(
    signed_in, mentor, mentee, other_mentee, often
):
    url = reverse("sessions:late", args=[often.pk])
    client = signed_in(mentor)
    client.post(url, {"people": [other_mentee.pk, mentee.pk]})
    client.post(url, {"people": [other_mentee.pk]})

    with acting_as(mentor):
        late = CameLate.objects.of_session(often)
        assert [one.person for one in late] == [other_mentee]
        assert late.get().space.kind == "own"
    assert signed_in(mentee).post(url, {"people": [mentee.pk]}).status_code == 403


def test_what_is_noted_of_one_meeting_leaves_the_others_alone(
    signed_in, mentor, mentee, other_mentee, often, hold
):
    hold(4, late=[mentee])

    signed_in(mentor).post(
        reverse("sessions:late", args=[often.pk]), {"people": [other_mentee.pk]}
    )

    with acting_as(mentor):
        late = CameLate.objects.exclude(session=often)
        assert [one.person for one in late] == [mentee]


@pytest.mark.parametrize("lies", ["circle", "not led"])
def test_the_database_takes_it_in_the_own_space_of_the_mentor_only(
    mentor, mentee, group, often, lies
):
    by = mentor if lies == "circle" else mentee
    with acting_as(by), transaction.atomic():
        own = own_space(by).pk
    row = CameLate(
        session=often,
        author=by,
        person=group.seats.mentees().latest("pk").person,
        space_id=group.circle_id if lies == "circle" else own,
    )

    with acting_as(by), pytest.raises(psycopg.errors.InsufficientPrivilege):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except Exception as error:
            raise error.__cause__ from None
