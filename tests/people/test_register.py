"""What is noted of a person's row, and what it tells."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Person, RosterEvent
from people.services.register import facts_of, is_another_name
from spaces.acting import acting_as
from tests import factories
from tests.conftest import connect_as

pytestmark = pytest.mark.django_db


def events(person):
    found = person.events.order_by("at", "pk")
    return [(event.what, event.was, event.became, event.by) for event in found]


def test_whatever_changes_a_row_it_is_noted_with_who_did_it(coordinator):
    with acting_as(coordinator):
        person = factories.PersonFactory(
            organisation=coordinator.organisation,
            given_name="Piet",
            family_name="Jansen",
            email="piet@mail.example",
        )
    was, team = person.team, factories.TeamFactory(organisation=person.organisation)
    Person.objects.filter(pk=person.pk).update(given_name="Anna", infix="de")
    with acting_as(coordinator):
        Person.objects.filter(pk=person.pk).update(
            team=team, email="anna@firm.example", department="Rivers"
        )
        Person.objects.filter(pk=person.pk).update(department="Seas")

    assert events(person) == [
        ("added", "", "", coordinator),
        ("renamed", "Piet Jansen", "Anna de Jansen", None),
        ("team", was.name, team.name, coordinator),
        ("address", "piet@mail.example", "anna@firm.example", coordinator),
    ]


@pytest.mark.parametrize("role", ["web", "worker"])
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO people_rosterevent (person_id, what, before, after, at) "
        "VALUES (1, 'added', '{}', '{}', now())",
        "UPDATE people_rosterevent SET by_id = NULL",
        "DELETE FROM people_rosterevent",
    ],
)
def test_nobody_writes_or_mends_what_was_noted(role, sql):
    import psycopg

    with connect_as(role) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
        other.execute(sql)


def test_the_first_sign_in_is_noted_once(signed_in, coordinator):
    person = factories.PersonFactory(organisation=coordinator.organisation)
    assert facts_of([person])[person.pk].is_new()

    signed_in(person)
    first = RosterEvent.objects.get(person=person, what="entered").at
    signed_in(person)
    person.refresh_from_db()

    facts = facts_of([person])[person.pk]
    assert facts.entered_at == first
    assert facts.is_new()
    assert not facts.is_new(timezone.now() + dt.timedelta(8))


def test_who_signed_in_before_such_things_were_noted_is_not_new(coordinator):
    person = factories.PersonFactory(
        organisation=coordinator.organisation,
        last_login=timezone.now(),
        joined_at=timezone.now() - dt.timedelta(90),
    )

    assert not facts_of([person])[person.pk].is_new()


@pytest.mark.parametrize(
    ("email", "unlike"),
    [
        ("anna@firm.example", False),
        ("Anna@FIRM.example", False),
        ("anna@rivers.firm.example", False),
        ("anna@mail.example", True),
        ("anna@otherfirm.example", True),
        ("anna@firm.example.mail.example", True),
    ],
)
def test_a_domain_unlike_the_organisations_shows(coordinator, email, unlike):
    person = factories.PersonFactory(organisation=coordinator.organisation, email=email)

    assert facts_of([person])[person.pk].is_unlike is unlike


def test_importing_many_does_not_make_a_domain_the_organisations(coordinator):
    people = factories.PersonFactory.create_batch(
        20, organisation=coordinator.organisation
    )
    for number, person in enumerate(people):
        Person.objects.filter(pk=person.pk).update(email=f"p{number}@mail.example")
    people = list(Person.objects.filter(pk__in=[person.pk for person in people]))

    assert {facts.is_unlike for facts in facts_of(people).values()} == {True}
    call_command(
        "set_domains", coordinator.organisation.slug, "mail.example", "@Firm.example"
    )
    assert {facts.is_unlike for facts in facts_of(people).values()} == {False}
    coordinator.organisation.refresh_from_db()
    assert coordinator.organisation.domains == ["firm.example", "mail.example"]


@pytest.mark.parametrize(
    ("before", "after", "another"),
    [
        (["Anna", "", "Jansen"], ["ANNA", "", "jansen"], False),
        (["Jose", "", "Garcia"], ["José", "", "García"], False),
        (["Anna", "de", "Vries"], ["Anna", "van der", "Vries"], False),
        (["Anna", "", "Vries"], ["Anna", "De", "Vries"], False),
        (["Anna", "", "Jansen"], ["Anna", "", "de Vries"], True),
        (["Piet", "", "Jansen"], ["Anna", "", "Jansen"], True),
        # An infix that is none, and letters of another script that look alike.
        (["Piet", "", "X"], ["Piet", "Anna de Vries", "X"], True),
        (["Anna", "", "Jansen"], ["\u0410nna", "", "Jansen"], True),
    ],
)
def test_capitals_accents_and_infixes_make_no_other_name(before, after, another):
    assert is_another_name(RosterEvent(before=before, after=after)) is another


def test_facts_cost_the_same_for_many(coordinator):
    people = factories.PersonFactory.create_batch(
        9, organisation=coordinator.organisation
    )
    for person in people:
        Person.objects.filter(pk=person.pk).update(given_name="Another")

    def asked(of):
        with CaptureQueriesContext(connection) as found:
            facts_of(of)
        return len(found)

    assert asked(people) == asked(people[:1]) == 2
