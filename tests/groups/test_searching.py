"""Choosing somebody among many: few at a time, whoever fits first, what is typed stays."""

import pytest
from django.urls import reverse

from people.choices import FEW
from programmes.models import Role
from tests.factories import ParticipationFactory, PersonFactory, form_group

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    return form_group(mentor=mentor, mentees=mentees)


@pytest.fixture
def join(formed):
    return reverse("groups:join", args=[formed.pk])


@pytest.fixture
def many(enrol):
    """More than a list holds, each called Newcomer and a letter of their own."""
    names = [chr(ord("A") + number) for number in range(FEW + 2)]
    return [
        enrol(person__given_name="Newcomer", person__family_name=f"{letter}son")
        for letter in names
    ]


def found(page, name="mentee"):
    """The keys of who is shown, and of who is chosen among them."""
    shown = page.context["form"].fields[name].found
    return [int(key) for key, *_ in shown], [int(key) for key, _, on in shown if on]


def test_of_few_all_stand_in_a_list(coordinated, join, enrol):
    newcomers = [enrol() for _number in range(FEW)]

    text = coordinated.get(join).text

    assert text.count("<option") == 1 + len(newcomers)
    assert 'type="search"' not in text


def test_of_many_the_first_few_are_shown(coordinated, join, many):
    page = coordinated.get(join)

    assert found(page) == ([one.pk for one in many[:FEW]], [])
    assert page.text.count('type="radio"') == FEW
    assert "<option" not in page.text


def test_who_fits_stands_first(coordinated, join, formed, many, enrol, organisation):
    there = formed.seats.mentees().first().person
    many[0].person.team = there.team
    many[0].person.save()
    many[1].person.discipline = None
    many[1].person.save()

    shown, _chosen = found(coordinated.get(join))

    assert shown == [one.pk for one in many[2:]]


def test_a_mentor_is_looked_for_beside_the_mentees(
    coordinated, formed, many, enrol, programme
):
    led = formed.seats.get(role=Role.MENTOR).person
    mentors = [enrol(Role.MENTOR) for _number in range(FEW + 1)]
    # As the mentor who goes, which is no matter; and as a mentee, which is.
    mentors[-1].person.team, mentors[0].person.team = (
        led.team,
        formed.seats.mentees().first().person.team,
    )
    for mentor in (mentors[0], mentors[-1]):
        mentor.person.save()

    url = reverse("groups:mentor", args=[formed.pk])
    shown, _chosen = found(coordinated.get(url), "mentor")

    assert sorted(shown) == sorted(one.pk for one in mentors[1:])


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_search_shows_who_has_the_words(coordinated, join, many, headers, enrol):
    # Of another programme, without a place in this one, and in a group already.
    elsewhere = PersonFactory(given_name="Newcomer", family_name="Dson")
    ParticipationFactory(person=elsewhere)
    enrol(Role.MENTOR, person__given_name="Newcomer", person__family_name="Dson")

    page = coordinated.get(join, {"mentee-words": "newc dson"}, headers=headers)

    assert found(page) == ([many[3].pk], [])
    assert "1 found" in page.text
    assert ("<html" in page.text) == (not headers)
    if not headers:
        assert 'value="newc dson"' in page.text


def test_too_many_are_told(coordinated, join, many):
    page = coordinated.get(join, {"mentee-words": "newcomer"})

    assert len(found(page)[0]) == FEW
    assert f"More than {FEW} found: type more of the name." in page.text


def test_nobody_is_told(coordinated, join, many):
    page = coordinated.get(join, {"mentee-words": "xyz"}, headers=HTMX)

    assert found(page) == ([], [])
    assert "Nobody found." in page.text


def test_who_is_chosen_stays_whatever_is_looked_for(coordinated, join, many):
    asked = {"mentee-words": "bson", "mentee": many[-1].pk}

    page = coordinated.get(join, asked, headers=HTMX)

    assert found(page) == ([many[-1].pk, many[1].pk], [many[-1].pk])


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "\0", ""])
def test_who_cannot_be_chosen_is_not_shown(coordinated, join, many, formed, key):
    seated = formed.seats.mentees().first().participation_id
    asked = {"mentee-words": "bson", "mentee": key}

    assert found(coordinated.get(join, asked)) == ([many[1].pk], [])
    assert found(coordinated.get(join, asked | {"mentee": seated}))[1] == []


def test_what_is_refused_keeps_the_search_and_the_choice(
    coordinated, join, formed, many
):
    there = formed.seats.mentees().first().person
    many[5].person.team = there.team
    many[5].person.save()

    page = coordinated.post(f"{join}?mentee-words=fson", {"mentee": many[5].pk})

    assert "are in the same team" in page.context["form"].errors["mentee"][0]
    assert found(page) == ([many[5].pk], [many[5].pk])
    assert 'value="fson"' in page.text


def test_who_is_not_shown_can_be_chosen(coordinated, join, formed, many):
    coordinated.post(join, {"mentee": many[-1].pk})

    assert formed.seats.held().filter(person=many[-1].person).exists()


def test_two_are_looked_for_on_their_own(coordinated, programme, many):
    url = reverse("groups:apart", args=[programme.pk])
    asked = {"one-words": "ason", "other-words": "bson", "one": many[0].pk}

    page = coordinated.get(url, asked)

    assert found(page, "one") == ([many[0].pk], [many[0].pk])
    assert found(page, "other") == ([many[1].pk], [])
    # Of a whole programme the first by name are nobody in particular.
    assert found(coordinated.get(url), "one") == ([], [])


@pytest.mark.parametrize("who", ["outsider", "mentor"])
def test_others_search_nobody(request, signed_in, join, many, who, formed):
    person = (
        request.getfixturevalue(who)
        if who == "outsider"
        else formed.seats.get(role=Role.MENTOR).person
    )

    page = signed_in(person).get(join, {"mentee-words": "bson"}, headers=HTMX)

    assert page.status_code == (404 if who == "outsider" else 403)
    assert "Newcomer" not in page.text


@pytest.mark.parametrize("count", [1, 40])
def test_more_people_cost_no_more(
    coordinated, join, many, enrol, count, django_assert_num_queries
):
    for _number in range(count):
        enrol(person__family_name="Bson")
    coordinated.get(join)

    with django_assert_num_queries(12):
        coordinated.get(join, {"mentee-words": "bson", "mentee": many[0].pk})
