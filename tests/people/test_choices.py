"""Choosing somebody: of few from a list, of many by a search, of namesakes the right one."""

import pytest
from django import forms
from django.utils import translation

from people import choices
from people.choices import FEW, PersonField, SearchField, SearchForm
from people.models import Person
from tests.factories import PersonFactory, TeamFactory


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 0, "Nobody found."),
        ("nl", 0, "Niemand gevonden."),
        ("en", 1, "1 found"),
        ("nl", 2, "2 gevonden"),
        ("en", FEW, f"{FEW} found"),
        ("en", FEW + 1, f"More than {FEW} found: type more of the name."),
        ("nl", FEW + 1, f"Meer dan {FEW} gevonden: typ meer van de naam."),
    ],
)
def test_how_many_were_found_is_told(language, count, words):
    with translation.override(language):
        assert choices._told(count) == words


class Ask(SearchForm):
    person = SearchField(label="Who", empty_label="Choose", required=False)


class Suggest(SearchForm):
    person = SearchField(label="Who", empty_label="Choose", suggests=True)


@pytest.fixture
def of_two(monkeypatch):
    """Two in a list, and of more one searches."""
    monkeypatch.setattr(choices, "FEW", 2)


@pytest.fixture
def people(organisation, of_two):
    return [
        PersonFactory(organisation=organisation, given_name=name, family_name="Berg")
        for name in ("Anna", "Bo", "Cas", "Dirk")
    ]


def offered(form, rows, **asked):
    """The form, and its field with these people to choose from."""
    form = form(asked={name.replace("_", "-"): value for name, value in asked.items()})
    form.offer("person", rows)
    return form, form.fields["person"]


def keys(people, chosen=None):
    return [(str(one.pk), one.full_name, one == chosen) for one in people]


@pytest.mark.django_db
def test_of_nobody_nothing_is_asked(of_two):
    form, field = offered(Ask, Person.objects.all())

    assert (field.is_empty, field.is_searched, form.searched) == (True, False, [])
    assert list(field.choices) == [("", "Choose")]


@pytest.mark.django_db
def test_of_few_each_stands_in_the_list_by_name(people):
    rows = Person.objects.filter(pk__in=[people[1].pk, people[0].pk])

    form, field = offered(Ask, rows, person_words="dirk")

    assert list(field.choices) == [
        ("", "Choose"),
        *((key, name) for key, name, _on in keys(people[:2])),
    ]
    assert (field.found, field.words, form.searched) == ([], "", [])


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "shown"), [(Ask, 0), (Suggest, 2)])
def test_of_many_the_first_are_shown_where_they_are_likely(people, form, shown):
    form, field = offered(form, Person.objects.all())

    assert field.found == keys(people[:shown])
    assert [one.name for one in form.searched] == ["person"]
    assert field.told == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "found", "told"),
    [
        ("bo berg", [1], "1 found"),
        ("BERG", [0, 1], "More than 2 found: type more of the name."),
        ("nobody", [], "Nobody found."),
        (" ", [], ""),
    ],
)
def test_those_with_the_words_are_shown(people, words, found, told):
    with translation.override("en"):
        _form, field = offered(Ask, Person.objects.all(), person_words=words)

        assert field.found == keys([people[place] for place in found])
        assert field.told == told


@pytest.mark.django_db
def test_who_is_chosen_stands_first_once_and_is_chosen(people):
    rows = Person.objects.exclude(pk=people[3].pk)
    bo = people[1]

    _form, field = offered(Ask, rows, person=str(bo.pk), person_words="anna")
    assert field.found == keys([bo, people[0]], bo)
    _form, field = offered(Ask, rows, person=str(bo.pk), person_words="bo")
    assert field.found == keys([bo], bo)
    # Who is not among them is not chosen, nor is what is nobody.
    for other in (str(people[3].pk), "x", "", "9" * 40):
        _form, field = offered(Ask, rows, person=other, person_words="anna")
        assert field.found == keys(people[:1])


@pytest.mark.django_db
def test_namesakes_among_those_found_are_told_apart(organisation, people):
    for letter in "XY":
        PersonFactory(
            organisation=organisation,
            given_name="Eva",
            family_name="Berg",
            team=TeamFactory(organisation=organisation, name=letter),
        )

    _form, field = offered(Ask, Person.objects.all(), person_words="eva")

    assert [name for _key, name, _on in field.found] == ["Eva Berg (X)", "Eva Berg (Y)"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 4])
def test_looking_costs_as_much_for_any_number(
    organisation, people, count, django_assert_num_queries
):
    PersonFactory.create_batch(count, organisation=organisation)
    asked = {"person_words": "berg", "person": str(people[3].pk)}

    # Whether there are many, who has the words, and who is chosen.
    with django_assert_num_queries(3):
        offered(Ask, Person.objects.all(), **asked)


class Plain(forms.Form):
    person = PersonField(queryset=Person.objects.none())


@pytest.mark.django_db
def test_a_list_is_asked_once_and_takes_nobody_else(people, django_assert_num_queries):
    anna, other = people[0], people[1]
    form = Plain({"person": other.pk})
    form.fields["person"].queryset = Person.objects.filter(pk=anna.pk)

    with django_assert_num_queries(1):
        labels = [label for key, label in form.fields["person"].choices if key]

    assert labels == ["Anna Berg"]
    assert not form.is_valid()
    assert list(form.errors) == ["person"]


def test_a_row_may_have_a_person():
    class Row:
        person = Person(given_name="Anna")

    assert PersonField.person_of(Row()) is Row.person
    assert PersonField.person_of(Row.person) is Row.person
