import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing.wording import READ, WordingRule, look

ABSOLUTES = WordingRule.read(
    "absolutes",
    {
        "strong": ["altijd", "keer op keer", "zeur*", "naïef", "wéér"],
        "weak": ["weer", "even", "misschien"],
        "unless": ["bijna", "lang niet"],
        "signs": ["!!"],
        "say": "Tel het.",
    },
)
BITS = [
    "altijd",
    "Misschien",
    "wéér",
    "naïef",
    "\u2018",
    "\u2019",
    "“",
    "”",
    '"',
    "!!",
    "é",
    "*",
]


def told(text, rule=ABSOLUTES, field=""):
    return [words for each in look([rule], text, field) for words in each.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je komt altijd te laat.", ["altijd"]),
        ("Je komt ÁLTIJD te laat.", ["ÁLTIJD"]),
        ("Altijddurend", []),
        ("Keer\nop keer", ["Keer\nop keer"]),
        ("Keer opnieuw keerde ze om", []),
        ("Je zeurt, en dat gezeur", ["zeurt"]),
        ("Dat is naief", ["naief"]),
        ("Nou!!", ["!!"]),
        ("altijd, en nog eens ALTIJD", ["altijd"]),
    ],
)
def test_a_strong_word_stands_out_the_first_time(text, expected):
    assert told(text) == expected


def test_a_weak_word_stands_out_with_a_second_one():
    assert told("Misschien kom je") == []
    assert told("Misschien kom je even") == ["Misschien", "even"]
    assert told("Altijd, misschien") == ["Altijd"]
    assert told("Daar is het wéér") == ["wéér"]


def test_a_word_before_it_takes_it_back():
    assert told("bijna altijd") == []
    assert told("lang niet altijd") == []
    assert told("bijna, maar niet altijd") == ["altijd"]


@pytest.mark.parametrize(
    "quoted", ["\u2018altijd\u2019", "“altijd”", "„altijd”", '"altijd"']
)
def test_what_is_quoted_is_not_looked_at(quoted):
    assert told(f"Ze zei {quoted} tegen je") == []
    assert told(f"Ze zei {quoted} en {quoted}, altijd") == ["altijd"]


def test_an_apostrophe_or_a_quotation_without_end_is_none():
    assert told("\u2018s Avonds is het altijd") == ["altijd"]
    assert told("Zo\u2019n chaos, altijd, \u2019s avonds") == ["altijd"]
    assert told("“altijd") == ["altijd"]


def test_a_rule_may_hold_in_some_fields_only():
    rule = WordingRule.read("vague", {"strong": ["iets"], "fields": ["saw"]})

    assert told("iets", rule, "saw") == ["iets"]
    assert told("iets", rule, "does") == []


def test_a_rule_may_ask_for_words_and_for_an_end():
    when = WordingRule.read("when", {"missing": ["maandag", "elke"]})
    short = WordingRule.read("short", {"longest": 3})

    assert [each.rule for each in look([when, short], "ik oefen dit nu vaak")] == [
        when,
        short,
    ]
    assert look([when, short], "elke week dan") == []
    assert look([when, short], " \n ") == []


def test_a_file_with_an_unknown_setting_is_refused():
    with pytest.raises(TypeError, match="stong"):
        WordingRule.read("absolutes", {"stong": ["altijd"]})


@given(st.lists(st.sampled_from(BITS) | st.text(max_size=5)).map(" ".join))
def test_any_text_is_looked_at_the_same_however_it_is_spelled(text):
    seen = [each.casefold() for each in told(text)]

    composed = [unicodedata.normalize("NFC", each) for each in seen]
    assert seen == composed
    assert told(unicodedata.normalize("NFD", text)) == told(text)
    assert told(f"{text} \n") == told(text)


@given(st.lists(st.sampled_from(BITS)).map(" ".join))
def test_capitals_change_nothing(text):
    assert [each.lower() for each in told(text.upper())] == [
        each.lower() for each in told(text)
    ]


