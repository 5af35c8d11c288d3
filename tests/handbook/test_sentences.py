"""A question as the rules read it: sentences, words of one spelling, and where they stood."""

import pytest

from handbook.questions.sentences import READ, last_part, sentences

SPELLING = {"u": "je", "don't": "do n't", "één": "een"}


def texts(typed):
    return [sentence.text for sentence in sentences(typed, SPELLING)]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Heb je dat gedaan?", ["< heb je dat gedaan ? >"]),
        ("heb je dat gedaan", ["< heb je dat gedaan . >"]),
        ("HEB JE DAT?!", ["< heb je dat ? >"]),
        # Each end begins another sentence; one without words is none.
        ("Ik zie iets. Zie jij het?", ["< ik zie iets . >", "< zie jij het ? >"]),
        ("Ik zie; jij?", ["< ik zie ; >", "< jij ? >"]),
        ("... ? !", []),
        ("", []),
        ("   ", []),
        # A mark that comes late belongs to what stood before it.
        ("Zie je het. ?", ["< zie je het ? >"]),
        ("Wacht\u2026 zie je het?", ["< wacht \u2026 >", "< zie je het ? >"]),
        ("Wacht...... zie je het?", ["< wacht \u2026 >", "< zie je het ? >"]),
        # What is no end of a sentence.
        ("Ziet dhr. Jansen het?", ["< ziet dhr. jansen het ? >"]),
        ("Om 16.30 of om 17:15?", ["< om 16.30 of om 17:15 ? >"]),
        # Brackets and dashes are pauses, within a word they are none.
        ("Zie je (nu) iets?", ["< zie je , nu , iets ? >"]),
        ("Zie je \u2013 nu \u2014 iets?", ["< zie je , nu , iets ? >"]),
        ("Zie je - nu - iets?", ["< zie je , nu , iets ? >"]),
        ("Een één-op-één?", ["< een een-op-een ? >"]),
        # One spelling.
        ("Heeft u één don't?", ["< heeft je een do n't ? >"]),
        ("Dát zie je tóch?", ["< dat zie je toch ? >"]),
        # What is quoted is somebody else's, whatever closes it.
        ('Zei ze "doe dat niet"?', ["< zei ze «» ? >"]),
        ("Zei ze \u201cdoe dat niet\u201d?", ["< zei ze «» ? >"]),
        ("Zei ze 'doe dat niet' toen?", ["< zei ze «» toen ? >"]),
        ("'s Middags of 't avonds?", ["< 's middags of 't avonds ? >"]),
        ('"Hou op!"', ["< «» . >"]),
    ],
)
def test_a_text_is_read_as(typed, read_as):
    assert texts(typed) == read_as


@pytest.mark.parametrize(
    ("typed", "asks"),
    [("Zie je het?", True), ("Zie je het.", False), ("Zie je het", False)],
)
def test_what_asks_has_its_mark(typed, asks):
    assert [one.asks for one in sentences(typed, SPELLING)] == [asks]


def test_words_are_what_one_can_say():
    (sentence,) = sentences("Zie je (nu) iets, u?", SPELLING)

    assert sentence.words == ("zie", "je", "nu", "iets", "je")


def test_a_quotation_alone_is_a_word():
    (sentence,) = sentences('"Hou op"', SPELLING)

    assert sentence.words == ("«»",)


@pytest.mark.parametrize("word", ["zie", "iets", "ook", "nu"])
def test_where_a_word_stood_is_known(word):
    typed = "Zie je  daar (nu) iets, u ook?"
    (sentence,) = sentences(typed, SPELLING)
    start = sentence.text.index(f" {word} ") + 1

    first, last = sentence.typed(start, start + len(word))

    assert last_part(typed)[first:last].lower() == word


def test_a_word_of_two_is_where_its_one_stood():
    typed = "Zie, don't?"
    (sentence,) = sentences(typed, SPELLING)
    start = sentence.text.index("do n't")

    first, last = sentence.typed(start, start + len("do n't"))

    assert typed[first:last] == "don't"


def test_of_nothing_the_place_is_the_beginning():
    (sentence,) = sentences("Zie je het?", SPELLING)

    assert sentence.typed(100, 200) == (0, 0)


def test_of_a_long_text_the_end_is_read():
    typed = "Zoveel woorden. " * 1000 + "Zie je het?"

    assert len(last_part(typed)) == READ
    assert texts(typed)[-1] == "< zie je het ? >"
