"""A circle opens for each member who has seen who is in it: held by PostgreSQL."""

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone

from groups.services import replace_mentor
from programmes.models import Role
from sessions.models import GroupAgreement
from spaces.acting import acting_as
from spaces.models import AuditEvent
from spaces.sealing import CannotOpen
from spaces.seeing import people_of_circles, see
from tests import factories
from tests.conftest import connect_as

WORDS = "Thera wants to leave the firm"
TABLES = ["mentoring_sessions_groupagreement", "spaces_space", "spaces_datakey"]


@pytest.fixture
def renewed(group, mentor, mentee, coordinator):
    """Another mentor came; of the mentees the first has seen it, and wrote something."""
    part = factories.ParticipationFactory(
        programme=group.programme,
        role=Role.MENTOR,
        person__organisation=group.programme.organisation,
        person__discipline=mentor.discipline,
        person__years_experience=20,
    )
    replace_mentor(group=group, participation=part, by=coordinator)
    group.refresh_from_db()
    people = list(group.seats.held().values_list("person", flat=True))
    with acting_as(mentee), transaction.atomic():
        assert see(space_id=group.circle_id, people=people)
        GroupAgreement.objects.create(
            group=group, author=mentee, text=WORDS, space_id=group.circle_id
        )
    return group, part.person, people


@pytest.mark.django_db(transaction=True)
def test_until_then_no_sql_of_the_web_role_reads_or_writes_in_it(renewed, mentee):
    group, newcomer, _people = renewed
    circle = group.circle_id

    def rows(person):
        with connect_as("web") as web, web.transaction():
            web.execute(
                "SELECT set_config('crossmentor.person', %s, true)", [str(person.pk)]
            )
            column = {"spaces_space": "id"}
            return [
                web.execute(
                    f"SELECT count(*) FROM {table} "
                    f"WHERE {column.get(table, 'space_id')} = %s",
                    [circle],
                ).fetchone()[0]
                for table in TABLES
            ]

    assert rows(mentee) == [1, 1, 1]
    assert rows(newcomer) == [0, 0, 0]
    with (
        connect_as("web") as web,
        web.transaction(force_rollback=True),
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        web.execute(
            "SELECT set_config('crossmentor.person', %s, true)", [str(newcomer.pk)]
        )
        web.execute(
            "INSERT INTO mentoring_sessions_groupagreement "
            "(id, space_id, group_id, author_id, text, changed_at) "
            "VALUES (gen_random_uuid(), %s, %s, %s, %s, now())",
            [circle, group.pk, newcomer.pk, b"\2" + bytes(200)],
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["web", "worker"])
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO spaces_seen (space_id, person_id, at) "
        "SELECT space_id, person_id, now() FROM spaces_seen",
        "UPDATE spaces_seen SET person_id = 1",
        "DELETE FROM spaces_seen",
    ],
)
def test_nobody_writes_who_has_seen_it_by_hand(group, role, sql):
    with connect_as(role) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
        other.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_the_worker_opens_no_circle(group, mentee):
    with (
        connect_as("worker") as worker,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        worker.execute(
            "SELECT spaces_see(%s, %s, %s)",
            [group.circle_id, [mentee.pk], timezone.now()],
        )


@pytest.mark.django_db
def test_it_opens_for_who_sees_it_and_for_nobody_else(renewed, other_mentee):
    group, newcomer, people = renewed
    with acting_as(newcomer):
        assert not GroupAgreement.objects.filter(space=group.circle_id).exists()
        with pytest.raises(CannotOpen), transaction.atomic():
            GroupAgreement.objects.create(
                group=group, author=newcomer, text="x", space_id=group.circle_id
            )
        assert see(space_id=group.circle_id, people=reversed(people))
        assert GroupAgreement.objects.get().text == WORDS
    with acting_as(other_mentee):
        assert not GroupAgreement.objects.filter(space=group.circle_id).exists()
    event = AuditEvent.objects.get(space_id=group.circle_id, actor=newcomer)
    assert event.verb == "seen"


@pytest.mark.django_db
def test_it_opens_for_exactly_the_people_that_were_shown(renewed, mentor, outsider):
    group, newcomer, people = renewed
    wrong = [
        [],
        people[1:],
        [*people, outsider.pk],
        [mentor.pk if one == newcomer.pk else one for one in people],
    ]
    with acting_as(newcomer):
        assert [see(space_id=group.circle_id, people=one) for one in wrong] == [
            False
        ] * len(wrong)
        assert not GroupAgreement.objects.exists()


@pytest.mark.django_db
def test_who_is_in_it_is_told_to_its_members_alone(renewed, mentor, mentee, outsider):
    group, newcomer, people = renewed
    for stranger in (mentor, outsider):
        with acting_as(stranger):
            assert people_of_circles([group.circle_id]) == {}
            assert not see(space_id=group.circle_id, people=people)
            assert not see(space_id=group.circle_id, people=[])
    with acting_as(newcomer):
        found = people_of_circles([group.circle_id])[group.circle_id]
    assert set(found) == set(people)
    assert [pk for pk, seen_at in found.items() if seen_at] == [mentee.pk]


@pytest.mark.django_db
def test_a_circle_stays_open_when_somebody_leaves_or_sees_it_again(renewed, mentee):
    group, newcomer, people = renewed
    with acting_as(newcomer):
        assert see(space_id=group.circle_id, people=people)
        assert see(space_id=group.circle_id, people=people)
        assert GroupAgreement.objects.get().text == WORDS
