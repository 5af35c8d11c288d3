"""What a page of the search shows of a text: its words, and where they were found."""

import pytest

from crossmentor.pages.search.index import START, STOP, marked
from crossmentor.pages.search.pages import plain
from crossmentor.pages.search.words import Vocabulary, folded

TEXT = "De coördinator ziet géén woorden."


def found(*pieces):
    return [("… ", False), *pieces, (" …", False)]


@pytest.mark.parametrize(
    ("headline", "pieces"),
    [
        (f"de {START}coordinator{STOP} ziet", ["De ", "coördinator", " ziet"]),
        # At the beginning, at the end, and two beside each other.
        (f"{START}de{STOP} coordinator", ["", "De", " coördinator"]),
        (f"{START}geen{STOP} {START}woorden{STOP}", ["", "géén", " ", "woorden"]),
        # Of a text that is put together otherwise: as it was found.
        (f"elders {START}coordinator{STOP}", ["elders ", "coordinator"]),
    ],
)
def test_what_was_found_is_shown_as_it_is_written(headline, pieces):
    shown = [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]

    assert marked(TEXT, folded(TEXT), headline) == found(*shown)


@pytest.mark.parametrize("headline", ["", "de coordinator", STOP])
def test_where_nothing_is_marked_there_is_nothing_to_show(headline):
    assert marked(TEXT, folded(TEXT), headline) == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Een</p><p>twee</p>", "Een twee"),
        ("<td>Een</td><td>twee</td>", "Een twee"),
        # Within a word nothing begins.
        ("<p>on<em>ge</em>hoord</p>", "ongehoord"),
        ('<p>zie <a href="/x/">daar</a>.</p>', "zie daar."),
        ("<p>a &lt;b&gt; &amp;amp;</p>", "a <b> &amp;"),
        ("<p>e\u0301e\u0301n\u00a0\n twee</p>", "één twee"),
        ("", ""),
    ],
)
def test_markup_leaves_the_words_apart(markup, words):
    assert plain(markup) == words


def test_of_several_parts_none_runs_on():
    assert plain("Een", "", "<p>twee</p>", "drie") == "Een twee drie"


def test_a_word_is_known_by_its_beginning_or_by_a_compound_of_it():
    words = Vocabulary(["Werkdruk en energiebalans"])

    known = {one: words.has_part(one) for one in ("werk", "w", "balans", "druk", "zen")}

    assert known == {
        "werk": True,
        "w": True,
        "balans": True,
        "druk": False,
        "zen": False,
    }


def test_of_what_comes_as_near_the_word_of_more_texts_is_likelier():
    words = Vocabulary(["steen", "steek steek steek", "steen"])

    assert words.nearest("steeg") == ["steen", "steek"]
    # Fewer letters wrong than asked for: none.
    assert words.nearest("steeg", most=0) == []
