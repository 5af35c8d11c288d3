"""What publishing will do, and doing it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from boards.services import copy_composition, publish
from boards.views import publishing
from groups.models import MentorGroup

pytestmark = pytest.mark.django_db


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_publishing_shows_what_will_happen(coordinated, compose, composition, enrol):
    compose()
    free = enrol()

    page = coordinated.get(reverse("boards:publish", args=[composition.pk]))

    assert page.context["told"] == 5
    assert page.context["hindrances"] == []
    assert free.person.full_name in page.content.decode()


def test_publishing_says_who_is_told_and_why_somebody_is_left(
    coordinated, compose, composition, enrol
):
    compose(groups=2)
    enrol()

    page = coordinated.get(reverse("boards:publish", args=[composition.pk]))

    said = page.content.decode()
    assert "2 mentors: who the mentees are" in said
    assert "8 mentees: who the mentor and the others are" in said
    (card,) = page.context["story"].unplaced
    assert card.reason.why + card.reason.help
    assert str(escape(card.reason.help)) in said


def test_what_breaks_leads_to_where_it_is_mended(coordinated, compose, composition):
    ((_mentor, mentees),) = compose(mentees=5)
    one, other = (part.person for part in mentees[:2])
    other.team = one.team
    other.save(update_fields=["team"])

    page = coordinated.get(reverse("boards:publish", args=[composition.pk]))

    said = page.content.decode()
    assert "in the same team" in said
    cards = [reverse("boards:card", args=[composition.pk, m.pk]) for m in mentees[:2]]
    assert sum(url in said for url in cards) == 1


def test_another_composition_was_published_meanwhile(
    coordinated, compose, composition, coordinator
):
    compose()
    twin = copy_composition(composition=composition, by=coordinator)
    publish(composition=composition)

    page = coordinated.get(reverse("boards:publish", args=[twin.pk]))

    assert page.context["hindrances"] == [
        "The groups of this programme were published from another composition."
    ]
    assert 'name="version"' not in page.content.decode()


def test_publishing_twice_from_the_page(coordinated, compose, composition):
    compose()
    url = reverse("boards:publish", args=[composition.pk])

    for _number in range(2):
        response = coordinated.post(url, {"version": 0})

    assert response.status_code == 302
    assert MentorGroup.objects.count() == 1


@pytest.mark.parametrize("version", [{}, {"version": 7}, {"version": "x"}])
def test_publishing_an_old_board_is_refused(coordinated, compose, composition, version):
    compose()
    url = reverse("boards:publish", args=[composition.pk])

    response = coordinated.post(url, version, follow=True)

    assert messages_of(response) == [
        "The board was changed meanwhile: look again at what will happen."
    ]
    assert not MentorGroup.objects.exists()


def test_what_hinders_is_said_and_not_published(coordinated, compose, composition):
    compose(mentees=3)
    url = reverse("boards:publish", args=[composition.pk])

    page = coordinated.get(url).content.decode()

    assert "A group has 4 to 6 mentees (R1)." in page
    assert 'name="version"' not in page


def test_a_published_board_leads_to_the_groups(
    coordinated, compose, composition, programme
):
    compose()
    publish(composition=composition)
    there = reverse("boards:composition_list", args=[programme.pk])

    for name in ("board", "publish"):
        response = coordinated.get(reverse(f"boards:{name}", args=[composition.pk]))
        assert response.url == there
    assert composition.name in coordinated.get(there).content.decode()


def test_of_many_without_a_group_the_board_tells(
    coordinated, compose, composition, enrol, monkeypatch
):
    monkeypatch.setattr(publishing, "LEFT", 2)
    compose()
    left = [enrol() for _number in range(2)]
    url = reverse("boards:publish", args=[composition.pk])

    few = coordinated.get(url)
    left.append(enrol())
    many = coordinated.get(url)

    assert few.context["beside"] == 0
    assert [card.participation for card in few.context["story"].unplaced] == left[:2]
    assert many.context["beside"] == 3
    assert many.context["story"].unplaced == ()
    assert many.context["told"] == few.context["told"] == 5
    assert many.context["hindrances"] == []
    assert [one.person.full_name in many.text for one in left] == [False] * 3


@pytest.mark.parametrize("groups", [1, 3])
def test_what_will_happen_takes_the_same_queries_for_more_groups(
    coordinated, compose, composition, django_assert_num_queries, groups
):
    compose(groups=groups)

    with django_assert_num_queries(13):
        page = coordinated.get(reverse("boards:publish", args=[composition.pk]))

    assert page.context["told"] == 5 * groups
