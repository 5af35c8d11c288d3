"""The invariants of the design, asked of PostgreSQL itself."""

import base64
import os
import subprocess
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from crossmentor.embedded import postgres
from spaces import startup
from spaces.acting import acting_as
from spaces.classification import check_every_model_is_classified, is_confidential
from spaces.models import Open, Space
from spaces.sealing import CannotOpen
from spaces.services import open_space, own_space
from spaces.unopened import NotSaved
from tests.conftest import connect_as
from writing.models import Text

CONFIDENTIAL = [
    model
    for model in apps.get_models()
    if model._meta.managed and is_confidential(model)
]
KEPT_TO_SOME = [
    model for model in apps.get_models() if getattr(model, "web_rows", None)
]
TABLES = sorted(model._meta.db_table for model in CONFIDENTIAL)


def of_model(model):
    return model._meta.label


def test_every_model_is_classified():
    assert check_every_model_is_classified(None) == []


def tables_by(connection, query) -> list[str]:
    """The confidential tables of which a query holds, as often as it does."""
    return [name for (name,) in connection.execute(query, [TABLES]).fetchall()]


@pytest.mark.django_db
def test_confidential_tables_have_forced_policies():
    with connect_as("web") as web:
        forced = tables_by(
            web,
            "SELECT relname FROM pg_class WHERE relname = ANY (%s) "
            "AND relrowsecurity AND relforcerowsecurity ORDER BY 1",
        )
        permissive = tables_by(
            web,
            "SELECT tablename FROM pg_policies WHERE tablename = ANY (%s) "
            "AND permissive = 'PERMISSIVE' AND 'crossmentor_web' = ANY (roles) "
            "ORDER BY 1",
        )

    assert forced == permissive == TABLES
    assert len(TABLES) > 30


