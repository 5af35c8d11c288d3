"""What is read of a file, whatever a spreadsheet program or a person made of it."""

import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from boards.sheets.reading import MOST, field_of, read_sheet
from spaces.errors import DomainError
from tests.boards.sheets.files import HEADER, as_csv, as_xlsx
from tests.people.roster.files import as_excel

ANNA = ["Berg", "anna@firm.example"]
BOB = ["Berg", "bob@firm.example"]


def edited(rows, change):
    """A workbook of rows, changed by somebody."""
    book = load_workbook(io.BytesIO(as_xlsx(rows)))
    change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def lines(content, *names):
    """Of each line the row with what it says, or these values of it."""
    found = read_sheet(content)["lines"]
    if not names:
        names = ("row", "group", "email")
    return [tuple(line[name] for name in names) for line in found]


def refusal(content):
    with translation.override("en"), pytest.raises(DomainError) as refused:
        read_sheet(content)
    return str(refused.value)


PLAIN = [(2, *ANNA), (3, *BOB)]


@pytest.mark.parametrize(
    "content",
    [
        as_csv([HEADER, ANNA, BOB]),
        as_xlsx([HEADER, ANNA, BOB]),
        as_excel([HEADER, ANNA, BOB]),
        # Empty cells, columns and rows behind what is there.
        as_xlsx(
            [[*HEADER, None, " "], [*ANNA, "", None], [*BOB, "\xa0"], [None], [""]]
        ),
        as_csv([[*HEADER, "", ""], [*ANNA, "", ""], [*BOB, "", ""], ["", "", "", ""]]),
        # What cannot be seen, and what is not one line.
        as_csv([["Group\xa0", "E-mail\n"], ["\u200bBerg ", ANNA[1]], BOB]),
        "Group;E-mail\r\nBerg;anna@firm.example\r\nBerg;bob@firm.example".encode(
            "utf-16"
        ),
        b"sep=,\r\nGroup,E-mail\r\nBerg,anna@firm.example\r\nBerg,bob@firm.example",
    ],
    ids=["csv", "xlsx", "excel", "blanks", "delimiters", "unseen", "utf-16", "sep"],
)
def test_the_same_people_whoever_wrote_it(content):
    assert lines(content) == PLAIN


def rename(book):
    book.active.title = "Kopie van Groepen (2)"


def hide_rows(book):
    # As a filter does.
    book.active.row_dimensions[3].hidden = True


def add_notes(book):
    book.create_sheet("Uitleg", 0).append(["Wie zit waar?"])


def add_hidden(book):
    sheet = book.create_sheet("Oud")
    sheet.append(HEADER)
    sheet.append(["Other", "x@firm.example"])
    sheet.sheet_state = "veryHidden"


def merge_down(book):
    book.active["A3"] = None
    book.active.merge_cells("A2:A3")


def style(book):
    book.active["A2"].number_format = "0.00"
    book.active.column_dimensions["A"].hidden = True


@pytest.mark.parametrize(
    "change", [rename, hide_rows, add_notes, add_hidden, merge_down, style]
)
def test_what_somebody_did_to_the_sheet_loses_nobody(change):
    assert lines(edited([HEADER, ANNA, BOB], change)) == PLAIN


def test_two_sheets_that_say_who_sits_where_are_named():
    def copy(book):
        sheet = book.copy_worksheet(book.active)
        sheet.title = "Versie 2"

    words = refusal(edited([HEADER, ANNA], copy))

    assert words.startswith("Two sheets hold people: Sheet and Versie 2.")


def test_the_names_of_columns_may_stand_below_a_title_and_stand_again():
    rows = [["Groepen voorjaar"], [], HEADER, ANNA, HEADER, BOB]

    assert lines(as_csv(rows)) == [(4, *ANNA), (6, *BOB)]
    assert lines(as_xlsx(rows)) == [(4, *ANNA), (6, *BOB)]
    # But not below all that.
    assert "No row with column names was found" in refusal(
        as_csv([*[["x"]] * 40, HEADER, ANNA])
    )


@pytest.mark.parametrize(
    ("value", "label"),
    [(1, "1"), (1.0, "1"), (1.5, "1.5"), ("1", "1"), (True, "True"), ("01", "01")],
)
def test_a_group_may_be_called_by_a_number(value, label):
    (line,) = lines(as_xlsx([HEADER, [value, ANNA[1]]]), "group")

    assert line == (label,)


