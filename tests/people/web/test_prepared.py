"""Queries that are written down and planned once find what they would find each time."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.accounts.session_store import sign_in_of
from people.models import Person, SignIn
from people.web.prepared import prepared
from tests.conftest import connect_as
from tests.factories import PersonFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@prepared
def person_of(address):
    """Without any order or second table."""
    return Person.objects.filter(email=address, is_active=True)


def all_of(found):
    """Each value of it, and of whom it is read together with."""
    if found is None:
        return None
    values = {name: value for name, value in vars(found).items() if name != "_state"}
    return type(found), values, all_of(found._state.fields_cache.get("person"))


def plans() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


@pytest.fixture
def keys(signed_in):
    """Of sign-ins: one with a zone, one without, of nobody, over, and none."""
    programme = ProgrammeFactory()
    for person in (programme.coordinators.first() or PersonFactory(), PersonFactory()):
        signed_in(person)
        signed_in(PersonFactory(organisation=programme.organisation))
    ahead = timezone.now() + dt.timedelta(days=1)
    SignIn.objects.create(session_key="nobody", session_data="", expire_date=ahead)
    over = timezone.now() - dt.timedelta(seconds=1)
    SignIn.objects.create(session_key="over", session_data="", expire_date=over)
    return [*SignIn.objects.values_list("pk", flat=True), "none", ""]


def test_it_finds_what_its_query_finds(keys):
    now = timezone.now()
    for _ in range(4):
        for key in keys:
            found = sign_in_of(key, now)
            assert all_of(found) == all_of(sign_in_of.function(key, now).first())
    zones = {found.zone for found in map(sign_in_of, keys, [now] * len(keys)) if found}
    assert len(zones) == 2


def test_the_server_keeps_its_plan():
    person = PersonFactory()
    for _ in range(4):
        assert person_of(person.email) == person
        assert person_of("nobody@example.org") is None

    assert plans().count(person_of.written.sql.replace("%s", "$1")) == 1


def test_its_words_are_known_to_who_looks_at_what_is_asked():
    person = PersonFactory()
    with CaptureQueriesContext(connection) as asked:
        for _ in range(4):
            person_of(person.email)
    assert ["people_person" in one["sql"] for one in asked] == [True] * 4


def test_what_it_finds_is_of_now():
    person = PersonFactory()
    for _ in range(4):
        assert person_of(person.email).given_name == person.given_name
    Person.objects.update(given_name="Jet")
    assert person_of(person.email).given_name == "Jet"
    Person.objects.update(email="jet@example.org")
    assert person_of(person.email) is None


def test_it_asks_once(django_assert_num_queries):
    person = PersonFactory()
    with django_assert_num_queries(1):
        assert person_of(person.email) == person


def test_it_goes_on_after_what_failed():
    person, _other = PersonFactory(), PersonFactory()
    for _ in range(4):
        with pytest.raises(IntegrityError), transaction.atomic():
            person_of(person.email)
            Person.objects.update(email="the.same@example.org")
        assert person_of(person.email) == person


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_after_its_tables_changed():
    person = PersonFactory()
    for _ in range(4):
        assert person_of(person.email) == person
    with connect_as("owner") as owner:
        owner.execute("ALTER TABLE people_person ADD COLUMN more text DEFAULT ''")
        try:
            assert person_of(person.email) == person
        finally:
            owner.execute("ALTER TABLE people_person DROP COLUMN more")
    assert person_of(person.email) == person
