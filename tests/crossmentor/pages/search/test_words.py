import pytest

from crossmentor.pages.search.words import Vocabulary, folded, words_of

WORDS = Vocabulary(
    [
        "De dramadriehoek en de coördinator",
        "Een driehoek, een cirkel en de grenzen van leren",
        "Grenzen, grenzen",
    ]
)


def test_words_come_without_capitals_accents_and_marks():
    assert words_of("De Coördinator: één-op-één, (ïJsland)!") == [
        *("de", "coordinator", "een", "op", "een", "ijsland"),
    ]


@pytest.mark.parametrize("text", ["Coördinator-één", "ﬁn ß İ 你好 e\u0301", "a\ue000b"])
def test_folding_keeps_each_sign_in_its_place(text):
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dramadrihoek", ["dramadriehoek"]),
        ("cordinator", ["coordinator"]),
        ("grezen", ["grenzen"]),
        ("cirlek", ["cirkel"]),
        # Too short to say, or too far from all there is.
        ("lee", []),
        ("xylofoon", []),
        ("x" * 100, []),
    ],
)
def test_what_was_meant_is_what_comes_nearest(typed, meant):
    assert WORDS.nearest(typed) == meant


def test_a_compound_is_found_by_its_end_and_by_its_halves():
    assert WORDS.with_part("driehoek") == ["dramadriehoek"]
    assert WORDS.with_part("hoek") == []
    assert WORDS.halves("lerencirkel") == ("leren", "cirkel")
    assert WORDS.halves("cirkelsgrenzen") == ("cirkel", "grenzen")
    # Of a half that is known, the other says less.
    assert WORDS.halves("grenzenkloof") == ("grenzen",)
    assert WORDS.halves("xylofoon") == ()


def test_the_beginning_of_a_longer_word_may_be_mistyped_too():
    assert WORDS.nearest("dramma") == ["drama"]
