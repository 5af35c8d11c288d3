"""An answer as a plain text, in the words of who reads it."""

import pytest

from workbook.kinds.told import ToldAnswer, labelled

ROW = {"shape": "table", "head": ("", "2 maart", "Wat gebeurde er?")}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("When", "When: noon"),
        ("When?", "When? noon"),
        ("And then …", "And then … noon"),
        ("I wait.", "I wait. noon"),
    ],
)
def test_a_question_is_followed_by_no_colon(label, told):
    assert labelled(label, "noon") == told


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            ("Ik wacht.", "soms", "niets"),
            "Ik wacht. 2 maart: soms · Wat gebeurde er? niets",
        ),
        (("Wachten", "soms", ""), "Wachten · 2 maart: soms"),
        (("Ik wacht.", "", ""), "Ik wacht."),
        (("", "soms", ""), "2 maart: soms"),
    ],
)
def test_a_row_of_a_table_begins_with_its_name(row, text):
    assert ToldAnswer(rows=(row,), **ROW).text == text
