"""Every confidential model, in every kind of space, asked as everybody of the cast."""

import base64

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from intake.models import ClickAnswer, Referral
from spaces import fields
from spaces.acting import acting_as
from spaces.fields import SealedTextField
from spaces.models import Confidential, DataKey, Member, Space
from tests.conftest import connect_as
from tests.spaces.conftest import WORDS, is_of_one, kinds_of
from tests.spaces.test_database import dump_of_the_test_database

MODELS = [model for model in apps.get_models() if issubclass(model, Confidential)]
IN_SPACES = [
    pytest.param(model, kind, id=f"{model._meta.label}-{kind}")
    for model in MODELS
    for kind in kinds_of(model)
]
ADDED_BY_NAME = [model for model in MODELS if model.may_add]
CHANGED_BY_SOME = [
    model
    for model in MODELS
    if model.may_change and "UPDATE" in model.web_grants and not is_of_one(model)
]
DELETED_BY_SOME = [
    model
    for model in MODELS
    if model.may_change and "DELETE" in model.web_grants and "circle" in kinds_of(model)
]


def label(model):
    return model._meta.label


def seen(model, person) -> set:
    """All that the plain manager finds for `person`, with no filter at all."""
    with acting_as(person), transaction.atomic():
        return set(model._base_manager.values_list("pk", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "kind"), IN_SPACES)
def test_only_members_find_a_row(model, kind, world, cast):
    before = {role: seen(model, person) for role, person in cast.items()}
    rows = {world.add(model, kind).pk}
    if model is ClickAnswer:
        # Before both have answered not even a member sees the other's.
        assert seen(model, world.mentor) == set()
        rows.add(world.add(model, kind, writer=world.mentor).pk)
    readers = world.readers(kind, world.writer_of(model))
    if model is Referral:
        # Before the place has ended nobody but who wrote it.
        readers = {world.writer_of(model).pk}

    for role, person in cast.items():
        may = person is not None and person.pk in readers
        assert seen(model, person) - before[role] == (rows if may else set()), role


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "kind"), IN_SPACES)
def test_nobody_adds_a_row_to_a_space_of_others(model, kind, world, cast, monkeypatch):
    writer = world.writer_of(model)
    with acting_as(writer):
        space = world.space(kind, writer)
    # Else the lack of a key stops them before the database does.
    monkeypatch.setattr(fields, "data_key", lambda space_id: bytes(32))

    for person in cast.values():
        if person and person.pk in world.readers(kind, writer):
            continue
        values = world.values(model, person or writer)
        with acting_as(person), pytest.raises(DatabaseError) as refusal:
            with transaction.atomic():
                model.objects.create(space=space, **values)
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ADDED_BY_NAME, ids=label)
def test_nobody_adds_a_row_in_the_name_of_another_member(model, world):
    names = {"author", "asked_by"} & {field.name for field in model._meta.fields}
    liar = world.mentor if names else world.mentee
    writer = dict.fromkeys(names, world.mentee)

    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        world.add(model, "pair", writer=liar, **writer)

    assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.django_db
@pytest.mark.parametrize("model", CHANGED_BY_SOME, ids=label)
def test_other_members_change_nothing(model, world, other_mentee):
    row = world.add(model, "circle")
    columns = model.web_grants.partition("(")[2].rstrip(")").split(", ")
    name = columns[-1] or "space_id"

    with acting_as(other_mentee):
        assert seen(model, other_mentee) >= {row.pk}
        changed = model._base_manager.filter(pk=row.pk)
        assert changed.update(**{name: getattr(row, name)}) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("model", DELETED_BY_SOME, ids=label)
def test_other_members_delete_nothing(model, world, other_mentee):
    row = world.add(model, "pair" if model is Referral else "circle")

    with acting_as(other_mentee):
        assert model._base_manager.filter(pk=row.pk)._raw_delete("default") == 0
    # What only is taken back from a pair stays in a circle, also for its writer.
    gone = 0 if model.may_delete else 1
    with acting_as(world.writer_of(model)):
        assert model._base_manager.filter(pk=row.pk)._raw_delete("default") == gone


DEEDS = (
    "SELECT * FROM {}",
    "INSERT INTO {} DEFAULT VALUES",
    "UPDATE {} SET {} = NULL",
    "DELETE FROM {}",
    "SELECT * FROM {} FOR SHARE",
    "TRUNCATE {}",
    "COPY {} TO STDOUT",
)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [*MODELS, Space, Member, DataKey], ids=label)
@pytest.mark.sample(999)
def test_the_worker_does_nothing_with_a_row(model):
    table, column = model._meta.db_table, model._meta.pk.column
    with connect_as("worker") as worker:
        for deed in DEEDS:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                worker.execute(deed.format(f'"{table}"', f'"{column}"'))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [kind.value for kind in Space.Kind])
@pytest.mark.parametrize("process", ["web", "worker", "owner"])
def test_a_late_member_is_refused(kind, process, world, outsider):
    with acting_as(world.mentee), transaction.atomic():
        space = world.space(kind, world.mentee)

    with connect_as(process) as late, pytest.raises(psycopg.Error) as refusal:
        late.execute(
            "INSERT INTO spaces_member (space_id, person_id) VALUES (%s, %s)",
            [space.pk, outsider.pk],
        )

    assert isinstance(
        refusal.value,
        (psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation),
    )


@pytest.mark.django_db(transaction=True)
def test_no_dump_holds_a_sealed_field_and_the_owner_finds_no_row(world):
    sealed = []
    for number, model in enumerate(MODELS):
        kinds = kinds_of(model)
        row = world.add(model, kinds[number % len(kinds)])
        sealed += [
            getattr(row, field.name)
            for field in model._meta.fields
            if isinstance(field, SealedTextField)
        ]

    dump = dump_of_the_test_database()

    with connect_as("owner") as owner:
        assert [model for model in MODELS if rows_of(model, owner)] == []
    assert len(set(sealed)) > 15
    assert all(text.startswith(WORDS) for text in sealed)
    for model in MODELS:
        rows = dump.partition(f"COPY public.{model._meta.db_table} (".encode())[2]
        assert not rows.partition(b"FROM stdin;\n")[2].startswith(b"\\."), model
    for part in ("leidinggevende", "slecht slaap", WORDS):
        for encoding in encodings(part):
            assert encoding not in dump


def rows_of(model, connection) -> int:
    query = f'SELECT count(*) FROM "{model._meta.db_table}"'
    return connection.execute(query).fetchone()[0]


def encodings(text):
    plain = text.encode()
    yield plain
    yield plain.hex().encode()
    # Without the ends, which depend on what stands around it.
    yield base64.b64encode(plain)[4:-4]
    yield text.encode("utf-16-le")
