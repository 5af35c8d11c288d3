"""The worker mails people and may not see how they sign in."""

import psycopg
import pytest

from people.accounts.tokens import new_password_tokens
from people.models import Person
from tests.conftest import connect_as
from tests.factories import PersonFactory

READ = "SELECT {} FROM people_person"


@pytest.fixture
def person(db):
    person = PersonFactory()
    person.set_password("een zin die niemand raadt")
    person.save()
    person.refresh_from_db()
    return person


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_all_of_a_person_but_the_password():
    others = [
        field.column
        for field in Person._meta.concrete_fields
        if field.column != "password"
    ]
    with connect_as("worker") as worker:
        worker.execute(READ.format(", ".join(others)))
        for columns in ("password", "*", "people_person", "left(password, 1)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                worker.execute(READ.format(columns))
            worker.rollback()


@pytest.mark.django_db(transaction=True)
def test_its_queries_ask_for_none(person, as_worker):
    as_worker()

    found = Person.objects.select_related("manager").get(pk=person.pk)

    assert (found.full_name, found.password) == (person.full_name, None)
    assert not found.has_usable_password()
    assert found.password_mark == person.password_mark


@pytest.mark.django_db
def test_the_mark_says_whether_there_is_a_password_and_which(person):
    first = person.password_mark
    assert len(first) == 64

    person.set_password("een andere zin die niemand raadt")
    person.save()
    person.refresh_from_db()
    assert len(person.password_mark) == 64
    assert person.password_mark != first

    for password in ("", "!"):
        person.password = password
        person.save()
        person.refresh_from_db()
        assert person.password_mark == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"password": "x$y"}, {"email": "new@firm.example"}, {"last_login": True}]
)
def test_a_link_ends_with_what_it_was_signed_for(person, change):
    token = new_password_tokens.make_token(person)
    assert new_password_tokens.check_token(person, token)

    if "last_login" in change:
        change = {"last_login": person.joined_at}
    Person.objects.filter(pk=person.pk).update(**change)
    person.refresh_from_db()

    assert not new_password_tokens.check_token(person, token)
