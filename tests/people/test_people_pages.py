"""The people on the roster, for the coordinators of their organisation."""

import datetime as dt

import pytest
from django.urls import reverse

from people.views import people
from tests.factories import (
    DisciplineFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("people:person_list")


@pytest.fixture
def page(signed_in, coordinator):
    return signed_in(coordinator)


def names(response):
    return [person.full_name for person in response.context["page"]]


def test_the_list_has_the_people_of_the_organisation_only(
    page, coordinator, organisation
):
    PersonFactory(organisation=organisation, given_name="Anna", family_name="Aa")
    PersonFactory(given_name="Vreemd", family_name="Aa")

    response = page.get(LIST)

    assert names(response) == ["Anna Aa", coordinator.full_name]
    assert "Vreemd" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("anna", ["Anna van den Berg"]),
        ("van berg", ["Anna van den Berg"]),
        ("00712", ["Anna van den Berg"]),
        ("ANNA@", ["Anna van den Berg"]),
        ("zzz", []),
        ("%", []),
        ("\x00", ["Anna van den Berg", "coordinator"]),
    ],
)
def test_search(page, coordinator, organisation, query, found):
    PersonFactory(
        organisation=organisation,
        email="anna@f.example",
        given_name="Anna",
        infix="van den",
        family_name="Berg",
        employee_number="00712",
    )

    expected = [
        coordinator.full_name if name == "coordinator" else name for name in found
    ]

    assert names(page.get(LIST, {"q": query})) == expected


@pytest.mark.parametrize(
    ("name", "factory"),
    [
        ("team", TeamFactory),
        ("discipline", DisciplineFactory),
        ("location", LocationFactory),
    ],
)
def test_filters(page, coordinator, organisation, name, factory):
    thing = factory(organisation=organisation)
    person = PersonFactory(organisation=organisation, **{name: thing})

    assert names(page.get(LIST, {name: thing.pk})) == [person.full_name]
    assert len(names(page.get(LIST, {name: "nonsense"}))) == 2


def test_filters_offer_nothing_of_another_organisation(page):
    TeamFactory(name="Geheim team")

    assert "Geheim team" not in page.get(LIST).content.decode()


def test_of_very_many_teams_none_is_offered_and_each_is_found(
    page, organisation, monkeypatch
):
    monkeypatch.setattr(people, "CHOICES", 2)
    team, *_others = TeamFactory.create_batch(3, organisation=organisation)
    DisciplineFactory.create_batch(2, organisation=organisation)
    person = PersonFactory(organisation=organisation, team=team, discipline=None)

    offered = [name for name, *_ in page.get(LIST).context["filters"]]

    assert offered == ["discipline"]
    assert names(page.get(LIST, {"q": team.name})) == [person.full_name]


def test_names_alike_for_long_stand_in_order(page, coordinator, organisation):
    # Longer than what the index holds of a name.
    long = "\u91d1" * 120
    for end in "bca":
        PersonFactory(
            organisation=organisation, given_name=end, family_name=f"{long}{end}"
        )

    found = page.get(LIST).context["page"]

    assert [one.given_name for one in found if one != coordinator] == ["a", "b", "c"]


def test_htmx_gets_the_list_alone(page, coordinator):
    response = page.get(LIST, {"q": "zzz"}, headers={"HX-Request": "true"})

    assert b"<html" not in response.content
    assert b"Nobody answers to this" in response.content


def test_pages_of_fifty(page, organisation):
    PersonFactory.create_batch(55, organisation=organisation, team=None)

    assert len(names(page.get(LIST))) == 50
    assert len(names(page.get(LIST, {"page": 2}))) == 6


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_any_number(
    page, organisation, django_assert_num_queries, count
):
    PersonFactory.create_batch(count, organisation=organisation)
    page.get(LIST)

    with django_assert_num_queries(12):
        page.get(LIST)


def test_the_page_of_a_person(page, organisation):
    boss = PersonFactory(organisation=organisation)
    person = PersonFactory(
        organisation=organisation,
        manager=boss,
        department="Natte",
        hired_on=dt.date(2020, 1, 31),
    )
    project = ProjectFactory(organisation=organisation, name="Dijk")
    person.stints.create(project=project, starts_on=dt.date(2024, 1, 1), hours=16)

    text = page.get(reverse("people:person", args=[person.pk])).content.decode()

    for words in (
        boss.full_name,
        "Natte",
        "Dutch, English",
        "Dijk",
        "since January 2024",
    ):
        assert words in text
    text = page.get(reverse("people:person", args=[boss.pk])).content.decode()
    assert person.full_name in text


def test_others_do_not_find_the_page_of_a_person(signed_in, page, mentor, mentee):
    stranger = PersonFactory()
    address = reverse("people:person", args=[mentee.pk])

    assert page.get(reverse("people:person", args=[stranger.pk])).status_code == 404
    assert page.post(address).status_code == 405
    assert signed_in(mentor).get(address).status_code == 404
    assert signed_in(mentee).get(address).status_code == 404


def test_two_of_one_name_and_one_team_are_told_apart(page, organisation):
    team = TeamFactory(organisation=organisation)
    for local in ("jan.a", "jan.b"):
        PersonFactory(
            organisation=organisation,
            email=f"{local}@f.example",
            given_name="Jan",
            family_name="Jansen",
            team=team,
            discipline=None,
        )

    found = names(page.get(LIST, {"q": "jansen"}))

    assert [found[0] == found[1], "jan.a" in found[0], "jan.b" in found[1]] == [
        False,
        True,
        True,
    ]
