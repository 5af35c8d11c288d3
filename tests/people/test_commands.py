"""What the host says by a command: by what it is called, and what it answers."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from people.models import Coordinator, Organisation, Person
from people.services.departures import mark_left
from tests.factories import OrganisationFactory, PersonFactory, coordinator_of

pytestmark = pytest.mark.django_db
EVA = {"email": "eva@firm.example", "given_name": "Eva", "family_name": "Smit"}


def said(name, *words, **options):
    """The lines that the command answers."""
    answer = StringIO()
    call_command(name, *words, stdout=answer, **options)
    return answer.getvalue().splitlines()


def refused(name, *words, **options):
    with pytest.raises(CommandError) as error:
        call_command(name, *words, stdout=StringIO(), **options)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "options", "slug"),
    [
        ("Van Waard", {}, "van-waard"),
        ("  Van\nWaard ", {}, "van-waard"),
        ("Waard & Zn.", {"slug": "wz"}, "wz"),
        ("東京", {"slug": "tokyo"}, "tokyo"),
    ],
)
def test_an_organisation_has_a_short_name(name, options, slug):
    said("create_organisation", name, **EVA, **options)

    organisation = Organisation.objects.get()
    assert (organisation.slug, organisation.language) == (slug, "nl")
    assert organisation.name == " ".join(name.split())


@pytest.mark.parametrize("name", ["東京", "&", "   "])
def test_of_some_names_none_can_be_made(name):
    """By nothing no command would find it again."""
    assert "choose a --slug" in refused("create_organisation", name, **EVA)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("email", ["eva", "eva@", "@firm.example", "eva@firm", ""])
def test_the_first_coordinator_has_an_address(email):
    words = refused("create_organisation", "Van Waard", **EVA | {"email": email})

    assert words == f"{email} is not an e-mail address."
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("W" * 201, {"slug": "w"}, "name:"),
        ("\u200b", {"slug": "w"}, "name:"),
        ("Waard", {"slug": "w" * 51}, "slug:"),
        ("Waard", {"slug": "Van Waard"}, "slug:"),
        ("Waard", {"given_name": "\u200b "}, "given_name:"),
        ("Waard", {"family_name": "S" * 151}, "family_name:"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_made(name, options, words):
    assert refused("create_organisation", name, **EVA | options).startswith(words)
    assert not Organisation.objects.exists()


def test_a_long_name_has_a_short_one_of_whole_letters():
    said("create_organisation", f"{'Waard ' * 30}", **EVA)

    organisation = Organisation.objects.get()
    assert organisation.slug == "-".join(["waard"] * 8) + "-wa"
    assert len(organisation.slug) == 50


def test_the_first_coordinator_may_have_one_name():
    said("create_organisation", "Waard", **EVA | {"family_name": ""})

    assert Person.objects.get().full_name == "Eva"


@pytest.mark.parametrize(
    "name",
    ["dismiss_coordinator", "take_away_password", "appoint_coordinator"],
)
def test_without_an_address_nobody_is_meant(organisation, coordinator, name):
    gone = PersonFactory(organisation=organisation)
    mark_left(person=gone, by=coordinator)
    Person.objects.filter(pk=gone.pk).update(email="")

    assert "Nobody has the address" in refused(name, "")


def test_addresses_are_one_whatever_their_capitals():
    said("create_organisation", "Van Waard", **EVA | {"email": "EVA@Firm.example"})

    assert Person.objects.get().email == "eva@firm.example"
    assert "belongs to somebody" in refused("create_organisation", "Anders", **EVA)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("set_country", ["nowhere", "NL"]),
        ("set_domains", ["nowhere", "firm.example"]),
        ("change_domain", ["nowhere", "a.example", "b.example"]),
    ],
)
def test_an_organisation_that_there_is_not_is_told(name, words):
    assert refused(name, *words) == "There is no organisation 'nowhere'."


@pytest.mark.parametrize(
    "name",
    [
        "dismiss_coordinator",
        "take_away_password",
        "reset_second_step",
        "appoint_coordinator",
    ],
)
def test_an_address_that_nobody_has_is_told(name):
    assert "Nobody has the address" in refused(name, "nobody@firm.example")


@pytest.mark.parametrize("country", ["XX", "", "Nederland"])
def test_a_country_is_two_letters_of_one(organisation, country):
    assert "Not a country" in refused("set_country", organisation.slug, country)


def test_an_organisation_is_of_a_country(organisation):
    assert said("set_country", organisation.slug, "be") == [f"{organisation} is of BE."]
    organisation.refresh_from_db()
    assert organisation.country == "BE"


def test_domains_are_set_once_each_and_taken_away_again(organisation):
    words = ["@Firm.example", "firm.example", "b.example"]

    assert said("set_domains", organisation.slug, *words) == [
        f"Domains of {organisation}: b.example, firm.example."
    ]
    organisation.refresh_from_db()
    assert organisation.domains == ["b.example", "firm.example"]
    assert said("set_domains", organisation.slug) == [
        f"Domains of {organisation}: those of its coordinators."
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" @Firm.example\n", "firm.example"),
        ("\uff26irm.example", "firm.example"),
        ("mu\u0308nchen.example", "m\u00fcnchen.example"),
    ],
)
def test_a_domain_is_kept_as_addresses_are(organisation, typed, kept):
    said("set_domains", organisation.slug, typed)

    organisation.refresh_from_db()
    assert organisation.domains == [kept]


@pytest.mark.parametrize("domain", ["firm", "a b.example", "@", "x-.example"])
def test_what_is_no_domain_is_told(organisation, domain):
    assert "Not a domain" in refused("set_domains", organisation.slug, domain)


@pytest.mark.parametrize(
    ("there", "is_told"),
    [("xn--mnchen-3ya.example", False), ("other.example", True)],
)
def test_a_domain_that_is_in_whichever_way_it_is_written_is_in(
    organisation, there, is_told
):
    said("set_domains", organisation.slug, there)

    lines = said(
        "change_domain", organisation.slug, "firm.example", "m\u00fcnchen.example"
    )

    assert any("See to it" in line for line in lines) is is_told


def test_who_has_left_is_appointed_to_nothing(organisation, coordinator):
    person = PersonFactory(organisation=organisation)
    mark_left(person=person, by=coordinator)
    Person.objects.filter(pk=person.pk).update(email="weg@firm.example")

    assert "has left" in refused("appoint_coordinator", "weg@firm.example")
    assert not Coordinator.objects.filter(person=person).exists()


def test_appointed_twice_is_a_coordinator_once(organisation):
    person = PersonFactory(organisation=organisation)

    for _twice in range(2):
        said("appoint_coordinator", person.email)

    assert Coordinator.objects.filter(person=person).count() == 1


def test_who_has_a_way_in_gets_no_link(organisation):
    person = PersonFactory(organisation=organisation)
    person.set_password("een zin die niemand raadt")
    person.save()

    lines = said("appoint_coordinator", person.email)

    assert lines == [f"{person} is a coordinator of {organisation}."]


def test_the_last_coordinator_is_not_dismissed(programme, coordinator):
    assert "the only coordinator" in refused("dismiss_coordinator", coordinator.email)

    another = coordinator_of(programme)
    lines = said("dismiss_coordinator", coordinator.email)

    assert lines == [
        f"{coordinator} is no longer a coordinator of {coordinator.organisation}."
    ]
    (left,) = Coordinator.objects.filter(organisation=coordinator.organisation)
    assert left.person == another


def test_another_organisations_coordinators_count_for_nothing(coordinator):
    other = OrganisationFactory()
    Coordinator.objects.create(
        organisation=other, person=PersonFactory(organisation=other)
    )

    assert "the only coordinator" in refused("dismiss_coordinator", coordinator.email)
