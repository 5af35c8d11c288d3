"""What each group says of the card in the hand, and how little is sent for it."""

import pytest
from django.urls import reverse

from programmes.models import Role
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def address(composition, mentee):
    return reverse("boards:options", args=[composition.pk, mentee.pk])


def test_each_group_says_what_would_break(signed_in, coordinator, compose, composition):
    (own, (mentee, *_)), (full, _six), (fits, (peer, *_)) = (
        *compose(mentees=4),
        *compose(mentees=6),
        *compose(mentees=4),
    )
    peer.person.team = mentee.person.team
    peer.person.save()

    said = signed_in(coordinator).get(address(composition, mentee)).json()

    assert said == {
        str(own.pk): {"words": "", "broken": False, "dots": 0},
        str(full.pk): {
            "words": f"The group of {full.person} is full: at most 6 mentees (R1).",
            "broken": True,
            "dots": 0,
        },
        str(fits.pk): {
            "words": f"{mentee.person} and {peer.person} are in the same team, "
            f"{peer.person.team} (R3).",
            "broken": True,
            "dots": 0,
        },
        "": {"words": "", "broken": False, "dots": 0},
    }


@pytest.mark.parametrize("groups", [2, 4])
def test_hints_take_the_same_queries_for_more_groups(
    signed_in, coordinator, compose, composition, groups, django_assert_num_queries
):
    (_mentor, mentees), *_others = compose(groups=groups)
    client = signed_in(coordinator)

    with django_assert_num_queries(11):
        client.get(address(composition, mentees[0]))


def test_hints_are_for_coordinators(signed_in, coordinator, compose, composition):
    [(_mentor, (mentee, *_))] = compose()
    where = address(composition, mentee)

    for person in (PersonFactory(), mentee.person):
        assert signed_in(person).get(where).status_code == 404
    assert signed_in(coordinator).post(where).status_code == 405


def test_of_a_stranger_nothing_is_said(
    signed_in, coordinator, compose, composition, enrol
):
    compose()
    gone = enrol(Role.MENTEE, state="withdrawn")

    assert signed_in(coordinator).get(address(composition, gone)).json() == {}


def test_hints_are_sent_shrunk(signed_in, coordinator, compose, composition):
    (_mentor, mentees), *_others = compose(groups=4)
    where = address(composition, mentees[0])

    response = signed_in(coordinator).get(where, headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("name", ["board", "news"])
def test_a_board_is_sent_shrunk(signed_in, coordinator, compose, composition, name):
    compose(groups=3)
    where = reverse(f"boards:{name}", args=[composition.pk])
    client = signed_in(coordinator)

    # An unknown version has the whole board sent.
    response = client.get(
        where, {"version": 9}, headers={"Accept-Encoding": "gzip", "HX-Request": "true"}
    )

    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    whole = client.get(where, {"version": 9}, headers={"HX-Request": "true"})
    assert len(response.content) < len(whole.content) / 3
