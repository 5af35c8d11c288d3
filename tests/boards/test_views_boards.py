"""The board and its cards as pages, and the steps on it."""

import pytest
from django.urls import reverse

from boards.models import Composition
from boards.reading import read_board
from programmes.models import Role
from tests.factories import PersonFactory, coordinator_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


# Pages of a coordinator, by name and what they are about; then the actions.
PROGRAMME_PAGES = [
    "boards:composition_list",
    "boards:composition_new",
    "boards:sheet_new",
    "groups:apart",
]


BOARD_PAGES = ["board", "composition_rename", "composition_delete", "publish"]


ACTIONS = [
    "move",
    "column_add",
    "column_remove",
    "away",
    "present",
    "reason",
    "pin",
    "unpin",
    "undo",
    "redo",
    "propose",
    "composition_copy",
]


@pytest.mark.parametrize("name", PROGRAMME_PAGES)
def test_pages_of_a_programme(signed_in, coordinator, mentor, programme, name):
    stranger = coordinator_of(
        type(programme).objects.create(
            organisation=programme.organisation, name="Other", starts_on="2026-01-01"
        )
    )
    url = reverse(name, args=[programme.pk])

    statuses = [
        signed_in(person).get(url).status_code
        for person in (coordinator, mentor, stranger)
    ]

    assert statuses == [200, 403, 404]
    assert signed_in(coordinator).delete(url).status_code == 405


