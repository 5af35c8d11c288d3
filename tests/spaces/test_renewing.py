"""What an earlier version sealed opens until it is sealed anew, and never again after."""

import os
from io import StringIO

import psycopg
import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from spaces import renewing
from spaces.acting import acting_as
from spaces.fields import sealed_fields
from spaces.models import DataKey
from tests.conftest import connect_as
from tests.spaces.before import SEALED, go_back, seal_before, superuser, versions
from tests.spaces.conftest import kinds_of
from writing.models import Revision, Text

APPEND_ONLY = [model for model in SEALED if "UPDATE" not in model.web_grants] + [
    Revision
]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows(world):
    """A row of every model, each in another kind of space."""
    return [
        world.add(model, kinds_of(model)[number % len(kinds_of(model))])
        for number, model in enumerate(SEALED)
    ]


def read(rows, person) -> list[list[str]]:
    return [texts_of(row, reader_of(row, person)) for row in rows]


def reader_of(row, person):
    """Whoever wrote it reads it, wherever it lies; some rows say who that was."""
    return getattr(row, "author", person)


def texts_of(row, person) -> list[str]:
    with acting_as(person), transaction.atomic():
        found = type(row)._base_manager.get(pk=row.pk)
        return [repr(getattr(found, one.attname)) for one in sealed_fields(type(row))]


@pytest.fixture
def run(as_owner):
    """The command as manage.py runs it; answers what it told."""

    def _run(**options):
        told = StringIO()
        as_owner(lambda: call_command("seal_anew", stdout=told, **options))
        return told.getvalue()

    return _run


def columns(table) -> list[tuple]:
    with superuser() as connection:
        return connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()


def test_what_was_sealed_before_opens_until_it_is_sealed_anew(rows, world, run):
    before = read(rows, world.mentee)
    go_back()
    assert set().union(*versions().values()) == {1}
    assert read(rows, world.mentee) == before

    run()

    assert set().union(*versions().values()) == {2}
    assert read(rows, world.mentee) == before


def test_a_second_time_there_is_nothing_to_do(rows, run):
    go_back()
    there = sum(len(columns(model._meta.db_table)) for model in SEALED)
    assert f"Sealed anew: {there} rows" in run()
    kept = [columns(model._meta.db_table) for model in SEALED]

    assert run() == (
        "Brought over: 0 rows, 0 texts.\n"
        "Sealed anew: 0 rows, 0 keys.\nNothing is left as it was sealed before.\n"
    )
    assert [columns(model._meta.db_table) for model in SEALED] == kept