def test_a_number_has_the_zeros_that_its_column_shows():
    def show_zeros(book):
        book.active["B2"].number_format = "00000"

    rows = [["Group", "Employee number"], ["A", 417], ["A", "0417"], ["A", 417]]

    assert lines(edited(rows, show_zeros), "number") == [
        ("00417",),
        ("0417",),
        ("417",),
    ]


def test_what_was_kept_of_a_formula_is_read_and_an_error_is_told():
    kept = (
        '<row r="2"><c r="A2" t="str"><f>D1</f><v>Berg</v></c>'
        '<c r="B2" t="str"><f>LOWER(E1)</f><v>anna@firm.example</v></c></row>'
        '<row r="3"><c r="A3" t="e"><f>VLOOKUP(1,F:F,1)</f><v>#N/A</v></c>'
        '<c r="B3" t="inlineStr"><is><t>bob@firm.example</t></is></c></row>'
    )

    found = read_sheet(as_excel([HEADER], cells=kept))["lines"]

    assert [(one["row"], one["email"]) for one in found] == [
        (2, ANNA[1]),
        (3, BOB[1]),
    ]
    assert [one["problems"] for one in found] == [
        [],
        [("fault", {"cell": "A3", "text": "#N/A"})],
    ]


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        (
            ["Voornaam", "Tussenvoegsel", "Achternaam"],
            ["Anna", "de", "Wit"],
            "Anna de Wit",
        ),
        (["Achternaam", "Voornaam"], ["Wit", "Anna"], "Anna Wit"),
        (["Naam", "Voornaam"], ["De Wit, Anna", "Ans"], "De Wit, Anna"),
        (["Naam", "Voornaam"], ["", "Ans"], "Ans"),
        (["Mentee"], ["Anna de Wit"], "Anna de Wit"),
    ],
)
def test_a_name_stands_in_one_column_or_in_more(header, row, name):
    assert lines(as_csv([["Group", *header], ["A", *row]]), "name") == [(name,)]


def test_a_cell_holds_so_much_and_a_name_beside_an_address_does_not_matter():
    header = ["Group", "E-mail", "Name", "Pins"]
    long = "x" * (MOST["full_name"] + 1)
    rows = [
        ["A", ANNA[1], long, ""],
        ["A", "", long, ""],
        [long, BOB[1], "", ""],
        ["A", BOB[1], "", "y" * MOST["pins"]],
        ["A", BOB[1], "", "y" * (MOST["pins"] + 1)],
    ]

    problems = lines(as_csv([header, *rows]), "row", "problems")

    limit = {"limit": MOST["full_name"]}
    assert problems == [
        (2, []),
        (3, [("too_long", {"cell": "C3"} | limit)]),
        (4, [("too_long", {"cell": "A4"} | limit)]),
        (5, []),
        (6, [("too_long", {"cell": "D6", "limit": MOST["pins"]})]),
    ]


def test_a_row_that_names_only_a_group_or_only_somebody_is_a_row():
    rows = [["A", ""], ["", ANNA[1]], ["", ""], ["  ", "\xa0"]]

    assert lines(as_csv([HEADER, *rows])) == [(2, "A", ""), (3, "", ANNA[1])]


def test_a_row_with_a_stray_quote_is_told_and_the_others_are_read():
    rows = ['Berg;anna@firm.example;"An" "', 'Berg "x" y;bob@firm.example;Bob']
    content = "\r\n".join(["Group;E-mail;Name", *rows]).encode()

    found = lines(content, "row", "group", "problems")

    assert found == [(2, "Berg", [("torn", {})]), (3, 'Berg "x" y', [])]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("GROEP ", "group"),
        ("Nieuwe groep", "group"),
        ("Naam mentor", "mentor"),
        ("Mailadres van de mentor", "mentor"),
        ("E-mail", "email"),
        ("E-mail mentee", "email"),
        ("Rol", "role"),
        ("Vastgezet", "pins"),
        ("Reden om disciplines te mengen", "reason"),
        # Of people there are other columns, which say nothing here.
        ("Team", None),
        ("Leidinggevende", None),
        (7, None),
        (None, None),
    ],
)
def test_a_column_is_known_by_its_name(header, field):
    found = field_of(header)

    assert (found and found[0]) == field