def test_who_writes_an_open_row_is_said_where_its_rows_are_kept():
    """Without `web_rows` no policy of such a table would be made at all."""
    said = ("may_add", "may_change", "may_delete")
    assert [
        of_model(model)
        for model in apps.get_models()
        if issubclass(model, Open) and any(getattr(model, one, None) for one in said)
        if model not in KEPT_TO_SOME
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", KEPT_TO_SOME, ids=of_model)
def test_open_tables_show_the_web_role_some_of_their_rows(model):
    table = model._meta.db_table
    with connect_as("web") as web:
        secured = "SELECT row_security_active(%s)"
        assert web.execute(secured, [f'"{table}"']).fetchone() == (True,)
        permissive = web.execute(
            "SELECT policyname, roles::text[] FROM pg_policies "
            "WHERE tablename = %s AND permissive = 'PERMISSIVE' ORDER BY policyname",
            [table],
        )
        assert permissive.fetchall() == [
            ("every", ["crossmentor_worker"]),
            ("some", ["crossmentor_web"]),
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("process", ["web", "worker"])
def test_no_sequence_tells_how_many_rows_others_add(process):
    """Each is of the id of a table, which gives it out to whoever may add a row."""
    every = "SELECT seqrelid::regclass::text FROM pg_sequence ORDER BY 1"
    given = (
        "SELECT objid::regclass::text FROM pg_depend "
        "WHERE classid = 'pg_class'::regclass AND deptype = 'i' "
        "AND objid IN (SELECT seqrelid FROM pg_sequence) ORDER BY 1"
    )
    may = (
        "SELECT seqrelid::regclass::text FROM pg_sequence "
        "WHERE has_sequence_privilege(seqrelid, 'SELECT, USAGE, UPDATE')"
    )
    with connect_as(process) as there:
        assert there.execute(may).fetchall() == []
        sequences = there.execute(given).fetchall()
        assert sequences == there.execute(every).fetchall()
        assert len(sequences) > 60


@pytest.mark.django_db(transaction=True)
def test_even_the_owner_adds_no_late_member(mentee, outsider):
    with acting_as(mentee):
        space = own_space(mentee)
    with connect_as("owner") as owner:
        with pytest.raises(psycopg.errors.CheckViolation, match="never gains a member"):
            owner.execute(
                "INSERT INTO spaces_member (space_id, person_id) VALUES (%s, %s)",
                [space.pk, outsider.pk],
            )


@pytest.mark.django_db(transaction=True)
def test_a_member_who_left_does_not_come_back(mentee, mentor, group):
    from spaces.services import leave_space

    leave_space(space_id=group.circle_id, person=mentee)
    with connect_as("owner") as owner:
        with pytest.raises(psycopg.errors.CheckViolation, match="can only leave"):
            owner.execute(
                "UPDATE spaces_member SET left_at = NULL WHERE person_id = %s "
                "AND space_id = %s",
                [mentee.pk, group.circle_id],
            )
    with acting_as(mentee):
        assert not Space.objects.filter(pk=group.circle_id).exists()


@pytest.mark.django_db(transaction=True)
def test_no_person_outlives_a_transaction_on_the_connection(mentee):
    with acting_as(mentee):
        own_space(mentee)
        with connection.cursor() as cursor:
            cursor.execute("SELECT spaces_person()")
            assert cursor.fetchone() == (None,)
    assert not Space.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_dump_holds_no_text(mentee, mentor, group):
    words = "Mijn leidinggevende weet niet dat ik slecht slaap"
    with acting_as(mentee), transaction.atomic():
        Text.objects.create(
            space=own_space(mentee),
            author=mentee,
            kind="goal",
            key=uuid4(),
            title=words,
            body=words,
        )
    dump = dump_of_the_test_database()
    assert b"COPY public.writing_text" in dump
    assert str(mentee.email).encode() in dump
    encodings = [
        words.encode(),
        words.encode().hex().encode(),
        base64.b64encode(words.encode()).rstrip(b"="),
        words.encode("utf-16-le"),
    ]
    assert [encoding in dump for encoding in encodings] == [False] * 4


def dump_of_the_test_database() -> bytes:
    there = postgres.parameters("superuser", connection.settings_dict["NAME"])
    return subprocess.run(
        [
            postgres.binary("pg_dump"),
            *("-h", there["HOST"], "-p", str(there["PORT"]), "-U", there["USER"]),
            there["NAME"],
        ],
        check=True,
        capture_output=True,
    ).stdout


@pytest.mark.django_db
def test_without_the_master_key_nothing_opens_or_is_sealed(mentee, settings):
    with acting_as(mentee):
        page = Text.objects.create(
            space=own_space(mentee),
            author=mentee,
            kind="goal",
            key=uuid4(),
            body="Rust nemen",
        )
    settings.MASTER_KEYS = [("other", os.urandom(32))]
    with acting_as(mentee):
        assert repr(Text.objects.get(pk=page.pk).body) == "<unopened>"
        with pytest.raises(NotSaved), transaction.atomic():
            Text.objects.create(
                space=page.space, author=mentee, kind="goal", key=uuid4(), body="x"
            )
    settings.MASTER_KEYS = []
    with acting_as(mentee), pytest.raises(CannotOpen):
        open_space(kind=Space.Kind.PAIR, members=[mentee, page.author])


@pytest.mark.django_db
def test_a_sealed_value_does_not_open_elsewhere(mentee):
    with acting_as(mentee):
        space = own_space(mentee)
        one, other = (
            Text.objects.create(
                space=space, author=mentee, kind="goal", key=uuid4(), body=body
            )
            for body in ("Een", "Twee")
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE writing_text SET body = (SELECT body FROM writing_text "
                "WHERE id = %s) WHERE id = %s",
                [one.pk, other.pk],
            )
        assert repr(Text.objects.get(pk=other.pk).body) == "<unopened>"


@pytest.mark.django_db
def test_a_sealed_value_is_never_shown_raw(mentee):
    with acting_as(mentee):
        Text.objects.create(
            space=own_space(mentee), author=mentee, kind="goal", key=uuid4(), body="Een"
        )
        (raw,) = Text.objects.values_list("body", flat=True)
        assert str(raw) == "<sealed>"
        with pytest.raises(TypeError, match="sealed"):
            Text.objects.update(body="leesbaar")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("process", "words"), [("owner", "owns tables"), ("superuser", "superuser")]
)
def test_a_powerful_role_does_not_start(process, words, monkeypatch):
    with connect_as(process) as powerful:
        monkeypatch.setattr(startup, "connection", Borrowed(powerful))
        with pytest.raises(ImproperlyConfigured, match=words):
            startup.refuse_powerful_role()


@pytest.mark.django_db
@pytest.mark.parametrize("process", ["web", "worker"])
def test_the_two_roles_start(process, monkeypatch, settings):
    settings.PROCESS = process
    settings.MASTER_KEYS = [] if process == "worker" else settings.MASTER_KEYS
    with connect_as(process) as own:
        monkeypatch.setattr(startup, "connection", Borrowed(own))
        startup.refuse_powerful_role()


@pytest.mark.django_db
def test_a_worker_with_a_key_does_not_start(monkeypatch, settings):
    settings.PROCESS = "worker"
    with connect_as("worker") as own:
        monkeypatch.setattr(startup, "connection", Borrowed(own))
        with pytest.raises(ImproperlyConfigured, match="master key"):
            startup.refuse_powerful_role()


class Borrowed:
    """Stands in for Django's connection, in the role of another process."""

    def __init__(self, raw):
        self.raw = raw
        self.settings_dict = {"USER": raw.info.user}

    def cursor(self):
        return self.raw.cursor()
