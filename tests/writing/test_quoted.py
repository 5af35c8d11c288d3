"""What is somebody else's word in a text, and how long a text stays with it taken out."""

import pytest

from writing.wording import first_part, normal, unquoted, without, words_of


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Ze zei “nooit” en ging.", "Ze zei _ en ging."),
        ("Ze zei „nooit” en ging.", "Ze zei _ en ging."),
        ("Ze zei „nooit“ en ging.", "Ze zei _ en ging."),
        ("Ze zei «nooit» en ging.", "Ze zei _ en ging."),
        ('Ze zei "nooit" en "altijd".', "Ze zei _ en _ ."),
        # An apostrophe closes nothing where a letter follows it.
        ("\u2018Zo\u2019n dag\u2019 zei ze.", "_ zei ze."),
        ("Anna\u2019s dag en \u2019s avonds.", "Anna\u2019s dag en \u2019s avonds."),
        # One within another belongs to the outer one.
        ("“Hij zei \u2018nee\u2019 tegen mij” zei ze.", "_ zei ze."),
        ("\u2018Hij zei “nee”\u2019 zei ze.", "_ zei ze."),
        # Without an end it is none, and what comes after may be one.
        ("“Nooit en \u2018altijd\u2019.", "“Nooit en _ ."),
        ("'Nooit' zei ze.", "'Nooit' zei ze."),
        ("“”", "_"),
        ("", ""),
    ],
)
def test_what_is_quoted_is_taken_out(text, own):
    bare = unquoted(text, mark="_")

    assert " ".join(bare.split()) == own
    # So that a place in it is one in the text.
    assert len(unquoted(text)) == len(text)


def test_what_is_quoted_over_several_lines_is_one_quotation():
    assert unquoted("“Een\n\ntwee” drie").split() == ["drie"]


def test_a_page_of_openings_takes_no_time():
    text = "\u2018" * 20_000 + "«" * 20_000

    assert unquoted(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zo\u2019n dag", ["zo'n", "dag"]),
        ("één-op-één, coo\u0308rdinator", ["één-op-één", "coördinator"]),
        ("zeur* - 3x", ["zeur*", "3x"]),
        ("İstanbul", ["i̇stanbul"]),
        ("--- !!! \u2019 *", []),
    ],
)
def test_words_are_small_and_know_their_place(text, words):
    text = normal(text)

    found = words_of(text)

    assert [word.text for word in found] == words
    assert all(
        text[word.start : word.end].lower().replace("\u2019", "'") == word.text
        for word in found
    )


@pytest.mark.parametrize(
    ("word", "bare"), [("één", "een"), ("coördinator", "coördinator"), ("e\u0301", "e")]
)
def test_a_stress_is_no_other_word(word, bare):
    assert without("\u0301", word) == bare


def test_as_much_as_some_pages_is_looked_at():
    assert first_part("x" * 20_000) == "x" * 20_000
    assert len(first_part("x" * 20_001)) == 20_000