@pytest.mark.parametrize("name", BOARD_PAGES)
def test_pages_of_a_composition(signed_in, coordinator, mentor, composition, name):
    url = reverse(f"boards:{name}", args=[composition.pk])

    assert signed_in(coordinator).get(url).status_code == 200
    assert signed_in(coordinator).delete(url).status_code == 405
    for person in (mentor, PersonFactory()):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).post(url).status_code in (404, 405)
    assert Composition.objects.filter(pk=composition.pk).exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_actions_on_a_composition(signed_in, coordinator, mentor, composition, name):
    url = reverse(f"boards:{name}", args=[composition.pk])

    assert signed_in(coordinator).get(url).status_code == 405
    for person in (mentor, PersonFactory()):
        assert signed_in(person).post(url, {"version": 0}).status_code == 404
    assert signed_in(coordinator).post(url, {"version": 0}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_a_board_takes_the_same_queries_for_more_groups(
    coordinated, compose, composition, django_assert_num_queries, count
):
    compose(groups=count)

    with django_assert_num_queries(14):
        coordinated.get(composition.get_absolute_url())


def test_the_board_says_who_sits_where_and_what_breaks(
    coordinated, compose, composition, enrol
):
    ((_mentor, mentees),) = compose(mentees=3)
    free = enrol()
    mentees[0].person.team = mentees[1].person.team
    mentees[0].person.save()

    story = coordinated.get(composition.get_absolute_url()).context["story"]

    (group,) = story.groups
    assert [card.key for card in story.unplaced] == [str(free.pk)]
    assert group.broken == ("A group has 4 to 6 mentees (R1).",)
    assert sum(bool(card.broken) for card in group.cards) == 1


def test_a_board_without_mentors_says_what_helps(coordinated, composition, enrol):
    enrol()

    page = coordinated.get(composition.get_absolute_url())

    assert page.context["story"].obstacles == (
        "No mentor is enrolled yet: invite mentors to the programme.",
    )


def test_a_board_of_three_mentees_says_what_helps(coordinated, composition, crew):
    crew(3)

    page = coordinated.get(composition.get_absolute_url())

    assert page.context["story"].obstacles == (
        "3 mentees are enrolled, and a group has at least 4: invite more mentees to "
        "the programme.",
    )


def test_a_board_of_one_team_says_what_helps(coordinated, composition, enrol, field):
    first = enrol(Role.MENTOR)
    for _number in range(4):
        enrol(person__team=first.person.team)

    page = coordinated.get(composition.get_absolute_url())

    assert page.context["story"].obstacles[-1] == (
        "Water: all mentees are in the same team, and two of a team cannot share a "
        "group (R3). Invite mentees of other teams."
    )


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_moving_a_mentee(coordinated, compose, composition, enrol, htmx):
    ((mentor, _mentees),) = compose()
    newcomer = enrol()
    url = reverse("boards:move", args=[composition.pk])
    data = {"version": 0, "mentee": newcomer.pk, "mentor": mentor.pk}

    response = coordinated.post(url, data, headers=HTMX if htmx else {})

    assert read_board(composition).seats[str(newcomer.pk)] == str(mentor.pk)
    assert response.status_code == (200 if htmx else 302)
    assert b"<html" not in response.content


def test_a_refused_move_says_the_rule(coordinated, compose, composition, enrol):
    ((mentor, mentees),) = compose()
    newcomer = enrol(person__team=mentees[0].person.team)
    url = reverse("boards:move", args=[composition.pk])
    data = {"version": 0, "mentee": newcomer.pk, "mentor": mentor.pk}

    response = coordinated.post(url, data, headers=HTMX)

    assert "are in the same team" in response.content.decode()
    assert str(newcomer.pk) not in read_board(composition).seats


def test_a_mentee_of_another_programme_is_no_move(
    coordinated, compose, composition, outsider
):
    ((mentor, _mentees),) = compose()
    url = reverse("boards:move", args=[composition.pk])
    data = {"version": 0, "mentee": 10**9, "mentor": mentor.pk}

    response = coordinated.post(url, data, follow=True)

    assert messages_of(response) == [
        "Not done: the board has changed. It is as you see it now."
    ]


def test_the_second_of_two_coordinators_is_told_what_changed(
    signed_in, coordinator, programme, compose, composition
):
    (mentor, mentees), (other, _others) = compose(groups=2)
    second = coordinator_of(programme)
    url = reverse("boards:move", args=[composition.pk])
    data = {"version": 0, "mentor": other.pk}
    signed_in(second).post(url, data | {"mentee": mentees[0].pk})

    response = signed_in(coordinator).post(
        url, data | {"mentee": mentees[1].pk}, follow=True
    )

    done, said = messages_of(response)
    assert done == f"{mentees[0].person} is with {other.person} now."
    assert f"{second} moved somebody ({mentees[0].person}" in said
    assert read_board(composition).seats[str(mentees[1].pk)] == str(mentor.pk)


def test_a_card_says_where_it_could_go(coordinated, compose, composition, enrol):
    (mentor, mentees), (other, others) = compose(groups=2)
    others[0].person.team = mentees[0].person.team
    others[0].person.save()
    url = reverse("boards:card", args=[composition.pk, mentees[0].pk])

    options = coordinated.get(url).context["options"]

    assert [(one.key, one.here, bool(one.broken)) for one in options] == [
        (str(mentor.pk), True, False),
        (str(other.pk), False, True),
        ("", False, False),
    ]


def test_a_card_is_hidden_from_who_does_not_coordinate(
    signed_in, compose, composition, outsider, coordinator
):
    ((_mentor, mentees),) = compose()
    for name in ("card", "options"):
        url = reverse(f"boards:{name}", args=[composition.pk, mentees[0].pk])
        assert signed_in(outsider).get(url).status_code == 404
        assert signed_in(coordinator).post(url).status_code == 405


def test_the_options_of_a_held_card(coordinated, compose, composition):
    (mentor, mentees), (other, others) = compose(groups=2)
    others[0].person.team = mentees[0].person.team
    others[0].person.save()
    url = reverse("boards:options", args=[composition.pk, mentees[0].pk])

    hints = coordinated.get(url).json()

    assert hints[str(mentor.pk)] == {"words": "", "broken": False, "dots": 0}
    assert hints[str(other.pk)]["broken"] is True
    assert "are in the same team" in hints[str(other.pk)]["words"]
