import pytest
from django.urls import reverse

from boards.services import copy_composition, move_mentee, remove_column
from programmes.models import Expertise, Need
from tests.factories import PersonFactory, TopicFactory

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
    url = reverse("boards:compare", args=[composition.pk])

    response = signed_in(coordinator).get(url, {"other": twin.pk})

    found = response.context["comparison"]
    assert (found.one.placed, found.other.placed) == (8, 7)
    [move] = found.moves
    assert move.was is not None
    assert move.comes is None
    assert move.mentee.person.full_name in response.content.decode()


def test_the_verdict_says_what_the_other_does_worse(
    signed_in, coordinator, composition, twin
):
    url = reverse("boards:compare", args=[composition.pk])

    found = signed_in(coordinator).get(url).context["comparison"]

    assert found.verdict[0] == "It places 1 mentee fewer."
    assert found.verdict[-1] == "More of its groups break a rule."
    assert (found.one.broken, found.other.broken) == (0, 1)
    assert [move.words for move in found.moves] == ["No group there."]


def test_another_mentor_is_told_by_help_gained_and_lost(
    signed_in, coordinator, compose, composition, organisation
):
    (first, mentees), (second, _rest) = compose(groups=2, mentees=4)
    planning, feedback = [
        TopicFactory(organisation=organisation, name_en=name)
        for name in ("Planning", "Feedback")
    ]
    for topic, mentor in ((planning, first), (feedback, second)):
        Need.objects.create(participation=mentees[0], topic=topic, weight=2)
        Expertise.objects.create(participation=mentor, topic=topic, level=3)
    twin = copy_composition(composition=composition, by=coordinator)
    move_mentee(
        composition=twin, version=0, by=coordinator, mentee=mentees[0], mentor=second
    )
    url = reverse("boards:compare", args=[composition.pk])

    [move] = signed_in(coordinator).get(url).context["comparison"].moves

    assert (move.was, move.comes) == (first, second)
    assert move.words == (
        "Fits equally well. Gains help with Feedback. Loses help with Planning."
    )


def test_groups_that_only_one_has_are_named(
    signed_in, coordinator, compose, composition
):
    _first, (mentor, _mentees) = compose(groups=2)
    twin = copy_composition(composition=composition, by=coordinator)
    remove_column(composition=twin, version=0, by=coordinator, mentor=mentor)
    url = reverse("boards:compare", args=[composition.pk])

    page = signed_in(coordinator).get(url)

    assert page.context["comparison"].only_one == (mentor.person.full_name,)
    assert page.context["comparison"].only_other == ()
    assert len(page.context["comparison"].moves) == 4


def test_one_alone_offers_a_copy(signed_in, coordinator, composition):
    url = reverse("boards:compare", args=[composition.pk])

    assert (
        b"There is no other composition yet" in signed_in(coordinator).get(url).content
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_more_compositions(
    signed_in, coordinator, compose, composition, django_assert_num_queries, count
):
    compose()
    for _number in range(count):
        copy_composition(composition=composition, by=coordinator)
    url = reverse("boards:composition_list", args=[composition.programme_id])
    client = signed_in(coordinator)

    with django_assert_num_queries(15):
        page = client.get(url)

    assert [one.placed for one in page.context["stories"]] == [4] * (count + 1)


def test_the_same_twice_says_so(signed_in, coordinator, compose, composition):
    compose()
    twin = copy_composition(composition=composition, by=coordinator)
    url = reverse("boards:compare", args=[composition.pk])

    assert signed_in(coordinator).get(url).context["comparison"].moves == ()
    unknown = signed_in(coordinator).get(url, {"other": "x"})
    assert unknown.context["comparison"] is None
    assert unknown.context["others"] == [twin]


def test_only_coordinators_compare(signed_in, composition, mentee, coordinator):
    url = reverse("boards:compare", args=[composition.pk])

    assert signed_in(mentee).get(url).status_code == 404
    assert signed_in(PersonFactory()).get(url).status_code == 404
    assert signed_in(coordinator).post(url).status_code == 405
