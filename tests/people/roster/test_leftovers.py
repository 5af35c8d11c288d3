"""Columns that are not read, one of jobs among them, and those to choose from."""

import pytest

from people.roster.choosing import SAMPLES, columns_to_choose
from people.roster.columns import PEOPLE, find_layouts
from people.roster.leftovers import (
    jobs,
    offered_discipline,
    take_for_discipline,
    unread,
)
from people.roster.planning.drafts import Draft
from people.roster.problems import FileRefused
from people.roster.table import Row, Sheet


def layout(header, *rows):
    numbered = [Row(number, list(one)) for number, one in enumerate([header, *rows], 1)]
    return find_layouts([Sheet("A", numbered)], {}, {})[PEOPLE]


def draft(discipline=""):
    return Draft(row=2, values={"discipline": discipline})


def test_what_is_filled_and_not_read_is_told_by_letter_and_name():
    found = layout(
        ["E-mail", "Voornaam", "Kleur", "Leeg", "", "Maat "],
        ["a@b.nl", "Anna", "rood", "", "x"],
        ["c@d.nl", "Bo", "", None, "", "L"],
    )

    assert unread(found) == [["C", "Kleur"], ["E", ""], ["F", "Maat"]]


def test_a_column_of_jobs_is_offered_with_some_of_them():
    rows = [["a@b.nl", "Anna", job] for job in ("Bouwer", "Bouwer", "", "x" * 60)]
    found = layout(["E-mail", "Voornaam", "Functie"], *rows)

    assert offered_discipline(found, [draft()]) == {
        "place": 2,
        "header": "Functie",
        "size": 2,
        "samples": ["Bouwer", "x" * 40],
    }


def test_the_likeliest_of_two_is_offered():
    first, second = jobs()[0], jobs()[1]
    found = layout(["E-mail", "Voornaam", second, first], ["a@b.nl", "A", "x", "y"])

    assert offered_discipline(found, [draft()])["header"] == first


@pytest.mark.parametrize(
    ("header", "disciplines"),
    [
        (["E-mail", "Voornaam", "Functie"], ["Water"]),
        (["E-mail", "Voornaam", "Kleur"], [""]),
    ],
)
def test_none_is_offered_where_there_is_one_or_no_jobs(header, disciplines):
    found = layout(header, ["a@b.nl", "Anna", "Bouwer"])

    assert offered_discipline(found, [draft(one) for one in disciplines]) is None


def test_nor_an_empty_one():
    found = layout(["E-mail", "Voornaam", "Functie"], ["a@b.nl", "Anna", " "])

    assert offered_discipline(found, [draft()]) is None


def test_a_column_is_taken_by_its_name_however_it_is_spelled():
    found = layout(["E-mail", "Voornaam", "Functie-titel"], ["a@b.nl", "A", "x"])

    take_for_discipline(found, "FUNCTIETITEL")

    assert found.columns["discipline"] == 2


@pytest.mark.parametrize("name", ["Kleur", ""])
def test_one_that_is_not_there_is_told_with_those_that_are(name):
    found = layout(["E-mail", "Voornaam", ""], ["a@b.nl", "A", "x"])

    with pytest.raises(FileRefused) as refused:
        take_for_discipline(found, name)

    assert refused.value.problem == (
        "no_such_column",
        {"column": name, "row": 1, "columns": "E-mail, Voornaam"},
    )


FILE = "Lijst;;;\nKleur;E-mail;Voornaam;\nrood;a@b.nl;Anna;x\nrood;c@d.nl;Bo;\n"


def choose(text=FILE, remembered=None, mapping=None, **asked):
    return columns_to_choose(text.encode(), remembered or {}, mapping or {}, **asked)


def test_the_columns_of_the_likeliest_row_are_shown_with_what_is_in_them():
    choice = choose()

    assert (choice.sheets, choice.header.number, choice.rows) == (
        ["CSV"],
        2,
        [1, 2, 3, 4],
    )
    assert [tuple(one) for one in choice.columns] == [
        (0, "A", "Kleur", ["rood"], ""),
        (1, "B", "E-mail", ["a@b.nl", "c@d.nl"], "email"),
        (2, "C", "Voornaam", ["Anna", "Bo"], "given_name"),
        (3, "D", "", ["x"], ""),
    ]


def test_so_many_samples_and_so_much_of_each():
    rows = "".join(f"{'x' * 50}{number};\n" for number in range(9))

    (column, *_rest) = choose("Kleur;E-mail;Voornaam\n" + rows).columns

    assert column.samples == ["x" * 40]
    rows = "".join(f"{number};\n" for number in range(9))
    (column, *_rest) = choose("Kleur;E-mail;Voornaam\n" + rows).columns
    assert column.samples == ["0", "1", "2"][:SAMPLES]


def test_the_row_that_is_asked_for_has_the_names():
    choice = choose(row=3)

    assert [one.header for one in choice.columns] == ["rood", "a@b.nl", "Anna", "x"]


@pytest.mark.parametrize("row", [0, 99])
def test_a_row_that_there_is_not_is_the_likeliest(row):
    assert choose(row=row).header.number == 2


def test_what_was_chosen_before_is_shown_again():
    mapping = {PEOPLE: {"sheet": "CSV", "row": 3, "columns": {"team": 0}}}

    choice = choose(mapping=mapping)

    assert choice.header.number == 3
    assert [one.field for one in choice.columns] == ["team", "", "", ""]


def test_an_empty_file_has_none():
    with pytest.raises(FileRefused, match="empty"):
        choose(";;\n")
