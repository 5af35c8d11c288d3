"""What is noted of a person's row, and what it tells."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Person, RosterEvent
from people.services.departures import mark_left
from people.services.register import (
    Facts,
    domain_of,
    domains_in,
    domains_of,
    facts_of,
    folded,
    is_another_name,
    is_within,
)
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


NOW = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("entered_at", "is_new"),
    [
        (None, True),
        (NOW, True),
        (NOW - dt.timedelta(days=7) + dt.timedelta(seconds=1), True),
        (NOW - dt.timedelta(days=7), False),
    ],
)
def test_one_is_new_for_a_week(entered_at, is_new):
    facts = Facts(NOW, None, (), is_unlike=False, entered_at=entered_at)

    assert facts.is_new(NOW) is is_new


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("anna@Firm.example", "firm.example"),
        # What stands before the last @ may hold another.
        ('"a@b"@firm.example', "firm.example"),
        ("anna@m\u00fcnchen.example", "xn--mnchen-3ya.example"),
        ("firm.example", "firm.example"),
        # Too long for any mail server: as it is.
        ("a@" + "\u00fc" * 64, "\u00fc" * 64),
        ("", ""),
    ],
)
def test_the_domain_of_an_address_is_as_mail_servers_write_it(address, domain):
    assert domain_of(address) == domain


@pytest.mark.parametrize(
    ("set_by_host", "addresses", "domains"),
    [
        (["Firm.example"], ["eva@mail.example"], {"firm.example"}),
        ([], ["eva@firm.example", "bo@FIRM.example"], {"firm.example"}),
        ([], ["eva@firm.example", "", None], {"firm.example"}),
        ([], [], set()),
        (["m\u00fcnchen.example"], [], {"xn--mnchen-3ya.example"}),
    ],
)
def test_the_domains_of_the_host_count_before_those_of_coordinators(
    set_by_host, addresses, domains
):
    assert domains_in(set_by_host, addresses) == domains


@pytest.mark.parametrize(
    ("address", "within"),
    [
        ("a@firm.example", True),
        ("a@sub.firm.example", True),
        ("a@firm.example.mail.example", False),
        ("a@myfirm.example", False),
        ("a@xn--mnchen-3ya.example", True),
        ("a@m\u00fcnchen.example", True),
        ("", False),
    ],
)
def test_a_part_of_a_domain_is_within_it(address, within):
    domains = domains_in(["firm.example", "m\u00fcnchen.example"], [])

    assert is_within(address, domains) is within


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Zo\u00eb  VAN DEN Berg", "zoe van den berg"),
        ("Zoe\u0308", "zoe"),
        ("Stra\u00dfe", "strasse"),
        ("\u0418\u0439", "\u0438\u0438"),
        # A stroke is no accent: another letter.
        ("\u0141o\u015b", "\u0142os"),
        (" ", ""),
    ],
)
def test_names_are_compared_without_capitals_and_accents(name, bare):
    assert folded(name) == bare


def test_who_left_without_an_address_is_of_no_other_domain(coordinator):
    person = factories.PersonFactory(
        organisation=coordinator.organisation, email="anna@mail.example"
    )
    assert facts_of([person])[person.pk].is_unlike
    mark_left(person=person, by=coordinator)
    Person.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()

    assert not facts_of([person])[person.pk].is_unlike


def test_domains_at_hand_are_not_asked_for_again(
    coordinator, django_assert_num_queries
):
    domains = domains_of({coordinator.organisation_id})
    assert domains == {coordinator.organisation_id: {"firm.example"}}

    with django_assert_num_queries(1):
        facts_of([coordinator], domains)
    with django_assert_num_queries(2):
        facts_of([coordinator], {})
