"""What stands beside a page: tools for who may use them, lengths of a method, its places."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from handbook import rules, texts
from handbook.methods import jumps_of, length_for, lengths_of
from handbook.stance.forms import CELLS, DotForm
from handbook.stance.map import FELT, Level, Map, felt
from handbook.tools import TOOLS, tools_of
from sessions.methods.files import methods
from sessions.methods.method import Stage

NOBODY = object()


@pytest.fixture
def standing(monkeypatch):
    """Has somebody be a mentor, or have dots on the map; and how often it was asked."""
    asked = []

    def set_to(*, is_mentor, has_dots):
        monkeypatch.setattr(rules, "is_mentor", lambda _: asked.append(1) or is_mentor)
        dots = SimpleNamespace(exists=lambda: has_dots)
        monkeypatch.setattr(rules.StanceDot.objects, "of", lambda _: dots)
        return asked

    return set_to


@pytest.mark.parametrize("slug", sorted({tool.slug for tool in TOOLS}))
@pytest.mark.parametrize("is_mentor", [True, False])
def test_a_tool_for_mentors_stands_beside_pages_of_mentors(standing, slug, is_mentor):
    asked = standing(is_mentor=is_mentor, has_dots=False)
    there = [tool for tool in TOOLS if tool.slug == slug]

    shown = tools_of(NOBODY, slug)

    assert shown == [tool for tool in there if is_mentor or tool.may is None]
    # Where all may use them nobody is asked about; and once of several of one rule.
    assert len(asked) == any(tool.may for tool in there)


def test_who_was_a_mentor_is_led_to_their_map_and_to_no_page_that_is_not_theirs(
    standing,
):
    standing(is_mentor=False, has_dots=True)

    assert tools_of(NOBODY, "respectful-confrontation") == []
    names = [tool.name for tool in tools_of(NOBODY, "stance")]
    assert names == ["handbook:stance", "handbook:stance_test"]


def test_a_page_without_tools_asks_nothing(standing):
    asked = standing(is_mentor=False, has_dots=False)

    assert tools_of(NOBODY, "no-such-page") == []
    assert asked == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_tool_has_its_page_its_address_and_its_words(language):
    with translation.override(language):
        for tool in TOOLS:
            assert texts.get_text(tool.slug, language).slug == tool.slug
            assert tool.url.startswith("/handbook/")
        assert len({str(tool.label) for tool in TOOLS}) == len(TOOLS)


@pytest.mark.parametrize("stage", Stage)
def test_only_a_method_comes_in_several_lengths(stage):
    for method in methods("en", stage):
        own = method.roomy_from or method.minutes

        assert bool(lengths_of(method)) is (stage == Stage.METHOD)
        for asked in (None, 0, -45, 46, 10**17):
            assert length_for(method, asked) == own
        for asked in (45, 60, 90, 120):
            fits = stage == Stage.METHOD
            assert length_for(method, asked) == (asked if fits else own)


@pytest.mark.parametrize("stage", Stage)
def test_what_is_only_steps_has_no_places_to_go_to(stage):
    for method in methods("nl", stage):
        places = [place for place, _words in jumps_of(method)]

        assert places == (["when", "steps", "example"] if method.example else [])


def test_pages_stand_under_their_parts_and_no_part_is_empty():
    pages = texts.texts("nl")
    models = [page for page in pages if page.part == "models"]

    assert [page for _name, part in texts.by_part(pages) for page in part] == [*pages]
    assert texts.by_part(models) == [(texts.PARTS["models"], models)]
    assert texts.by_part([]) == []


@pytest.mark.parametrize(("relation", "content"), CELLS)
def test_a_dot_by_feeling_lies_in_its_own_cell(relation, content):
    where = f"{relation}.{content}"
    form = DotForm({"dot": "6f1c2a7e-3b0d-4c58-9d55-0a8e2f4b7c19", "where": where})

    assert form.is_valid()
    assert form.place == felt(relation, content)
    edges = Map(low=20, high=24)
    assert edges.level(form.place.relation) == relation
    assert edges.level(form.place.content) == content


@pytest.mark.parametrize("where", ["", "much", "much.much.much", "MUCH.much", "40.40"])
def test_what_is_no_cell_is_refused(where):
    form = DotForm({"dot": "6f1c2a7e-3b0d-4c58-9d55-0a8e2f4b7c19", "where": where})

    assert [*form.errors] == ["where"]


@pytest.mark.parametrize(
    ("relation", "content", "stances"),
    [
        (Level.MUCH, Level.LITTLE, ["mama"]),
        (Level.LITTLE, Level.MUCH, ["macho"]),
        (Level.LITTLE, Level.LITTLE, ["mole"]),
        (Level.MUCH, Level.MUCH, ["mature"]),
        # On one edge two meet, on both all four.
        (Level.MUCH, Level.MIDDLE, ["mama", "mature"]),
        (Level.MIDDLE, Level.LITTLE, ["mama", "mole"]),
        (Level.MIDDLE, Level.MIDDLE, ["mama", "macho", "mole", "mature"]),
    ],
)
def test_on_an_edge_stances_meet(relation, content, stances):
    assert Map(low=20, high=24).stances_at(felt(relation, content)) == stances
    assert sorted(FELT) == sorted(Level)
