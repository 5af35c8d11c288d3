"""Which sheet holds people, in which row its columns have names, and which is which."""

import pytest

from people.roster.columns import (
    HEADER_WITHIN,
    PEOPLE,
    PROJECTS,
    find_layouts,
    kind_of,
    likely_header,
)
from people.roster.headers import field_of, fields_of, on_one_line, recognised, squeezed
from people.roster.problems import FileRefused
from people.roster.table import Row, Sheet, cell_name, is_blank, trimmed

NAMES = ["E-mail", "Voornaam", "Achternaam", "Team"]
WORK = ["E-mail", "Project", "Startdatum", "Einddatum"]


def sheet(*rows, name="Sheet1"):
    numbered = (Row(number, list(cells)) for number, cells in enumerate(rows, 1))
    return Sheet(name, [row for row in numbered if row.cells])


def layouts(*sheets, remembered=None, chosen=None):
    return find_layouts(list(sheets), remembered or {}, chosen or {})


def refusal(*sheets, **options):
    with pytest.raises(FileRefused) as refused:
        layouts(*sheets, **options)
    return refused.value.problem


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("E-mail", "email"),
        ("  e-MAIL\nadres ", "email"),
        ("Roepnaam (voluit)", "given_name"),
        ("Vóórnaam", "given_name"),
        ("Werkmail van de collega", "email"),
        ("Mail van de teamleider", "manager"),
        ("Privé e-mail", None),
        ("Home email", None),
        ("Schoenmaat", None),
        ("", None),
        ("x" * 201, None),
        (7, None),
        (None, None),
    ],
)
def test_a_column_is_known_by_its_name(header, field):
    found = field_of(header, "people")

    assert (found and found[0]) == field


def test_names_are_shown_on_one_line_and_compared_without_their_spelling():
    assert on_one_line(" E-mail\n\tadres\x07 ") == "E-mail adres"
    assert squeezed("Pers.-nr. É") == "persnre"
    assert len(on_one_line("x" * 300)) == 200


def test_every_field_is_listed_once():
    fields = fields_of("people")

    assert fields[0] == "email"
    assert len(fields) == len(set(fields))


def test_a_row_is_recognised_by_how_many_of_its_columns():
    assert recognised(NAMES) == 4
    assert recognised(["E-mail", "e-mail", "x"]) == 1
    assert recognised([]) == 0


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (NAMES, PEOPLE),
        (WORK, PROJECTS),
        (["E-mail", "Team"], "updates"),
        (["E-mail"], ""),
        (["Voornaam", "Achternaam"], ""),
        # A list of people in which a project is named, too.
        ([*WORK, "Team", "Afdeling", "Personeelsnummer"], "updates"),
        (["Kleur", "Maat"], ""),
    ],
)
def test_what_a_sheet_holds(header, kind):
    assert kind_of(sheet(header, ["x"]), {}) == kind


def test_the_names_of_columns_stand_below_a_title():
    people = sheet(["Personeelslijst 2026"], [], NAMES, ["a@b.nl", "Anna"])

    found = layouts(people)[PEOPLE]

    assert (found.header.number, [row.number for row in found.below]) == (3, [4])
    assert found.columns == {
        "email": 0,
        "given_name": 1,
        "family_name": 2,
        "team": 3,
    }
    assert found.names() == dict(
        zip(["email", "given_name", "family_name", "team"], NAMES, strict=True)
    )


def test_not_too_far_below():
    problem = refusal(sheet(*[["x"]] * HEADER_WITHIN, NAMES))

    assert problem.code == "no_header"


def test_of_two_rows_alike_the_first_has_the_names():
    assert layouts(sheet(NAMES, NAMES))[PEOPLE].header.number == 1


def test_people_and_projects_stand_beside_each_other():
    found = layouts(
        sheet(NAMES, name="A"), sheet(WORK, name="B"), sheet(["x"], name="C")
    )

    assert {kind: one.sheet.name for kind, one in found.items()} == {
        PEOPLE: "A",
        PROJECTS: "B",
    }


