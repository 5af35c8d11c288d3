"""What a row of a person can hold: one form of each address, one person to each."""

import pytest
from django.db import IntegrityError, connection, transaction

from people.models import Adviser, Departure, Person, Stint
from people.services.departures import mark_left
from people.sorting import person_key
from tests.conftest import connect_as
from tests.factories import PersonFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("anna@firm.example", "anna@firm.example"),
        ("  ANNA@Firm.Example\n", "anna@firm.example"),
        # Of full width, and with what nobody sees.
        ("\uff41nna\uff20firm.example", "anna@firm.example"),
        ("an\u200bna@firm\u00ad.example", "anna@firm.example"),
        ("anna@M\u00dcnchen.example", "anna@m\u00fcnchen.example"),
        ("anna@mu\u0308nchen.example", "anna@m\u00fcnchen.example"),
        ("STRA\u1e9eE@firm.example", "stra\u00dfe@firm.example"),
    ],
)
def test_an_address_is_one_however_it_was_typed(organisation, typed, kept):
    person = Person.objects.create(
        organisation=organisation, email=typed, given_name="Anna"
    )

    # On the object as in the table.
    assert person.email == kept
    assert Person.objects.values_list("email", flat=True).get(pk=person.pk) == kept
    assert list(Person.objects.addressed([typed, "nobody@firm.example"])) == [person]
    assert Person.objects.get_by_natural_key(typed) == person


def test_who_has_no_address_is_not_meant_by_nothing(organisation, coordinator):
    gone = PersonFactory(organisation=organisation)
    mark_left(person=gone, by=coordinator)
    Person.objects.filter(pk=gone.pk).update(email="")

    assert not Person.objects.addressed(["", " ", "\u200b"]).exists()
    assert not Person.objects.addressed([]).exists()


@pytest.fixture
def anna(organisation):
    return PersonFactory(
        organisation=organisation, email="anna@firm.example", employee_number="7"
    )


def elsewhere(anna, **change):
    PersonFactory(**change)


def beside(anna, **change):
    PersonFactory(organisation=anna.organisation, **change)


def herself(anna, **change):
    Person.objects.filter(pk=anna.pk).update(**change)


@pytest.mark.parametrize(
    ("act", "change", "rule"),
    [
        (elsewhere, {"email": "ANNA@firm.example"}, "people_person_email_once"),
        (beside, {"employee_number": "7"}, "people_person_employee_number_once"),
        (herself, {"email": ""}, "people_person_has_address"),
    ],
)
def test_what_cannot_be_of_two_or_of_nobody(anna, act, change, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        act(anna, **change)


@pytest.mark.parametrize(
    "address", ["Anna@firm.example", "anna @firm.example", "anna@mu\u0308nchen.example"]
)
def test_the_table_takes_no_other_form(anna, address):
    rule = "people_person_email_one_form"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_person SET email = %s", [address])


def test_nobody_is_their_own_manager(anna):
    rule = "people_person_not_own_manager"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        herself(anna, manager=anna)


def test_numbers_are_of_one_organisation_and_who_has_none_shares_nothing(anna):
    elsewhere(anna, employee_number="7")
    for _twice in range(2):
        beside(anna, employee_number="")

    assert Person.objects.filter(employee_number="7").count() == 2


def test_a_stint_ends_on_its_first_day_at_the_earliest(anna, organisation):
    project = ProjectFactory(organisation=organisation)
    day = {"starts_on": "2026-02-01", "hours": 8}
    Stint.objects.create(person=anna, project=project, ends_on="2026-02-01", **day)
    for rule, more in (
        ("people_stint_once", {}),
        ("people_stint_ends_later", {"starts_on": "2026-03-01"}),
    ):
        more = day | {"ends_on": "2026-02-28"} | more
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Stint.objects.create(person=anna, project=project, **more)


def test_of_one_departure_another_said_it_and_it_stands_once(anna, coordinator):
    mark_left(person=anna, by=coordinator)
    for rule, by in (
        ("people_departure_once", coordinator),
        ("people_departure_of_another", anna),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Departure.objects.create(person=anna, left_by=by, address=anna.email)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"name": ""}, "people_adviser_has_a_name"),
        ({"telephone": ""}, "people_adviser_can_be_reached"),
    ],
)
def test_an_adviser_has_a_name_and_can_be_reached(coordinator, facts, rule):
    facts = {"name": "Rob", "telephone": "1", "named_by": coordinator} | facts
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Adviser.objects.create(organisation=coordinator.organisation, **facts)


def test_a_key_is_made_as_the_row_is_written(anna):
    anna.infix, anna.family_name = "van den", "Berg"
    anna.save(update_fields=["infix", "family_name", "sort_key"])

    anna.refresh_from_db()
    assert anna.sort_key == person_key(anna.given_name, "van den", "Berg", "NL")


def marks(person):
    return Person.objects.values_list("password_mark", flat=True).get(pk=person.pk)


def test_a_password_has_a_mark_and_what_is_none_has_not(anna):
    assert marks(anna) == ""
    anna.set_unusable_password()
    anna.save()
    assert marks(anna) == ""

    seen = set()
    for words in ("een zin die niemand raadt", "een andere zin"):
        anna.set_password(words)
        anna.save()
        seen.add(marks(anna))

    assert [len(mark) for mark in seen] == [64, 64]


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_the_mark_and_never_the_password(anna, as_worker):
    anna.set_password("een zin die niemand raadt")
    anna.save()
    as_worker()

    there = Person.objects.get(pk=anna.pk)

    assert there.password is None
    assert len(there.password_mark) == 64
    with connect_as("worker") as worker, pytest.raises(Exception, match="permission"):
        worker.execute("SELECT password FROM people_person")
