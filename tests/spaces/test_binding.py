"""Somebody who writes in the database, in whichever role, without any key."""

import datetime as dt
from uuid import uuid4

import psycopg
import pytest
from django.db import models, transaction
from django.utils import timezone

from intake.models import ClickAnswer, Referral
from people.models import Person
from spaces.acting import acting_as
from spaces.fields import sealed_fields
from spaces.models import Space
from spaces.services import open_space, own_space
from tests.conftest import connect_as
from tests.spaces.before import SEALED, superuser
from tests.spaces.conftest import is_of_one, kinds_of
from tests.spaces.test_functions import be
from writing.models import Revision, Snapshot
from writing.services import give_words, revoke

pytestmark = pytest.mark.django_db(transaction=True)


def rewritten(model) -> list:
    """The texts that the web role may write anew."""
    _before, update, columns = model.web_grants.partition("UPDATE")
    if not update or model is Revision:
        return []
    fields = sealed_fields(model)
    named = columns.partition("(")[2].partition(")")[0].split(", ")
    return [field for field in fields if named == [""] or field.column in named]


REWRITTEN = [
    pytest.param(model, field, id=f"{model._meta.label}-{field.name}")
    for model in SEALED
    for field in rewritten(model)
]
BOUND = [
    pytest.param(model, name, id=f"{model._meta.label}-{name}")
    for model in SEALED
    for name in (*model.sealed_with, *(n for f in sealed_fields(model) for n in f.also))
]
UNTIL = dt.date(2030, 1, 1)


def label(model):
    return model._meta.label


def as_superuser(statement, parameters=()):
    with superuser() as connection:
        return connection.execute(statement, parameters)


def texts(model, pk, person) -> list[str]:
    """The texts of a row as `person` reads them; None for each that does not open."""
    with acting_as(person), transaction.atomic():
        row = model._base_manager.get(pk=pk)
        read = [getattr(row, field.attname) for field in sealed_fields(model)]
    return [None if hasattr(text, "unopened") else text for text in read]


def reader_of(world, model):
    """Its author alone reads a referral, as long as the place has not ended."""
    alone = model is Referral or is_of_one(model)
    return world.writer_of(model) if alone else world.mentee


def written(world, model):
    """A row in a space of mentee and mentor, where both may read it, if it can be."""
    kinds = [kind for kind in kinds_of(model) if kind != "own"] or ["own"]
    row = world.add(model, "pair" if "pair" in kinds else kinds[0])
    if model is ClickAnswer:
        world.add(model, "pair", writer=world.mentor)
    return row


def another(world, field, row):
    """A value that the column could have as well."""
    value = getattr(row, field.attname)
    if type(row) is ClickAnswer and field.related_model is Person:
        return Person.objects.exclude(pk__in=[world.mentor.pk, world.mentee.pk])[0].pk
    if field.related_model is Person:
        return next(pk for pk in (world.mentor.pk, world.mentee.pk) if pk != value)
    if isinstance(field, models.DateTimeField):
        return timezone.now() - dt.timedelta(days=1)
    if isinstance(field, models.DateField):
        return dt.date(2030, 1, 1)
    return value + 1 if isinstance(value, int) else uuid4()


@pytest.mark.parametrize(("model", "name"), BOUND)
def test_a_text_opens_only_with_what_it_is_bound_to(model, name, world):
    row = written(world, model)
    reader = reader_of(world, model)
    before = texts(model, row.pk, reader)
    field = model._meta.get_field(name)
    fields = sealed_fields(model)
    bound = [name in (*model.sealed_with, *one.also) for one in fields]

    as_superuser(
        f'UPDATE "{model._meta.db_table}" SET "{field.column}" = %s WHERE id = %s',
        [another(world, field, row), row.pk],
    )

    moved = model is Referral and name == "author"
    after = texts(model, row.pk, world.mentee if moved else reader)
    assert None not in before
    assert after == [
        None if is_bound else text for is_bound, text in zip(bound, before, strict=True)
    ]


