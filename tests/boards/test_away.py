"""Mentors who are not available, people kept apart from a card, and improving."""

import pytest
from django.urls import reverse

from boards.models import Proposal
from boards.reading import read_board
from boards.services import (
    add_column,
    ask_proposal,
    copy_composition,
    mark_away,
    mark_present,
    publish,
    run_proposal,
    undo,
)
from groups.models import Exclusion
from spaces.errors import DomainError
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def step(composition, coordinator):
    def step(service, **options):
        composition.refresh_from_db()
        version = composition.version
        service(composition=composition, version=version, by=coordinator, **options)
        return read_board(composition)

    return step


def test_a_mentor_who_is_away_leads_no_group(compose, composition, step):
    (gone, _mentees), (stays, others) = compose(groups=2)

    seen = step(mark_away, mentor=gone)

    assert list(seen.columns) == [str(stays.pk)]
    assert sorted(seen.seats) == sorted(str(mentee.pk) for mentee in others)
    assert list(seen.away) == [str(gone.pk)]
    with pytest.raises(DomainError):
        step(add_column, mentor=gone)
    seen = step(undo)
    assert (len(seen.columns), len(seen.seats), seen.away) == (2, 8, {})


def test_available_again_and_copied(compose, composition, step, coordinator):
    [(gone, _mentees)] = compose()
    step(mark_away, mentor=gone)

    twin = copy_composition(composition=composition, by=coordinator)
    seen = step(mark_present, mentor=gone)

    assert list(read_board(twin).away) == [str(gone.pk)]
    assert seen.away == {}
    assert list(step(add_column, mentor=gone).columns) == [str(gone.pk)]


def test_groups_are_published_without_who_is_away(
    compose, composition, step, coordinator
):
    (gone, _mentees), (stays, _others) = compose(groups=2)
    step(mark_away, mentor=gone)
    composition.refresh_from_db()

    publish(composition=composition, version=composition.version)

    assert [one.mentor for one in composition.programme.mentor_groups.all()] == [
        stays.person
    ]


def test_nothing_is_proposed_with_who_is_away(compose, composition, step, coordinator):
    (gone, _mentees), (stays, _others) = compose(groups=2)
    step(mark_away, mentor=gone)
    composition.refresh_from_db()

    proposal = ask_proposal(composition=composition, by=coordinator)
    run_proposal(proposal.pk)

    assert list(read_board(composition).columns) == [str(stays.pk)]


def test_improving_moves_at_most_so_many(compose, composition, coordinator):
    compose(groups=3)
    before = read_board(composition).seats

    proposal = ask_proposal(composition=composition, by=coordinator, move_limit=2)
    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DONE
    after = read_board(composition).seats
    assert after.keys() == before.keys()
    assert sum(after[key] != before[key] for key in before) <= 2


def test_a_wish_to_improve_carries_its_limit(
    signed_in, coordinator, compose, composition
):
    compose()
    url = reverse("boards:propose", args=[composition.pk])

    signed_in(coordinator).post(url, {"move_limit": "7"})

    assert Proposal.objects.get().move_limit == 7


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_the_page_marks_and_shows(signed_in, coordinator, compose, composition, htmx):
    (gone, _mentees), _other = compose(groups=2)
    url = reverse("boards:away", args=[composition.pk])
    data = {"version": 0, "mentor": gone.pk}

    response = signed_in(coordinator).post(
        url, data, headers=HTMX if htmx else {}, follow=not htmx
    )

    said = response.content.decode()
    assert reverse("boards:present", args=[composition.pk]) in said
    assert f'id="column-{gone.pk}" data-column' not in said
    assert [str(part) for part in response.context["away"]] == [str(gone)]


def test_two_are_kept_apart_from_the_card(signed_in, coordinator, compose, composition):
    [(_mentor, (one, other, *_rest))] = compose()
    url = reverse("boards:card_apart", args=[composition.pk, one.pk])
    client = signed_in(coordinator)

    client.post(url, {"other": other.pk})
    client.post(url, {"other": one.pk})

    pairs = list(Exclusion.objects.values_list("first", "second"))
    assert pairs == [(one.pk, other.pk)]
    assert client.get(url).status_code == 405
    stranger = signed_in(PersonFactory())
    assert stranger.post(url, {"other": other.pk}).status_code == 404


@pytest.mark.parametrize("asked", [{"move_limit": "1001"}, {"seconds": "1"}])
def test_a_limit_that_is_none_is_not_left_out(
    signed_in, coordinator, composition, asked
):
    url = reverse("boards:propose", args=[composition.pk])

    page = signed_in(coordinator).post(url, asked, follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert not Proposal.objects.exists()
