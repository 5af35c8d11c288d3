"""What somebody could do who had the web role to themselves, on raw SQL."""

import datetime as dt
from uuid import uuid4

import psycopg
import pytest
from django.db import transaction

from spaces.acting import acting_as
from spaces.models import Member
from tests.conftest import connect_as

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = "SELECT spaces_open(%s, %s, %s, %s, %s, 'first', '')"


@pytest.fixture
def web():
    with connect_as("web") as connection, connection.transaction():
        yield connection


def be(connection, person):
    connection.execute(
        "SELECT set_config('crossmentor.person', %s, true)", [str(person.pk)]
    )


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("own", "ab"),
        ("own", "b"),
        ("pair", "a"),
        ("pair", "aa"),
        ("pair", "abc"),
        ("shared", "bc"),
        ("shared", "abc"),
        ("circle", ""),
        ("secret", "ab"),
    ],
)
def test_no_space_opens_with_other_members(kind, members, web, world, outsider):
    people = {"a": world.mentee.pk, "b": world.mentor.pk, "c": outsider.pk}
    owner = world.mentee.pk if kind in ("own", "shared") else None
    until = dt.date(2030, 1, 1) if kind == "shared" else None
    be(web, world.mentee)

    with pytest.raises(psycopg.errors.IntegrityError), web.transaction():
        web.execute(OPEN, [uuid4(), kind, owner, until, [people[m] for m in members]])


@pytest.mark.parametrize("kind", ["own", "shared"])
def test_nobody_opens_one_for_another(kind, web, world):
    be(web, world.mentor)
    members = [world.mentee.pk, world.mentor.pk][: 1 + (kind == "shared")]

    with pytest.raises(psycopg.errors.InsufficientPrivilege), web.transaction():
        web.execute(OPEN, [uuid4(), kind, world.mentee.pk, None, members])


def test_what_is_given_away_ends(web, world):
    be(web, world.mentee)
    pair = [world.mentee.pk, world.mentor.pk]

    with pytest.raises(psycopg.errors.CheckViolation), web.transaction():
        web.execute(OPEN, [uuid4(), "shared", world.mentee.pk, None, pair])


def test_a_space_is_not_opened_again_with_others(web, world, outsider):
    be(web, outsider)
    people = [outsider.pk, world.mentee.pk]

    with pytest.raises(psycopg.errors.UniqueViolation), web.transaction():
        web.execute(OPEN, [world.seat.pair_id, "pair", None, None, people])


def test_the_reader_of_a_copy_does_not_take_it_back(web, world):
    with acting_as(world.mentee), transaction.atomic():
        space = world.space("shared", world.mentee)
    be(web, world.mentor)

    assert web.execute("SELECT spaces_revoke(%s)", [space.pk]).fetchone() == (False,)
    be(web, world.mentee)
    own = web.execute("SELECT spaces_revoke(%s)", [world.seat.pair_id])
    assert own.fetchone() == (False,)
    assert web.execute("SELECT spaces_revoke(%s)", [space.pk]).fetchone() == (True,)


def test_leaving_is_for_good_and_not_for_an_own_space(web, world):
    with acting_as(world.mentee), transaction.atomic():
        own = world.space("own", world.mentee)
    be(web, world.mentee)

    web.execute("SELECT spaces_leave(%s, %s)", [own.pk, world.mentee.pk])
    web.execute("SELECT spaces_leave(%s, %s)", [world.seat.pair_id, world.mentee.pk])

    mine = web.execute("SELECT spaces_mine()").fetchall()
    assert (own.pk,) in mine
    assert (world.seat.pair_id,) not in mine


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE crossmentor_owner",
        "SET SESSION AUTHORIZATION crossmentor_owner",
        "ALTER TABLE writing_text DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE writing_text NO FORCE ROW LEVEL SECURITY",
        "CREATE POLICY all_of_it ON writing_text USING (true)",
        "DROP POLICY mine ON writing_text",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION spaces_mine_too() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION spaces_person() RETURNS bigint LANGUAGE sql"
        " AS 'SELECT 1::bigint'",
        "INSERT INTO spaces_member (space_id, person_id) VALUES (gen_random_uuid(), 1)",
        "UPDATE spaces_member SET left_at = NULL",
        "DELETE FROM spaces_member",
        "UPDATE spaces_space SET opened_in = 0",
        "DELETE FROM spaces_space",
        "UPDATE spaces_datakey SET master = 'x'",
        "DELETE FROM spaces_datakey",
        "UPDATE intake_clickanswer SET answered_at = now()",
        "DELETE FROM intake_clickanswer",
        "UPDATE intake_intake SET mentor_answered_at = now()",
        "UPDATE writing_revision SET body = ''",
        "DELETE FROM writing_revision",
        "UPDATE writing_snapshot SET body = ''",
        "UPDATE spaces_auditevent SET at = now()",
        "DELETE FROM spaces_auditevent",
        "COPY writing_text TO '/tmp/x'",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "TRUNCATE writing_text",
        "SELECT nextval('mentoring_sessions_sharedhours_id_seq')",
        "ALTER ROLE crossmentor_web SET crossmentor.person = '1'",
    ],
)
def test_the_web_role_has_no_way_round(statement, web):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), web.transaction():
        web.execute(statement)


def test_switching_the_policies_off_shows_nothing(web, world):
    be(web, world.mentor)
    web.execute("SET LOCAL row_security = off")

    with pytest.raises(psycopg.errors.InsufficientPrivilege), web.transaction():
        web.execute("SELECT * FROM writing_text")


def test_a_table_of_the_same_name_deceives_no_function(web, world, outsider):
    """As if the web role might make temporary tables, which it may not in earnest."""
    be(web, outsider)
    before = web.execute("SELECT spaces_mine()").fetchall()
    web.execute("CREATE TEMPORARY TABLE spaces_member (LIKE public.spaces_member)")
    web.execute(
        "INSERT INTO pg_temp.spaces_member VALUES (1, NULL, %s, %s)",
        [outsider.pk, world.seat.pair_id],
    )

    assert web.execute("SELECT spaces_mine()").fetchall() == before


def test_members_are_told_apart_by_the_database(world, outsider):
    with acting_as(outsider), transaction.atomic():
        assert not Member.objects.filter(space=world.seat.pair_id).exists()