def stamps_of(field) -> set[str]:
    """What changes with each writing of a text, and is bound to it."""
    names = (*field.model.sealed_with, *field.also)
    return {
        name
        for name in names
        if isinstance(field.model._meta.get_field(name), models.DateTimeField)
        or name == "head"
    }


@pytest.mark.parametrize(("model", "field"), REWRITTEN)
def test_an_older_text_put_back_is_noticed(model, field, world):
    row = written(world, model)
    column, table = f'"{field.column}"', f'"{model._meta.db_table}"'
    with superuser() as connection:
        older = connection.execute(
            f"SELECT {column} FROM {table} WHERE id = %s", [row.pk]
        ).fetchone()
    with acting_as(world.writer_of(model)), transaction.atomic():
        row = model._base_manager.get(pk=row.pk)
        changed = set()
        for one in rewritten(model):
            setattr(row, one.attname, "later")
            for stamp in stamps_of(one):
                setattr(row, stamp, uuid4() if stamp == "head" else timezone.now())
            changed |= {one.name, *stamps_of(one)}
        row.save(update_fields=changed)

    as_superuser(f"UPDATE {table} SET {column} = %s WHERE id = %s", [*older, row.pk])

    after = texts(model, row.pk, reader_of(world, model))
    read = zip(sealed_fields(model), after, strict=True)
    assert [text for one, text in read if one in rewritten(model)] == [
        None if one == field else "later" for one in rewritten(model)
    ]


@pytest.mark.parametrize(
    "model", [model for model in SEALED if len(sealed_fields(model)) > 1], ids=label
)
def test_a_text_is_not_exchanged_with_another_of_its_row(model, world):
    row = written(world, model)
    one, other = (f'"{field.column}"' for field in sealed_fields(model)[:2])

    as_superuser(
        f'UPDATE "{model._meta.db_table}" SET {one} = {other}, {other} = {one} '
        "WHERE id = %s",
        [row.pk],
    )

    assert texts(model, row.pk, reader_of(world, model))[:2] == [None, None]


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_row_is_not_moved_to_another_space(model, world):
    row = written(world, model)
    reader = reader_of(world, model)
    with acting_as(reader), transaction.atomic():
        own = own_space(reader)
    other = world.seat.pair_id if row.space_id == own.pk else own.pk

    as_superuser(
        f'UPDATE "{model._meta.db_table}" SET space_id = %s WHERE id = %s',
        [other, row.pk],
    )

    assert set(texts(model, row.pk, reader)) == {None}


@pytest.mark.parametrize("model", SEALED, ids=label)
def test_a_text_is_not_moved_to_another_row(model, world):
    row = written(world, model)

    as_superuser(
        f'UPDATE "{model._meta.db_table}" SET id = %s WHERE id = %s',
        [pk := uuid4(), row.pk],
    )

    assert set(texts(model, pk, reader_of(world, model))) == {None}


def as_if_seen(row, person):
    """Past the other wall: that a circle opens only for who has seen who is in it."""
    as_superuser(
        "INSERT INTO spaces_seen (space_id, person_id, at) VALUES (%s, %s, now())"
        " ON CONFLICT DO NOTHING",
        [row.space_id, person.pk],
    )


@pytest.mark.parametrize("kind", ["own", "pair", "circle", "shared"])
def test_who_is_added_to_a_space_opens_nothing(kind, world, outsider):
    mine = [one for one in SEALED if world.writer_of(one) == world.mentee]
    model = next(one for one in mine if kind in kinds_of(one))
    row = world.add(model, kind)
    before = texts(model, row.pk, world.mentee)

    as_superuser(
        "INSERT INTO spaces_member (space_id, person_id) VALUES (%s, %s)",
        [row.space_id, outsider.pk],
    )
    as_if_seen(row, outsider)

    assert set(texts(model, row.pk, outsider)) == {None}
    # Nor does anybody else then: the space is closed until the row is gone again.
    assert set(texts(model, row.pk, world.mentee)) == {None}
    as_superuser(
        "DELETE FROM spaces_member WHERE person_id = %s AND space_id = %s",
        [outsider.pk, row.space_id],
    )
    assert texts(model, row.pk, world.mentee) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE spaces_space SET until = until + 365 WHERE id = %s",
        "UPDATE spaces_space SET kind = 'circle', owner_id = NULL, until = NULL"
        " WHERE id = %s",
        "UPDATE spaces_space SET owner_id = (SELECT person_id FROM spaces_member"
        " WHERE space_id = spaces_space.id AND person_id <> owner_id) WHERE id = %s",
        "DELETE FROM spaces_member WHERE space_id = %s AND person_id <>"
        " (SELECT owner_id FROM spaces_space WHERE id = space_id)",
    ],
)
def test_a_space_opens_as_it_was_only(change, world):
    row = world.add(Snapshot, "shared")

    as_superuser(change, [row.space_id])
    as_if_seen(row, world.mentee)

    assert set(texts(Snapshot, row.pk, world.mentee)) == {None}


