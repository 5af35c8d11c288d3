"""What stands out in a confrontation: of each sentence, and where a page is silent."""

import pytest

from handbook.confrontation.guide import FIELDS, guide, parse
from handbook.confrontation.looks import FAR, LONGEST, look_at

NL, EN = guide("nl"), guide("en")
# Nothing stands out in these.
GOOD = {
    "saw": "The last three times you came after the start.",
    "does": "I then have to start twice, and I notice that it annoys me.",
    "want": "I would like us to start at nine. What would that take?",
}


def notices(of, guide=EN):
    """The words of each notice that is no pitfall's."""
    look = look_at(guide, GOOD | of)
    return [one.words for field in FIELDS for one in look.of[field] if not one.title]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You do well, but slowly.", [("well", "but")]),
        # In the same sentence, after it, and not far from it.
        ("You do well. But slowly I learn.", []),
        ("But you do well.", []),
        (f"You do well{' so' * FAR} but slowly.", []),
        (f"You do well{' so' * (FAR - 1)} but slowly.", [("well", "but")]),
        # Once for a text.
        ("You do well but slowly, and well but late.", [("well", "but")]),
    ],
)
def test_a_kind_word_that_is_taken_back(text, words):
    kind = EN.asides["but"]["before"]
    assert "well" in kind or "good" in kind
    text = text if "well" in kind else text.replace("well", "good")
    words = [tuple(one.replace("well", "good") for one in each) for each in words]
    words = words if "well" not in kind else [("well", "but") for _each in words]

    assert [each for each in notices({"does": f"I notice: {text}"}) if each] == words


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("I want it to STOP.", ("STOP",)),
        ("I want it to STOP. STOP it NOW.", ("STOP",)),
        ("I want the KNMI and the NS to call.", ("KNMI",)),
        ("I want the HR of NS to call.", ()),
        ("I want MH370 and ABC123 to call.", ()),
        ("I want “STOP” to be said.", ()),
    ],
)
def test_capitals_are_shouted_from_four_letters_on(text, shouted):
    look = look_at(EN, GOOD | {"want": text})

    said = EN.asides["shouting"]["say"]
    found = [one.words for one in look.of["want"] if one.say == said]
    assert found == ([shouted] if shouted else [])


@pytest.mark.parametrize(
    ("field", "text", "too_many"),
    [
        ("want", "I would like rest. What would that take?", False),
        ("want", "I would like rest. What? And when?", True),
        ("want", "I would like to hear “What? Who?” from you.", False),
        ("does", "I notice it. What? And when?", False),
    ],
)
def test_one_question_is_asked(field, text, too_many):
    look = look_at(EN, GOOD | {field: text})

    said = EN.asides["questions"]["say"]
    assert any(one.say == said for one in look.of[field]) == too_many


def test_of_nothing_written_nothing_is_said():
    look = look_at(EN, {})

    assert look.together == []
    assert look.of == {field: [] for field in FIELDS}
    assert look_at(EN, dict.fromkeys(FIELDS, "  \n ")) == look


@pytest.mark.parametrize("missing", FIELDS)
def test_of_one_that_is_missing_it_is_said(missing):
    look = look_at(EN, GOOD | {missing: " "})

    assert look.together == [EN.words["empty"]]


def test_good_sentences_are_told_so():
    assert look_at(EN, GOOD).together == [EN.words["nothing"]]


@pytest.mark.parametrize(("more", "long"), [(0, False), (1, True)])
def test_three_sentences_have_so_many_words_together(more, long):
    counted = sum(len(text.split()) for text in GOOD.values())
    padded = GOOD["does"] + " so" * (LONGEST - counted + more)

    look = look_at(EN, GOOD | {"does": padded})

    assert (EN.words["long"] in look.together) == long


def test_a_word_of_a_pitfall_says_which_and_why():
    look = look_at(NL, {"saw": "Gisteren kwam je alweer te laat: typisch jij."})

    found = {one.title: one.why for one in look.of["saw"] if one.title}
    known = {pitfall.title: pitfall.why for pitfall in NL.pitfalls}
    assert found
    assert found.items() <= known.items()


def test_a_file_without_what_stands_beside_is_broken():
    source = '+++\ntitle = "x"\nsummary = ""\nsource = ""\npitfalls = []\nwords = {}\n[build]\n+++\n'

    with pytest.raises(KeyError, match="questions"):
        parse("confrontation", source)
