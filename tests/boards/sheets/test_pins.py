"""Pins as people write them in a cell, and as we do; and cells that hold anything."""

import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from boards.composing import rules
from boards.models import Pin
from boards.sheets.people import Unknown, plain
from boards.sheets.pins import pins_of, pins_of_mentor, written, written_away
from boards.sheets.reading import SheetLine
from boards.sheets.remarks import MENDS, VERDICTS
from boards.sheets.writing import WIDTHS, _workbook

LOCK, FORBID = Pin.Kind.LOCK, Pin.Kind.FORBID
MENTORS = {"anna berg": "1", "bob met de baard": "2", "bos": "3"}


def mentor_of(name):
    try:
        return MENTORS[name.lower()]
    except KeyError:
        raise Unknown("", "") from None


def line(pins):
    return SheetLine(row=2, pins=pins)


@pytest.mark.parametrize(
    ("typed", "pins", "unread"),
    [
        ("", [], []),
        (" ; ;", [], []),
        ("with Anna Berg", [("1", LOCK)], []),
        ("Niet bij Anna Berg; met BOS", [("1", FORBID), ("3", LOCK)], []),
        ("not with Anna Berg;not with Bos", [("1", FORBID), ("3", FORBID)], []),
        ("met Bob met de baard", [("2", LOCK)], []),
        ("with  Bos", [("3", LOCK)], []),
        # What names no mentor, or says nothing of one, stays as it stands.
        ("with Nobody; with Bos", [("3", LOCK)], ["with Nobody"]),
        ("Anna Berg", [], ["Anna Berg"]),
        ("with", [], ["with"]),
        ("without Bos", [], ["without Bos"]),
        ("with Bos, with Anna Berg", [], ["with Bos, with Anna Berg"]),
        # A mentee is there, or not in the programme at all.
        ("not available", [], ["not available"]),
    ],
)
def test_with_whom_a_mentee_is_to_be(typed, pins, unread):
    assert pins_of(line(typed), mentor_of) == (pins, False, unread)


@pytest.mark.parametrize(
    ("typed", "away", "unread"),
    [
        ("", False, []),
        ("Not available", True, []),
        (" niet beschikbaar ", True, []),
        ("with Anna Berg; Bos", False, ["with Anna Berg", "Bos"]),
        ("not available; with Bos", False, ["not available", "with Bos"]),
    ],
)
def test_a_mentor_is_there_or_not_and_pinned_to_nobody(typed, away, unread):
    assert pins_of_mentor(line(typed)) == ([], away, unread)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("reads_in", ["nl", "en"])
def test_what_we_write_is_read_in_whichever_language(language, reads_in):
    kinds = [("Anna Berg", LOCK), ("Bos", FORBID)]
    with translation.override(language):
        pins, away = written(kinds), written_away()

    with translation.override(reads_in):
        assert pins_of(line(pins), mentor_of).pins == [("1", LOCK), ("3", FORBID)]
        assert pins_of_mentor(line(away)).away


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Anna van den Berg", "Berg, Anna van den", True),
        ("O\u2019Brien", "o'brien", True),
        ("Boer-Smit", "Smit Boer", True),
        ("Anna  Berg.", "ANNA BERG", True),
        ("Anna Berg", "Anna Bergen", False),
        ("Zo\u00eb", "Zoe", False),
        ("Anna Anna", "Anna", False),
        # The vowels of Hindi and Thai are no gaps between words.
        ("\u0938\u0940\u0924\u093e", "\u0938\u0941\u0924\u0947", False),
        ("\u0e1b\u0e35", "\u0e1b\u0e39", False),
    ],
)
def test_a_name_is_one_however_its_words_stand(one, other, is_same):
    assert (plain(one) == plain(other)) is is_same


def test_each_rule_that_a_row_can_break_has_a_mend_in_both_languages():
    names = {
        value
        for name, value in vars(rules).items()
        if name.isupper() and isinstance(value, str)
    }
    assert MENDS.keys() == names
    for words in [*MENDS.values(), *VERDICTS.values()]:
        said = []
        for language in ("nl", "en"):
            with translation.override(language):
                said.append(str(words))
        assert said[0] != said[1]


def sheet_of(*rows):
    return load_workbook(io.BytesIO(_workbook(list(rows)))).active


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("0042", "0042"),
        ("2026-03-01", "2026-03-01"),
        ("TRUE", "TRUE"),
        ("#N/A", "#N/A"),
        ("a\x07b\x00", "ab"),
        ("<b>&amp;", "<b>&amp;"),
        ("\u0645\u0631\u064a\u0645", "\u0645\u0631\u064a\u0645"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_a_cell_is_text_whatever_stands_in_it(value, kept):
    cell = sheet_of(["Name"], [value])["A2"]

    assert (cell.value, cell.data_type, cell.number_format) == (kept, "s", "@")


def test_columns_are_as_wide_as_what_they_hold_within_reason():
    sheet = sheet_of(["A", "B", "C"], ["x" * 3, "x" * 20, "x" * 400], ["", "", ""])

    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [WIDTHS[0], 22, WIDTHS[-1]]
    assert sheet.auto_filter.ref == "A1:C3"
    assert [cell.font.bold for cell in (sheet["A1"], sheet["A2"])] == [True, False]