def test_changes_are_taken_where_there_is_nothing_else():
    changes = sheet(["E-mail", "Team"], name="Changes")

    assert layouts(changes)[PEOPLE].sheet.name == "Changes"
    assert layouts(changes, sheet(NAMES, name="All"))[PEOPLE].sheet.name == "All"


@pytest.mark.parametrize(
    ("header", "code"), [(NAMES, "several_sheets"), (WORK, "several_project_sheets")]
)
def test_two_of_a_kind_are_refused_by_name(header, code):
    problem = refusal(sheet(header, name="A"), sheet(header, name="B"))

    assert problem == (code, {"first": "A", "second": "B"})


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty"),
        ([["x", "y"]], "no_header"),
        ([["Voornaam", "Achternaam"]], "no_email_column"),
        ([["E-mail"]], "no_header"),
    ],
)
def test_what_is_no_list_of_people_is_told_as_well_as_can_be(rows, code):
    assert refusal(sheet(*rows)).code == code


def test_without_addresses_its_columns_are_named():
    problem = refusal(sheet([], ["Voornaam", None, "Achternaam", "x" * 60]))

    assert problem.params == {
        "row": 2,
        "columns": f"Voornaam, Achternaam, {'x' * 40}",
    }


def test_the_better_of_two_names_is_taken():
    found = layouts(sheet(["Naam", "Volledige naam", "E-mail", "Zakelijk e-mail"]))

    assert found[PEOPLE].columns == {"full_name": 1, "email": 3}


def test_two_of_one_name_are_refused_with_their_cells():
    problem = refusal(sheet(["E-mail", "Team", "Voornaam", "TEAM "]))

    assert problem == (
        "duplicate_header",
        {"header": "Team", "first": "B1", "second": "D1"},
    )


def test_two_that_mean_the_same_are_refused_by_name():
    problem = refusal(sheet(["E-mail", "Team", "Voornaam", "Teamnaam"]))

    assert problem == (
        "ambiguous_columns",
        {"first": "Team", "second": "Teamnaam", "field": "team"},
    )


def test_what_an_organisation_chose_before_counts():
    odd = sheet(["Kleur", "Voornaam", "Team", "E-mail"])
    remembered = {PEOPLE: {"kleur": "email", "team": ""}}

    found = layouts(odd, remembered=remembered)[PEOPLE]

    # Its own name for the address wins; what is not to be read is not.
    assert found.columns == {"email": 0, "given_name": 1}


def test_what_is_chosen_for_this_file_is_taken_as_it_is():
    odd, work = sheet(["x"], ["a", "b"], name="Odd"), sheet(WORK, name="Work")
    mapping = {"sheet": "Odd", "row": 2, "columns": {"email": 1}}

    found = layouts(odd, work, chosen={PEOPLE: mapping})

    assert found[PEOPLE].as_mapping() == mapping
    assert found[PEOPLE].header.cells == ["a", "b"]
    # Projects speak for themselves, where there is one sheet of them.
    assert found[PROJECTS].sheet.name == "Work"
    two = layouts(odd, work, sheet(WORK, name="More"), chosen={PEOPLE: mapping})
    assert two.keys() == {PEOPLE}


def test_the_row_that_looks_most_like_names_is_shown_to_be_completed():
    odd = sheet(["Lijst"], [1, 2, 3], ["Naam", "Kleur", "Maat"], ["a", "b", "c"])

    assert likely_header(odd, {}).number == 3
    assert likely_header(sheet(), {}) is None


@pytest.mark.parametrize(
    ("value", "blank"), [(None, True), ("", True), (" \xa0\t", True), (0, False)]
)
def test_what_is_blank(value, blank):
    assert is_blank(value) == blank
    assert trimmed(["a", value, None, ""]) == (["a"] if blank else ["a", value])


@pytest.mark.parametrize(("place", "name"), [(0, "A3"), (25, "Z3"), (26, "AA3")])
def test_a_cell_is_called_as_excel_calls_it(place, name):
    assert cell_name(place, 3) == name