def test_what_was_interrupted_goes_on(rows, world, monkeypatch, run):
    before = read(rows, world.mentee)
    go_back()
    monkeypatch.setattr(renewing, "AT_ONCE", 1)
    write, written = renewing._write, []

    def breaks_off(*arguments):
        written.append(arguments)
        if len(written) == 6:
            raise KeyboardInterrupt
        write(*arguments)

    monkeypatch.setattr(renewing, "_write", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert set().union(*versions().values()) == {1, 2}
    assert read(rows, world.mentee) == before

    run()

    assert set().union(*versions().values()) == {2}
    assert read(rows, world.mentee) == before


def test_a_digest_of_before_is_renewed_and_nothing_else_of_a_revision(world, run):
    row = world.add(Revision, "own")
    with superuser() as connection:
        digest = connection.execute("SELECT digest FROM writing_revision").fetchone()
        go_back()
        connection.execute("UPDATE writing_revision SET digest = repeat('0', 64)")
        open_columns = (
            "SELECT to_jsonb(one) - '{title,body,digest}'::text[] "
            "FROM writing_revision one"
        )
        before = connection.execute(open_columns).fetchone()

        run()

        renewed = connection.execute("SELECT digest FROM writing_revision").fetchone()
        assert renewed == digest
        assert connection.execute(open_columns).fetchone() == before
    assert Revision.objects.count() == 0
    assert read([row], world.mentee) == read([row], world.mentee)


def test_it_wraps_under_the_first_master_key(rows, world, settings, as_owner, run):
    before = read(rows, world.mentee)
    go_back()
    [old] = configured.MASTER_KEYS
    settings.MASTER_KEYS = [("second", os.urandom(32)), old]

    run()

    assert set(
        as_owner(lambda: list(DataKey.objects.values_list("master", flat=True)))
    ) == {"second"}
    settings.MASTER_KEYS = settings.MASTER_KEYS[:1]
    assert read(rows, world.mentee) == before


def test_a_text_of_before_put_back_opens_no_more(world, run):
    """From a dump of before: by somebody whom no trigger stops."""
    page = world.add(Text, "own")
    go_back()
    with superuser() as connection:
        [(old,)] = connection.execute(
            "SELECT body FROM writing_text WHERE id = %s", [page.pk]
        ).fetchall()
        run()
        connection.execute(
            "UPDATE writing_text SET body = %s WHERE id = %s", [old, page.pk]
        )

    assert read([page], world.mentee)[0][1] == "<unopened>"


def test_keys_are_not_rotated_before_they_are_sealed_anew(rows, as_owner, settings):
    go_back()

    with pytest.raises(CommandError, match="seal_anew"):
        as_owner(lambda: call_command("rotate_master_keys"))


def spoil(page):
    """One byte of its body, as a disk might do it."""
    with superuser() as connection:
        connection.execute(
            "UPDATE writing_text SET body = "
            "set_byte(body, 40, (get_byte(body, 40) + 1) %% 256) WHERE id = %s",
            [page.pk],
        )
        return connection.execute(
            "SELECT body FROM writing_text WHERE id = %s", [page.pk]
        ).fetchone()


def test_what_does_not_open_is_named_and_stays(world, run):
    page = world.add(Text, "own")
    other = world.add(Revision, "own")
    before = read([other], world.mentee)
    go_back()
    broken = spoil(page)

    with pytest.raises(
        CommandError, match=f"(?s)1 do not open.*writing.Text {page.pk}"
    ):
        run()

    # Nobody can read it; its space takes the first version until it is mended.
    assert spoiled(page) == broken
    assert versions()["spaces_datakey.wrapped"] == {1, 2}
    assert versions()["writing_revision.body"] == {2}
    assert read([other], world.mentee) == before
    with pytest.raises(CommandError, match="1 do not open"):
        run(without_closed=True)
    assert versions()["spaces_datakey.wrapped"] == {2}
    assert spoiled(page) == broken
    assert read([other], world.mentee) == before


def spoiled(page):
    with superuser() as connection:
        return connection.execute(
            "SELECT body FROM writing_text WHERE id = %s", [page.pk]
        ).fetchone()


def is_updated(model, column) -> bool:
    """Whether the web process may change that column of a row."""
    _others, update, columns = model.web_grants.partition("UPDATE")
    return bool(update) and ("(" not in columns or column in columns)


@pytest.mark.parametrize("process", ["web", "superuser"])
@pytest.mark.parametrize("model", SEALED, ids=lambda model: model._meta.label)
def test_nobody_writes_a_text_of_before(model, process, world):
    row = world.add(model, "pair")
    table, columns = model._meta.db_table, [f.column for f in sealed_fields(model)]
    old = seal_before(bytes(32), b"x", "x")

    with connect_as(process) as connection, connection.transaction():
        connection.execute(
            "SELECT set_config('crossmentor.person', %s, true)",
            [str(reader_of(row, world.mentee).pk)],
        )
        with pytest.raises(psycopg.Error) as refusal, connection.transaction():
            connection.execute(
                f'UPDATE "{table}" SET "{columns[0]}" = %s WHERE id = %s',
                [old, row.pk],
            )
        assert type(refusal.value) is (
            psycopg.errors.CheckViolation
            if process == "superuser" or is_updated(model, columns[0])
            else psycopg.errors.InsufficientPrivilege
        )
        with pytest.raises(psycopg.errors.CheckViolation, match="second version"):
            with connection.transaction():
                connection.execute(
                    f'INSERT INTO "{table}" SELECT (jsonb_populate_record(one, '
                    f"jsonb_build_object('id', gen_random_uuid(), '{columns[0]}', "
                    f'%s::bytea))).* FROM "{table}" one WHERE id = %s',
                    [old, row.pk],
                )


OTHER_VALUES = {
    "bytea": 'set_byte("{0}", 20, 255 - get_byte("{0}", 20))',
    "uuid": "gen_random_uuid()",
    "bigint": '"{0}" + 1',
    "smallint": "77",
    "time": "'23:59'",
    "date": "'2030-01-01'",
    "boolean": 'NOT "{0}"',
    "timestamp with time zone": "now() - interval '1 day'",
    "varchar(10)": "'members'",
    "varchar(40)": "'other'",
    "varchar(64)": "repeat('1', 64)",
    "varchar(160)": "'other'",
}
ITS_COLUMNS = [
    pytest.param(model, field, id=f"{model._meta.label}.{field.name}")
    for model in [*APPEND_ONLY, Text]
    for field in model._meta.concrete_fields
    if field.column not in model.web_grants.partition("(")[2]
]


@pytest.mark.parametrize(("model", "field"), ITS_COLUMNS)
def test_an_append_only_row_stays_what_it_is_for_a_superuser_too(model, field, world):
    row = world.add(model, "pair")
    other = OTHER_VALUES[field.db_type(connection)].format(field.column)

    with connect_as("superuser") as administrator:
        with pytest.raises(psycopg.errors.CheckViolation, match="stays what it is"):
            administrator.execute(
                f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {other} '
                "WHERE id = %s",
                [row.pk],
            )
