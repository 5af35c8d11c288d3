"""What is sent after a step, and to the other coordinator."""

import pytest
from django.urls import reverse

from boards.models import Proposal
from boards.news import News, since
from boards.reading import read_board
from boards.services import add_column, give_reason, move_mentee, remove_column, undo
from programmes.models import Role
from tests.factories import coordinator_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coordinated(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def do(composition, coordinator):
    """Makes a step on the board as it is."""

    def do(service, **options):
        composition.refresh_from_db()
        service(
            composition=composition,
            version=composition.version,
            by=coordinator,
            **options,
        )
        composition.refresh_from_db()

    return do


def news(composition, version):
    return since(composition, read_board(composition), version)


def test_a_move_touches_two_groups(compose, composition, do):
    (one, mentees), (other, _rest), _third = compose(groups=3)

    do(move_mentee, mentee=mentees[0], mentor=other)

    assert news(composition, 0) == News(columns=(str(one.pk), str(other.pk)))
    assert news(composition, 1) == News()


def test_who_is_taken_out_comes_to_those_without(compose, composition, do, enrol):
    [(mentor, mentees)] = compose()
    late = enrol()

    do(move_mentee, mentee=mentees[0], mentor=None)
    do(move_mentee, mentee=late, mentor=mentor)

    assert news(composition, 0) == News(
        columns=(str(mentor.pk),), placed=(str(late.pk),), left=(str(mentees[0].pk),)
    )


def test_a_group_comes_and_goes(compose, composition, do, enrol):
    [(gone, mentees), _stays] = compose(groups=2)
    fresh = enrol(Role.MENTOR)

    do(remove_column, mentor=gone)
    do(add_column, mentor=fresh)

    told = news(composition, 0)
    assert (told.added, told.gone) == ((str(fresh.pk),), (str(gone.pk),))
    assert sorted(told.left) == sorted(str(mentee.pk) for mentee in mentees)
    do(undo)
    do(undo)
    assert news(composition, 0).gone == ()
    assert news(composition, 0).left == ()


def test_an_unknown_version_shows_the_whole_board(compose, composition):
    compose()

    assert news(composition, 7) is None


@pytest.mark.parametrize("groups", [3, 6])
def test_a_step_sends_what_changed_in_constant_queries(
    coordinated, compose, composition, groups, django_assert_num_queries
):
    crews = compose(groups=groups)
    url = reverse("boards:move", args=[composition.pk])
    (_one, mentees), (other, _rest) = crews[:2]
    data = {"version": 0, "mentee": mentees[0].pk, "mentor": other.pk}

    with django_assert_num_queries(QUERIES):
        response = coordinated.post(url, data, headers=HTMX)

    sent = response.content.decode()
    assert [f'id="column-{lead.pk}"' in sent for lead, _ in crews] == [True, True] + [
        False
    ] * (groups - 2)
    assert 'id="board-version" name="version" value="1"' in sent
    assert "<html" not in sent


QUERIES = 23


def test_a_poll_says_nothing_as_long_as_nothing_changed(
    coordinated, compose, composition, do
):
    (_mentor, mentees), _other = compose(groups=2)
    url = reverse("boards:news", args=[composition.pk])

    assert coordinated.get(url, {"version": 0}, headers=HTMX).status_code == 204
    do(move_mentee, mentee=mentees[0], mentor=None)
    response = coordinated.get(url, {"version": 0}, headers=HTMX)

    assert f'id="card-{mentees[0].pk}"' in response.content.decode()
    assert coordinated.get(url, {"version": 1}, headers=HTMX).status_code == 204


def test_a_poll_tells_that_groups_are_being_proposed(
    coordinated, composition, coordinator
):
    running = Proposal.objects.create(composition=composition, requested_by=coordinator)
    url = reverse("boards:news", args=[composition.pk])

    response = coordinated.get(url, {"version": 0}, headers=HTMX)

    assert response["HX-Retarget"] == "#board"
    known = {"version": 0, "proposal": running.pk}
    assert coordinated.get(url, known, headers=HTMX).status_code == 204


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_a_late_step_can_be_done_again(
    client, compose, composition, programme, do, htmx
):
    (one, mentees), (other, _rest) = compose(groups=2)
    do(move_mentee, mentee=mentees[1], mentor=None)
    client.force_login(coordinator_of(programme))
    url = reverse("boards:move", args=[composition.pk])
    data = {"version": 0, "mentee": mentees[0].pk, "mentor": other.pk}

    response = client.post(url, data, headers=HTMX if htmx else {})

    (said,) = [str(message) for message in response.context["messages"]]
    assert said.startswith("Not done: the board was changed meanwhile. ")
    moved, mentor = mentees[1].person.full_name, one.person.full_name
    assert f"({moved} from {mentor} to no group). It is as you see it now" in said
    assert read_board(composition).seats[str(mentees[0].pk)] == str(one.pk)
    assert response.context["again"] == {
        "url": url,
        "fields": {"mentee": str(mentees[0].pk), "mentor": str(other.pk)},
    }
    client.post(url, data | {"version": 1})
    assert read_board(composition).seats[str(mentees[0].pk)] == str(other.pk)


def test_news_are_for_coordinators(client, composition, outsider, mentee):
    url = reverse("boards:news", args=[composition.pk])
    for person in (outsider, mentee):
        client.force_login(person)
        assert client.get(url).status_code == 404
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("reason", ["²", "12"])
def test_a_reason_of_digits_is_nobody(coordinated, compose, composition, do, reason):
    [(mentor, _mentees)] = compose()
    do(give_reason, mentor=mentor, reason=reason)
    url = reverse("boards:news", args=[composition.pk])

    response = coordinated.get(url, {"version": 0}, headers=HTMX)

    (told,) = response.context["told"]
    assert told.endswith("changed the reason to cross disciplines.")
