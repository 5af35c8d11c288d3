"""People stand where others look for them, whatever their names are made of."""

import random

import pytest
from django.core.management import CommandError, call_command

from people.models import Person, Team
from people.services.sorting import sort_anew
from people.sorting import key, person_key
from programmes.models import Participation
from tests.factories import ParticipationFactory, PersonFactory, TeamFactory

DUTCH = [
    ("Bo", "", "9to5"),
    ("Piet", "", "akker"),
    ("Anna", "van den", "Berg"),
    ("Eva", "", "Berg"),
    ("Éva", "", "Berg"),
    ("Evert", "", "Berg"),
    ("Anna", "", "Bergen"),
    # A name of one word stands at that word.
    ("Çelik", "", ""),
    ("Zoë", "", "d'Hondt"),
    ("Jan", "de", "Dijk"),
    ("Zoë", "", "Dijk"),
    ("Fatima", "", "El Amrani"),
    ("Łukasz", "", "Łoś"),
    ("Bo", "", "Loth"),
    ("Ana", "", "O\u2019Brien"),
    ("Bea", "", "Obrien"),
    ("Sukarno", "", ""),
    ("Ann", "", "Van Assche"),
    ("Ivo", "", "Zwart"),
    ("Анна", "", "Иванова"),
    ("محمد", "", "علي"),
    ("小龙", "", "李"),
]
BELGIAN = [
    ("Ann", "", "Assche"),
    ("Jan", "de", "Smet"),
    ("Jan", "", "De Smet"),
    ("Jef", "", "Peeters"),
    ("Ann", "", "Van Assche"),
    ("Bea", "van", "Assche"),
    ("Piet", "van den", "Berg"),
]


@pytest.mark.parametrize(("country", "order"), [("NL", DUTCH), ("BE", BELGIAN)])
def test_names_stand_after_the_habit_of_the_country(country, order):
    mixed = random.Random(8).sample(order, len(order))

    found = sorted(mixed, key=lambda name: person_key(*name, country))

    assert found == order


@pytest.mark.parametrize(
    ("one", "other"),
    [("team Zuid", "Team Zuid"), ("Ploeg-Noord", "Ploeg Noord"), ("Zoë", "Zoë")],
)
def test_a_key_says_what_is_alike(one, other):
    first, second = key(one).partition("\x01")[0], key(other).partition("\x01")[0]

    assert first == second


@pytest.mark.parametrize("country", ["NL", "BE", "FR", "DE", ""])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same letters, however they are put together.
        (("Zo\u00eb", "", "Dijk"), ("Zoe\u0308", "", "Dijk")),
        (("Anna", "", "d'Hondt"), ("Anna", "", "d\u2019Hondt")),
        (("Anna", "", "Boer-Smit"), ("Anna", "", "Boer\u2011Smit")),
        # In whichever column the small word stands.
        (("Anna", "van den", "Berg"), ("Anna", "", "van den Berg")),
    ],
)
def test_the_same_name_has_the_same_key(country, one, other):
    assert person_key(*one, country) == person_key(*other, country)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The family name says it all before the given name says anything.
        (("Zoe", "", "Berg"), ("Anna", "", "Bergen")),
        (("Zoe", "", "Berg"), ("Anna", "", "Berg-Smit")),
        (("Anna", "", "Berg"), ("Anna", "van", "Berg")),
        (("Anna", "", "Berg"), ("Anna Maria", "", "Berg")),
        # Who has one name stands by it.
        (("Bert", "", ""), ("Anna", "", "Berta")),
        (("", "", ""), ("A", "", "")),
        # Figures before letters, letters of other scripts after ours.
        (("Anna", "", "9to5"), ("Anna", "", "Aa")),
        (("Anna", "", "Zwart"), ("Anna", "", "\u042f")),
        (("Anna", "", "\u042f"), ("Anna", "", "\u4e2d")),
    ],
)
def test_which_of_two_comes_first(first, second):
    for country in ("NL", "BE"):
        assert person_key(*first, country) < person_key(*second, country)


def test_with_a_capital_it_is_part_of_the_name_everywhere():
    keys = [person_key("Anna", "", "Van Dam", country) for country in ("NL", "BE")]

    assert keys[0] == keys[1] > person_key("Anna", "", "Smit", "NL")


@pytest.mark.parametrize(
    "name",
    ["\U0001f600", "\U0010ffff", "\ue000", "\U0002f800", "A" * 500, "\u0301", ""],
)
def test_every_key_is_a_text_that_can_be_kept(name):
    made = person_key(name, "", name, "NL")

    assert made.encode("utf-8").decode("utf-8") == made
    assert "\x00" not in made


def test_postgres_sorts_as_the_keys_do(organisation):
    names = random.Random(8).sample(DUTCH, len(DUTCH))
    for given, infix, family in names:
        PersonFactory(
            organisation=organisation,
            given_name=given,
            infix=infix,
            family_name=family,
        )

    found = Person.objects.of(organisation)

    assert [(p.given_name, p.infix, p.family_name) for p in found] == DUTCH


def test_written_in_bulk_they_have_a_key_as_well(organisation):
    Person.objects.bulk_create(
        Person(organisation=organisation, email=f"{name}@a.example", given_name=name)
        for name in ("Éva", "Eva", "akker")
    )

    found = Person.objects.of(organisation)

    assert [person.given_name for person in found] == ["akker", "Eva", "Éva"]


def test_names_changed_in_bulk_are_sorted_anew(organisation):
    anna, bo = (
        PersonFactory(organisation=organisation, given_name="Anna", family_name=name)
        for name in ("A", "B")
    )
    Person.objects.filter(pk=anna.pk).update(family_name="Z")

    sort_anew(Person.objects.of(organisation))

    assert list(Person.objects.of(organisation)) == [bo, anna]


def test_the_host_says_of_which_country_an_organisation_is(organisation):
    berg, smit = (
        PersonFactory(organisation=organisation, infix=infix, family_name=name)
        for infix, name in (("van den", "Berg"), ("", "Smit"))
    )
    assert list(Person.objects.of(organisation)) == [berg, smit]

    call_command("set_country", organisation.slug, "be")

    assert list(Person.objects.of(organisation)) == [smit, berg]
    organisation.refresh_from_db()
    assert organisation.country == "BE"


@pytest.mark.parametrize("country", ["XX", "Belgium", ""])
def test_a_country_is_one(organisation, country):
    with pytest.raises(CommandError, match="Not a country"):
        call_command("set_country", organisation.slug, country)


def test_a_list_of_a_programme_is_by_name(programme):
    for given, infix, family in random.Random(8).sample(DUTCH, len(DUTCH)):
        ParticipationFactory(
            programme=programme,
            person__given_name=given,
            person__infix=infix,
            person__family_name=family,
        )

    people = [one.person for one in Participation.objects.for_list()]

    assert [(p.given_name, p.infix, p.family_name) for p in people] == DUTCH


def test_teams_stand_by_name_whatever_their_capitals(organisation):
    for name in ("zuid", "Élan", "Eind", "Alfa", "eland"):
        TeamFactory(organisation=organisation, name=name)

    found = [team.name for team in Team.objects.of([organisation])]

    assert found == ["Alfa", "Eind", "Élan", "eland", "zuid"]
