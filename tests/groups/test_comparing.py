import pytest
from django.urls import reverse

from groups.services import copy_composition, move_mentee
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(compose, composition, coordinator):
    """A copy in which one mentee has no group."""
    _first, (_mentor, mentees) = compose(groups=2)
    twin = copy_composition(composition=composition, by=coordinator)
    move_mentee(
        composition=twin, version=0, by=coordinator, mentee=mentees[0], mentor=None
    )
    return twin


def test_who_moves_and_what_changes(signed_in, coordinator, composition, twin):
    url = reverse("groups:compare", args=[composition.pk])

    response = signed_in(coordinator).get(url, {"other": twin.pk})

    found = response.context["found"]
    assert (found.one.placed, found.other.placed) == (8, 7)
    [move] = found.moves
    assert move.was is not None
    assert move.comes is None
    assert move.mentee.person.full_name in response.content.decode()


def test_the_same_twice_says_so(signed_in, coordinator, compose, composition):
    compose()
    twin = copy_composition(composition=composition, by=coordinator)
    url = reverse("groups:compare", args=[composition.pk])

    assert signed_in(coordinator).get(url).context["found"].moves == ()
    unknown = signed_in(coordinator).get(url, {"other": "x"})
    assert unknown.context["found"] is None
    assert unknown.context["others"] == [twin]


def test_only_coordinators_compare(signed_in, composition, mentee, coordinator):
    url = reverse("groups:compare", args=[composition.pk])

    assert signed_in(mentee).get(url).status_code == 404
    assert signed_in(PersonFactory()).get(url).status_code == 404
    assert signed_in(coordinator).post(url).status_code == 405
