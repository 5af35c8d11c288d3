"""The groups of a programme come by page, and are found by who is in them."""

import pytest
from django.urls import reverse

from boards.presenters import composition as composition_presenter
from boards.services import open_composition
from boards.views import compositions
from tests.factories import formed_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(coordinator, programme, signed_in):
    client = signed_in(coordinator)

    def get(query=""):
        return client.get(
            reverse("boards:composition_list", args=[programme.pk]) + query
        )

    return get


def shown(page):
    return {now.group for now in page.context["groups"]}


def test_groups_come_by_page(ask, programme, monkeypatch):
    monkeypatch.setattr(compositions, "GROUPS", 2)
    groups = [formed_group(programme) for _number in range(3)]

    first, second = ask(), ask("?page=2")

    assert [len(shown(page)) for page in (first, second)] == [2, 1]
    assert shown(first) | shown(second) == set(groups)
    assert "Page 1 of 2" in first.text
    assert 'type="search"' in first.text


def test_a_group_is_found_by_its_name_and_by_who_is_in_it(ask, programme):
    named = formed_group(programme, name="Walvis")
    other = formed_group(programme)
    mentee = other.seats.mentees().first().person
    left = other.seats.mentees().last()
    left.left_at = left.joined_at
    left.save()

    assert shown(ask("?q=walv")) == {named}
    assert shown(ask(f"?q={mentee.given_name}+{mentee.family_name}")) == {other}
    assert shown(ask(f"?q={other.mentor.given_name}")) == {other}
    assert shown(ask(f"?q={left.person.given_name}")) == set()


def test_what_was_searched_stays_while_paging(ask, programme, monkeypatch):
    monkeypatch.setattr(compositions, "GROUPS", 1)
    for number in range(2):
        formed_group(programme, name=f"Walvis {number}")
    formed_group(programme, name="Haai")

    page = ask("?q=walvis")

    assert page.context["page"].paginator.count == 2
    assert "q=walvis&amp;page=2" in page.text


def test_what_is_not_found_is_said(ask, programme):
    formed_group(programme)

    page = ask("?q=nobody")

    assert "No group has “nobody” in it." in page.text
    assert "Start a composition" not in page.text


def test_earlier_compositions_are_behind_a_link(
    ask, programme, coordinator, monkeypatch
):
    monkeypatch.setattr(compositions, "COMPOSITIONS", 2)
    for name in ("First", "Second", "Third"):
        open_composition(programme=programme, name=name, by=coordinator)

    newest, earlier = ask(), ask("?drafts=2")

    names = [
        [one.composition.name for one in page.context["stories"]]
        for page in (newest, earlier)
    ]
    assert names == [["Third", "Second"], ["First"]]
    assert "Earlier compositions" in newest.text
    assert "Newer compositions" in earlier.text


def test_in_a_large_programme_the_board_alone_tells_how_it_fits(
    ask, compose, composition, monkeypatch
):
    compose(groups=1)
    monkeypatch.setattr(composition_presenter, "JUDGED", 2)

    page = ask()

    (found,) = page.context["stories"]
    assert (found.groups, found.placed, found.fit) == (1, 4, None)
    assert "4 mentees placed" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_a_programme_without_groups_costs_the_same_for_more_compositions(
    ask, programme, coordinator, count, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(composition_presenter, "JUDGED", -1)
    for number in range(count):
        open_composition(programme=programme, name=f"{number}", by=coordinator)

    with django_assert_num_queries(9):
        ask()
