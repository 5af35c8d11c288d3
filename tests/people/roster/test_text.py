"""Text with delimiters, as Excel, payroll systems and people write it."""

import codecs

import pytest

from people.roster.problems import FileRefused
from people.roster.table import MAX_COLUMNS
from people.roster.text import (
    decode,
    find_delimiter,
    paired,
    read_csv,
    refuse_other_kinds,
    wide,
    without_quotes,
)

HEADER = "E-mail;Voornaam;Achternaam;Team"


def rows(text, encoding="utf-8"):
    return [(row.number, row.cells) for row in read_csv(text.encode(encoding)).rows]


def refusal(content):
    with pytest.raises(FileRefused) as refused:
        read_csv(content if isinstance(content, bytes) else content.encode())
    return refused.value.problem


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        ("Zoë".encode(), "Zoë"),
        ("Zoë".encode("cp1252"), "Zoë"),
        (codecs.BOM_UTF8 + "Zoë".encode(), "Zoë"),
        # A mark that says what the rest is not.
        (codecs.BOM_UTF8 + "Zoë".encode("cp1252"), "Zoë"),
        ("Zoë".encode("utf-16"), "Zoë"),
        ("Zoë Berg".encode("utf-16-le"), "Zoë Berg"),
        ("Zoë Berg".encode("utf-16-be"), "Zoë Berg"),
        # Each row as its own system wrote it.
        ("Zoë\n".encode() + "Zoë\n".encode("cp1252"), "Zoë\nZoë\n"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(content, text):
    assert decode(content) == text


def test_two_bytes_that_are_no_letter_are_told():
    assert refusal(codecs.BOM_UTF16_LE + b"\x00\xd8a").code == "odd_characters"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"abcd", ""),
        ("abcd".encode("utf-16-le"), "utf-16-le"),
        ("abcd".encode("utf-16-be"), "utf-16-be"),
        (b"\x00" * 8, ""),
        (b"", ""),
    ],
)
def test_wide_text_shows_by_its_zeros(content, encoding):
    assert wide(content) == encoding


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>", "html"),
        ("  <table><tr>", "html"),
        ("<?xml version='1.0'?>", "xml"),
        ('{"people": []}', "json"),
        ('[{"email": 1}]', "json"),
        ("\x01\x02\x03\x04" * 20, "binary"),
    ],
)
def test_what_is_no_text_of_rows_is_called_by_its_name(text, kind):
    assert refusal(text) == ("not_a_spreadsheet", {"kind": kind})


def test_some_odd_signs_are_no_reason():
    refuse_other_kinds(HEADER + "\n" + "a@b.nl;An\x01na\n" * 3)


@pytest.mark.parametrize("delimiter", ";,\t|")
def test_the_delimiter_is_found_by_the_names_of_columns(delimiter):
    text = HEADER.replace(";", delimiter) + "\n"

    assert find_delimiter(text + f"a@b.nl{delimiter}Anna, Ans; of An\n") == delimiter


def test_a_line_may_name_it():
    assert rows(f"sep=|\n{HEADER.replace(';', '|')}\n")[0] == (1, HEADER.split(";"))
    assert rows(f'"sep=;"\r\n{HEADER}\r\n')[0] == (1, HEADER.split(";"))


def test_a_file_of_that_line_alone_is_a_row():
    assert rows("sep=;\n") == [(1, ["sep=", ""])] or rows("sep=;\n") == [(1, ["sep="])]


def test_blank_rows_count_and_are_not_there():
    assert rows(f"\n{HEADER}\n;;;\n  ;\n a;b;;\n") == [
        (2, HEADER.split(";")),
        (5, [" a", "b"]),
    ]


def test_a_text_of_several_lines_is_one_row():
    found = rows(f'{HEADER}\n"a\nb";c\nd;e\n')

    assert found[1:] == [(2, ["a\nb", "c"]), (3, ["d", "e"])]


def test_a_quote_that_nobody_closed_is_told_with_its_row():
    assert refusal(f'{HEADER}\na;b;c;d\n"e;f\ng;h;i;j\n') == (
        "open_quote",
        {"row": 3},
    )


def test_a_row_that_is_wider_than_any_list_is_told():
    wide_row = ";".join(["x"] * (MAX_COLUMNS + 1))

    problem = refusal(f"{HEADER}\n{wide_row}\n")

    assert problem == ("too_many_columns", {"row": 2, "limit": MAX_COLUMNS})


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a;"b";c', ["a", "b", "c"]),
        ('Anna "Ans" Maria;x', ['Anna "Ans" Maria', "x"]),
        ('"Anna "Ans" Maria";x', ['Anna "Ans" Maria', "x"]),
        ('"a;b";c', []),
        ('a";b', []),
        ('"a\nb";c', []),
        (' " a " ; b ', [" a ", "b"]),
    ],
)
def test_quotes_that_pair_in_each_cell(line, cells):
    assert paired(line, ";") == cells


@pytest.mark.parametrize(
    ("part", "inner"),
    [
        ('"a"', "a"),
        ('"a ""b"" c"', 'a "b" c'),
        ('"Anna "Ans" Maria"', 'Anna "Ans" Maria'),
        ('"Anna" and "Bob"', '"Anna" and "Bob"'),
        ('"', '"'),
        ('""', ""),
        ("a", "a"),
    ],
)
def test_what_stands_between_quotes(part, inner):
    assert without_quotes(part) == inner
