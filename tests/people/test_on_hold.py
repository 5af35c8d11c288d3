"""An account that gave up its address or number, because another has it now."""

import pytest
from django.urls import reverse

from people.models import Person
from people.services.departures import mark_left, put_on_hold, take_back_departure
from spaces.errors import DomainError
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(organisation):
    return PersonFactory(
        organisation=organisation,
        given_name="Anna",
        family_name="Berg",
        email="anna@firm.example",
        employee_number="007",
    )


def facts(person):
    person.refresh_from_db()
    return person.is_active, person.email, person.employee_number


@pytest.mark.parametrize(
    ("given_on", "left"),
    [
        ("email", (False, "", "007")),
        ("employee_number", (False, "anna@firm.example", "")),
    ],
)
def test_what_was_given_up_comes_back_while_nobody_has_it(
    anna, coordinator, given_on, left
):
    departure = put_on_hold(person=anna, by=coordinator, given_on=given_on)
    assert facts(anna) == left
    assert departure.address == "anna@firm.example"
    assert departure.address_given_up == (given_on == "email")
    assert departure.number_given_up == ("007" if given_on != "email" else "")

    take_back_departure(person=anna, by=coordinator)

    assert facts(anna) == (True, "anna@firm.example", "007")


def test_both_can_be_given_up_one_after_the_other(anna, coordinator):
    first = put_on_hold(person=anna, by=coordinator, given_on="employee_number")
    second = put_on_hold(person=anna, by=coordinator, given_on="email")

    assert first == second
    assert facts(anna) == (False, "", "")
    take_back_departure(person=anna, by=coordinator)
    assert facts(anna) == (True, "anna@firm.example", "007")


def test_of_who_had_left_already_the_rest_is_given_up(anna, coordinator):
    departure = mark_left(person=anna, by=coordinator)

    assert put_on_hold(person=anna, by=coordinator, given_on="email") == departure
    assert facts(anna) == (False, "", "007")


def test_nobody_who_coordinates_is_put_on_hold(coordinator, programme):
    by = PersonFactory(organisation=coordinator.organisation)

    with pytest.raises(DomainError, match="is a coordinator"):
        put_on_hold(person=coordinator, by=by, given_on="email")

    assert facts(coordinator)[0]


@pytest.mark.parametrize(
    ("given_on", "new", "words"),
    [
        (
            "email",
            {"email": "anna@firm.example"},
            "anna@firm.example belongs to Bo Vos now.",
        ),
        ("employee_number", {"employee_number": "007"}, "007 belongs to Bo Vos now."),
    ],
)
def test_a_colleague_who_has_it_is_named(anna, coordinator, given_on, new, words):
    put_on_hold(person=anna, by=coordinator, given_on=given_on)
    new |= {"organisation": anna.organisation, "given_name": "Bo"}
    PersonFactory(family_name="Vos", **new)

    with pytest.raises(DomainError, match=words):
        take_back_departure(person=anna, by=coordinator)

    assert not facts(anna)[0]


def test_who_has_the_address_in_another_organisation_is_not_named(anna, coordinator):
    put_on_hold(person=anna, by=coordinator, given_on="email")
    PersonFactory(email="anna@firm.example", given_name="Geheim")

    with pytest.raises(DomainError) as refused:
        take_back_departure(person=anna, by=coordinator)

    assert str(refused.value) == "anna@firm.example belongs to somebody already."


def test_a_number_in_another_organisation_is_another_number(anna, coordinator):
    put_on_hold(person=anna, by=coordinator, given_on="employee_number")
    PersonFactory(employee_number="007")

    take_back_departure(person=anna, by=coordinator)

    assert facts(anna)[2] == "007"


@pytest.mark.parametrize(
    ("given_on", "words"),
    [
        ("email", "That address belongs to somebody else now."),
        ("employee_number", "The employee number was 007, and belongs to somebody"),
    ],
)
def test_the_page_says_what_is_given_up_until_it_is_back(
    signed_in, anna, coordinator, given_on, words
):
    page, path = signed_in(coordinator), reverse("people:person", args=[anna.pk])
    put_on_hold(person=anna, by=coordinator, given_on=given_on)
    text = page.get(path).text
    assert words in text
    assert "Told at anna@firm.example." in text

    take_back_departure(person=anna, by=coordinator)

    text = page.get(path).text
    assert words not in text
    assert f"Undone by {coordinator.full_name}" in text
    assert Person.objects.get(pk=anna.pk).is_active