def given(world):
    with acting_as(world.mentee), transaction.atomic():
        return give_words(
            author=world.mentee,
            reader=world.mentor,
            title="Doel",
            body="Ik slaap slecht",
            until=UNTIL,
        )


def test_a_space_is_not_opened_again_after_it_was_revoked(world, outsider):
    snapshot = given(world)
    with superuser() as connection:
        master, wrapped = connection.execute(
            "SELECT master, wrapped FROM spaces_datakey WHERE space_id = %s",
            [snapshot.space_id],
        ).fetchone()
    with acting_as(world.mentee):
        revoke(snapshot=snapshot)

    with connect_as("web") as web, web.transaction():
        be(web, world.mentee)
        members = [world.mentee.pk, outsider.pk]
        again = [snapshot.space_id, "shared", world.mentee.pk, UNTIL, members]
        with pytest.raises(psycopg.errors.UniqueViolation, match="usedspace"):
            with web.transaction():
                web.execute(
                    "SELECT spaces_open(%s, %s, %s, %s, %s, %s, %s)",
                    [*again, master, wrapped],
                )


def test_its_key_would_not_open_for_another_reader_either(world, outsider):
    """The same as an administrator of the database, with the row taken from a dump."""
    snapshot = given(world)
    row = snapshot.space_id

    as_superuser(
        "UPDATE spaces_member SET person_id = %s WHERE space_id = %s AND person_id = %s",
        [outsider.pk, row, world.mentor.pk],
    )

    assert texts(Snapshot, snapshot.pk, outsider) == [None, None]


@pytest.mark.parametrize("ended", ["spaces_expire()", "spaces_unopen(ARRAY[%s])"])
def test_nor_after_it_ended_or_was_not_used(ended, world, outsider):
    with acting_as(world.mentee), transaction.atomic():
        space = world.space("shared", world.mentee)
        if "unopen" in ended:
            pair = [world.mentee, world.mentor]
            space = open_space(kind=Space.Kind.PAIR, members=pair)
    as_superuser("UPDATE spaces_space SET until = '2020-01-01' WHERE kind = 'shared'")
    with connect_as("web") as web, web.transaction():
        be(web, world.mentee)
        web.execute(f"SELECT {ended}", [space.pk] if "%s" in ended else [])
        assert web.execute(
            "SELECT count(*) FROM spaces_space WHERE id = %s", [space.pk]
        ).fetchone() == (0,)
        with pytest.raises(psycopg.errors.UniqueViolation), web.transaction():
            web.execute(
                "SELECT spaces_open(%s, 'pair', NULL, NULL, %s, 'first', '\\x02')",
                [space.pk, [world.mentee.pk, outsider.pk]],
            )


@pytest.mark.parametrize("process", ["web", "worker", "owner", "superuser"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM spaces_usedspace", "UPDATE spaces_usedspace SET space_id = %s"],
)
def test_the_ids_that_were_used_stay(process, statement, world):
    assert Space.objects.count() == 0
    parameters = [uuid4()] if "%s" in statement else []
    with connect_as(process) as connection, pytest.raises(psycopg.Error) as refusal:
        connection.execute(statement, parameters)

    assert isinstance(
        refusal.value,
        (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation),
    )
