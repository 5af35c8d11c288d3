"""What is chosen in a picture, and what is kept of it, apart from any page."""

from uuid import uuid4

import pytest
from django.utils import translation

from handbook.pictures.forms import PictureForm
from handbook.pictures.picture import pictures
from handbook.pictures.texts import (
    note_address,
    note_heading,
    note_key,
    note_place,
    picture_of,
)
from handbook.pictures.told import in_words, says, table, told_places
from handbook.questions.forms import QuestionsForm
from handbook.stance.forms import CELLS, DotForm, SelfTestForm
from handbook.stance.map import FELT, Level, StancePlace
from handbook.stance.statements import self_test

ROSE, TRIANGLE, TOPOI = pictures("en")
TEST = self_test("en")


def form(picture=ROSE, **sent):
    return PictureForm(sent, picture=picture)


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        ({}, {}),
        ({"me": "leading"}, {"me": "leading"}),
        ({"me": "leading", "other": "helping"}, {"me": "leading", "other": "helping"}),
        ({"me": "nowhere"}, {}),
        ({"me": ""}, {}),
        ({"nobody": "leading"}, {}),
    ],
)
def test_what_is_chosen_is_a_place_of_the_picture(sent, chosen):
    assert form(**sent).chosen == chosen


def test_it_is_known_before_the_form_is_valid():
    """The page shows what was put down, also beside what cannot be kept."""
    sent = form(me="leading", other="nowhere", line="x" * 3000)

    assert not sent.is_valid()
    assert set(sent.errors) == {"other", "line"}
    assert sent.chosen == {"me": "leading"}


def test_nothing_has_to_be_chosen():
    assert form().is_valid()
    assert form(note=uuid4()).is_valid()
    assert not form(note="1").is_valid()


@pytest.mark.parametrize("picture", [ROSE, TRIANGLE, TOPOI], ids=lambda one: one.slug)
def test_every_hand_has_every_place(picture):
    fields = form(picture).fields

    for hand in picture.hands:
        keys = [key for key, _name in fields[hand.key].choices]
        assert keys == [place.key for place in picture.places]


def test_one_place_at_most_is_shown_as_chosen():
    hand = ROSE.hand("me")

    chosen = [one.place.key for one in told_places(ROSE, hand, "helping") if one.shown]
    assert chosen == ["helping"]
    assert not any(one.shown for one in told_places(ROSE, hand, ""))


def test_of_nothing_chosen_its_title_is_kept():
    assert in_words(ROSE, {}) == f"{ROSE.title}\n"


def test_a_line_of_ones_own_stands_below_what_was_chosen():
    kept = in_words(ROSE, {"me": "helping"}, "Ik vraag eerst.").split("\n")

    words = says(ROSE, ROSE.hand("me"), ROSE.place("helping"))
    assert kept == [ROSE.title, "", words, f"{ROSE.line}: Ik vraag eerst."]


@pytest.mark.parametrize("picture", [ROSE, TRIANGLE, TOPOI], ids=lambda one: one.slug)
def test_a_table_says_all_of_it(picture):
    rows = table(picture)

    assert [place for place, _facts in rows] == list(picture.places)
    assert all(len(facts) == len(picture.columns) for _place, facts in rows)


NOTE = "c7b2a1d0-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        (f"rose.{NOTE}", True),
        (f"ROSE.{NOTE}", False),
        (f"rose.{NOTE.upper()}", False),
        (f"nothing.{NOTE}", False),
        ("rose.", False),
        ("rose", False),
        ("", False),
        (f"rose.{NOTE}.x", False),
    ],
)
def test_a_key_names_a_picture_and_a_note(key, is_one):
    assert bool(picture_of(key)) == is_one
    assert bool(note_place(None, key)) == is_one


def test_a_note_is_called_as_its_picture_in_the_language_of_the_page():
    class Kept:
        key = note_key("rose", NOTE)

    with translation.override("nl"):
        assert note_heading(Kept) == pictures("nl")[0].title
        Kept.key = f"gone.{NOTE}"
        assert note_heading(Kept) == "Een plaatje van eerder"
    assert note_address(note_key("rose", NOTE)).endswith(f"/rose/{NOTE}/")


@pytest.mark.parametrize("cell", CELLS, ids=".".join)
def test_a_cell_of_the_map_is_a_place_on_it(cell):
    sent = DotForm({"dot": uuid4(), "where": ".".join(cell)})

    assert sent.is_valid()
    assert sent.place == StancePlace(*(FELT[Level(level)] for level in cell))


@pytest.mark.parametrize("where", ["", "much", "much.much.much", "x.y", "much."])
def test_what_is_no_cell_is_refused(where):
    assert set(DotForm({"dot": uuid4(), "where": where}).errors) == {"where"}


def test_what_is_left_out_of_a_self_test_is_no_answer():
    first, second = TEST.statements[:2]
    sent = {"dot": uuid4(), first.key: "0", second.key: ""}

    done = SelfTestForm(sent, test=TEST)

    assert done.is_valid()
    assert done.answers == {first.key: 0}
    assert len(done.statements) == len(TEST.statements)


@pytest.mark.parametrize("answer", ["5", "-1", "x"])
def test_nor_is_what_nobody_could_choose(answer):
    first = TEST.statements[0].key

    assert set(SelfTestForm({"dot": uuid4(), first: answer}, test=TEST).errors) == {
        first
    }


@pytest.mark.parametrize(
    ("language", "known"), [("nl", "nl"), ("en", "en"), ("en-gb", "en"), ("de", "en")]
)
def test_questions_begin_in_the_language_of_the_page(language, known):
    with translation.override(language):
        assert QuestionsForm.empty().initial["language"] == known