@pytest.mark.parametrize(
    "bit",
    [
        "“",
        "\u2018",
        '"',
        "altijd ",
        "a",
        "a-",
        "é",
        "é ",
        "keer op ",
        "zeur",
        "\u2018\u2019s ",
    ],
)
def test_a_long_text_ends(bit):
    """The quadratic would take minutes here."""
    look([ABSOLUTES], bit * (200_000 // len(bit)))


def test_a_rule_may_look_where_a_text_begins_and_for_a_sign():
    trait = WordingRule.read("trait", {"begins": ["je bent"]})
    asks = WordingRule.read("asks", {"missing": ["?", "ik wil"]})

    assert told("Je bent laat, je bent er", trait) == ["Je bent"]
    assert told("Vandaag, je bent laat", trait) == []
    assert look([asks], "kom op tijd") != []
    assert look([asks], "kom je op tijd?") == look([asks], "Ik wil rust") == []


def test_of_a_text_without_end_so_much_is_looked_at():
    begins = "altijd " + "x " * READ
    ends = "x " * READ + "altijd"

    assert [one.words for one in look([ABSOLUTES], begins)] == [("altijd",)]
    assert look([ABSOLUTES], ends) == []


def rule(**settings):
    return WordingRule.read("any", settings)


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        # The longest of those that begin alike, and not what lies within it.
        (["keer", "keer op keer"], "Keer op keer.", ["Keer op keer"]),
        (["op", "keer op keer"], "Keer op keer.", ["Keer op keer"]),
        (["keer op", "op keer"], "Keer op keer.", ["Keer op", "op keer"]),
        # Any ending, within a sequence too.
        (["ik vind*"], "Ik vindt dat ik vind", ["Ik vindt", "ik vind"]),
        (["zeur*"], "zeu", []),
        # Spelled with or without its dots; accents of stress do not count.
        (["naïef"], "NAIEF en naïef", ["NAIEF", "naïef"]),
        (["een"], "Dat is één.", ["één"]),
        (["cafe"], "Het café", ["café"]),
        # An apostrophe is part of a word, whichever it is.
        (["don't"], "I don\u2019t", ["don\u2019t"]),
        (["don"], "I don't", []),
        # No word is that long.
        (["xx*"], "x" * 61, []),
        (["xx*"], "x" * 60, ["x" * 60]),
    ],
)
def test_a_phrase_stands_there_or_not(phrases, text, found):
    assert told(text, rule(strong=phrases)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Misschien.", []),
        ("Misschien, misschien.", ["Misschien"]),
        ("Misschien even.", ["Misschien", "even"]),
        # One that is taken back does not count as a second.
        ("Misschien bijna even.", []),
    ],
)
def test_weak_words_count_together(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "stands_out"),
    [
        ("", False),
        ("   ", False),
        ("Het was dinsdag.", True),
        ("Het was maandag.", False),
        ("Was het dinsdag?", False),
        ("“Maandag?” zei je.", True),
    ],
)
def test_what_is_missing_is_missed_in_a_text_alone(text, stands_out):
    asks = rule(missing=["maandag", "?"])

    assert bool(look([asks], text)) == stands_out


@pytest.mark.parametrize(("count", "stands_out"), [(3, False), (4, True)])
def test_too_many_words_are_told_without_naming_them(count, stands_out):
    found = look([rule(longest=3)], "woord " * count)

    assert [one.words for one in found] == ([()] if stands_out else [])


def test_rules_are_told_in_their_order():
    first, second = rule(strong=["b"]), rule(strong=["a"])

    assert [one.rule for one in look([first, second], "a b")] == [first, second]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Je bent laat.", ["Je bent"]),
        ("En je bent laat.", []),
        ("…Je bent", ["Je bent"]),
    ],
)
def test_where_a_text_begins(text, found):
    assert told(text, rule(begins=["je bent"])) == found
