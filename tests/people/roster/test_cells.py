"""Single cells and names of columns, apart from the file in which they stand."""

import datetime as dt
from types import SimpleNamespace

import pytest

from people.roster.headers import field_of
from people.roster.planning.strangers import renamed, unlike
from people.roster.problems import CellRefused
from people.roster.table import CellError, Formula
from people.roster.values import (
    cleaned,
    email,
    employee_number,
    garbled,
    hours,
    marks_with_point,
    several,
    text,
    thing,
    without_zeros,
)


def refusal(read, *args, **options):
    with pytest.raises(CellRefused) as refused:
        read(*args, **options)
    return refused.value.problem


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (0, "0"),
        (7.5, "7.5"),
        ("  a \xa0 b\t", "a b"),
        ('="007"', "007"),
        # What is seen is kept, in one form.
        ("Zoe\u0308", "Zo\u00eb"),
        ("\ufb01rma", "\ufb01rma"),
        ("#7", "#7"),
        ("Error 404", "Error 404"),
        ("Fout:5", "Fout:5"),
    ],
)
def test_the_text_of_a_cell(value, words):
    assert cleaned(value, "B2") == words


@pytest.mark.parametrize(
    ("value", "code", "params"),
    [
        (Formula("=A1"), "formula", {}),
        (CellError("#N/A"), "fault", {"text": "#N/A"}),
        ("#VERW!", "fault", {"text": "#VERW!"}),
        (" #DEEL/0! ", "fault", {"text": "#DEEL/0!"}),
        ("Fout:508", "fault", {"text": "Fout:508"}),
        ("a\x07b", "control_characters", {}),
        ("a\u202eb", "control_characters", {}),
        ("Jos\u00c3\u00a9", "wrong_characters", {"text": "Jos\u00c3\u00a9"}),
    ],
)
def test_a_cell_that_says_nothing_usable_is_named(value, code, params):
    problem = refusal(cleaned, value, "B2")

    assert problem == (code, {"cell": "B2"} | params)


@pytest.mark.parametrize(
    ("words", "is_garbled"),
    [
        ("M\u00c3\u00bcller", True),
        ("Zo\u00c3\u00ab", True),
        ("It\u00e2\u20ac\u2122s", True),
        ("box \ufffd", True),
        ("M\u00fcller", False),
        ("\u00c3o", False),
        ("S\u00e3o Jo\u00e3o", False),
        ("\u00c5ngstr\u00f6m", False),
        ("plain", False),
        ("\u201cAnna\u201d", False),
    ],
)
def test_letters_of_a_wrong_encoding_show(words, is_garbled):
    assert garbled(words) is is_garbled


@pytest.mark.parametrize(
    ("value", "number"),
    [("007", "7"), ("000", "000"), ("", ""), ("0A7", "a7"), ("A07", "a07")],
)
def test_what_excel_leaves_of_a_number(value, number):
    assert without_zeros(value) == number


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1042.0", "1042"),
        ("1042,00", "1042"),
        ("1042,5", "1042,5"),
        (" 7 ", "7"),
        ("'007", "007"),
        ("'", ""),
    ],
)
def test_a_number_of_a_person_is_no_amount(value, number):
    assert employee_number(value, "A2", 50) == number


def test_what_begins_as_a_formula_does():
    assert refusal(text, "+31", "C2", 10) == (
        "formula_text",
        {"cell": "C2", "sign": "+"},
    )
    assert refusal(thing, "+31 Delft", "C2", 10).code == "formula_text"
    assert thing("+Delft", "C2", 10) == "+Delft"
    assert text("a" * 10, "C2", 10) == "a" * 10
    assert refusal(text, "a" * 11, "C2", 10).code == "too_long"
    assert several("a\n\n b ", "C2", 10) == "a; b"
    for value, kind in (
        (True, "truth"),
        (dt.date(2020, 1, 1), "date"),
        (dt.time(8), "time"),
    ):
        assert refusal(text, value, "C2", 10).params["kind"] == kind


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ANNA@firm.example,", "anna@firm.example"),
        ("Berg, Anna <anna@firm.example>", "anna@firm.example"),
        # As some programs write what is to be text; and who is called so.
        ("'anna@firm.example", "anna@firm.example"),
        ("'mailto:anna@firm.example", "anna@firm.example"),
        ("pat.o'brien@firm.example", "pat.o'brien@firm.example"),
        ("n.v.t.", None),
        ("-", ""),
    ],
)
def test_an_address_among_other_signs(typed, address):
    if address is None:
        assert refusal(email, typed, "A2").code == "invalid_email"
    else:
        assert email(typed, "A2") == address


@pytest.mark.parametrize(
    ("column", "point"),
    [
        (["7.5", "8"], True),
        (["7,5", "8.5"], False),
        (["1.200"], False),
        ([7.5, None], False),
        ([], False),
    ],
)
def test_a_column_shows_its_decimal_mark(column, point):
    assert marks_with_point(column) is point


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("7,5 uur", (8, "7,5 uur")),
        ("8 p/w", (8, "")),
        ("ca. 16 u", (16, "ca. 16 u")),
        ("\u2212", (None, "")),
        ("36", (36, "")),
    ],
)
def test_hours_are_whole_and_a_half_counts(typed, found):
    assert hours(typed, "D2") == found


@pytest.mark.parametrize(
    ("header", "field"),
    [
        # Of other languages: an address is one, and the rest is chosen by hand.
        ("E-Mail-Adresse", "email"),
        ("Adresse e-mail professionnelle", "email"),
        ("Vorname", None),
        ("Work e-mail (primary)", "email"),
        ("E-mail [zakelijk]", "email"),
        ("Line manager's e-mail", "manager"),
        ("Secondary e-mail", None),
        ("E-mailadres thuis", None),
        ("Pers.nr.", "employee_number"),
        ("TUSSENVOEGSEL(S)", "infix"),
    ],
)
def test_columns_of_other_systems(header, field):
    found = field_of(header, "people")

    assert (found and found[0]) == field


def person(given, family):
    return {"given_name": given, "family_name": family}


@pytest.mark.parametrize(
    ("one", "other", "is_unlike"),
    [
        (("Anna", "Berg"), ("Bob", "Smit"), True),
        (("Anna", "Berg"), ("Anna", "Smit"), False),
        (("Anna", "Berg-Smit"), ("Bob", "Smit"), False),
        (("Zo\u00eb", "Berg"), ("ZOE", "Vos"), False),
        (("Anna", ""), ("Bob", "Smit"), False),
        # Of Hindi the vowels stand above and below their letters, and count.
        (
            ("\u0938\u0940\u0924\u093e", "\u0930\u093e\u092f"),
            ("\u0938\u0941\u0924", "\u0930\u0935\u093f"),
            True,
        ),
        (
            ("\u0938\u0940\u0924\u093e", "\u0930\u093e\u092f"),
            ("\u0938\u0940\u0924\u093e", "\u0930\u0935\u093f"),
            False,
        ),
    ],
)
def test_of_whose_name_nothing_is_left(one, other, is_unlike):
    known = SimpleNamespace(**person(*other))

    assert unlike(person(*one), known) is is_unlike
    assert renamed(person(*one), known) is (one != other)
