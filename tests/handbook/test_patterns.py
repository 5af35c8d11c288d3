"""The small language of the files of rules: what a pattern finds, and what it leaves."""

import pytest

from handbook.questions.patterns import compiled
from handbook.questions.sentences import sentences

WORDS = {
    "leads": ["maar", "en dan"],
    "people": ["hij", "zij"],
    "all": ["{people}", "wij"],
}


def finds(pattern, *typed) -> list[bool]:
    found = compiled([pattern], WORDS)
    return [
        any(found.search(one.text) for one in sentences(text, {})) for text in typed
    ]


@pytest.mark.parametrize(
    ("pattern", "found", "left"),
    [
        # A sequence of whole words.
        ("heb je", "Wat heb je?", "Heb jij?"),
        ("heb je", "heb je", "je heb"),
        # Either of them; any ending; a blank within one.
        ("heb|had je", "Had je iets?", "Wil je iets?"),
        ("gedaan|ge* wat", "Gezien wat?", "Zien wat?"),
        ("keer_op_keer|altijd", "Keer op keer!", "Keer op?"),
        # What may be left out.
        ("heb [je|jij] gedaan", "Heb gedaan?", "Heb wij gedaan?"),
        ("heb [je|jij] gedaan", "Heb jij gedaan?", "Heb je jij gedaan?"),
        # Up to three words, and not over a comma; up to eight; over a comma.
        ("heb .. gedaan", "Heb je dat al gedaan?", "Heb je dat nu al gedaan?"),
        ("heb .. gedaan", "Heb gedaan?", "Heb je, al gedaan?"),
        (
            "heb ... gedaan",
            "Heb a b c d e f g h gedaan?",
            "Heb a b c d e f g h i gedaan?",
        ),
        ("heb .... gedaan", "Heb je, zeg eens, al gedaan?", "Heb je? Gedaan?"),
        # Any word but those of that name.
        ("heb ~people gedaan", "Heb jullie gedaan?", "Heb zij gedaan?"),
        # The words of a name, also where those name others.
        ("{people} gaat", "Zij gaat?", "Wij gaat?"),
        ("{all} gaan", "Wij gaan?", "Jullie gaan?"),
        ("{any} gaan", "Iedereen gaan?", "gaan"),
        # Where a sentence begins, where a clause does, and where it ends.
        ("< heb", "Heb je?", "Wat heb je?"),
        ("^ heb", "Zeg, heb je?", "Wat heb je?"),
        ("^ heb", "Maar heb je?", "Zeker heb je?"),
        ("^ heb", "En dan heb je?", "En heb je?"),
        ("^ heb", "Zo: heb je?", "Zo heb je?"),
        ("niet $", "Heb je niet?", "Niet waar?"),
        ("niet ?", "Heb je niet?", "Heb je niet."),
    ],
)
def test_a_pattern_finds_and_leaves(pattern, found, left):
    assert finds(pattern, found, left) == [True, False]


def test_any_of_several_is_found():
    several = compiled(["heb je", "had zij"], WORDS)

    assert several.search("< had zij ? >")
    assert not several.search("< had je ? >")


def test_no_patterns_are_none():
    assert compiled([], WORDS) is None


@pytest.mark.parametrize("pattern", ["heb [je]", "heb ..", "heb ..."])
def test_an_end_that_may_be_left_out_says_nothing(pattern):
    with pytest.raises(ValueError, match="Nothing has to stand"):
        compiled([pattern], WORDS)


def test_the_longest_gap_may_stand_at_the_end():
    assert finds("heb ....", "Heb je iets?") == [True]


@pytest.mark.parametrize("pattern", ["{nobody} gaat", "heb ~nobody gedaan"])
def test_words_that_the_file_has_not_are_told(pattern):
    with pytest.raises(KeyError):
        compiled([pattern], WORDS)
