"""What may stand in a file, and what is read in it."""

import pytest

from boards.models import SheetImport
from boards.sheets.services import take_in_sheet
from spaces.errors import DomainError
from tests.boards.sheets.files import (
    HEADER,
    as_csv,
    as_xlsx,
    remark_of,
    rows_of,
    seats_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "header",
    [
        ["Group", "Role", "Name", "E-mail", "Employee number"],
        ["GROEP", "Rol", "Naam", "E-mailadres", "Personeelsnummer"],
        ["Mentorgroep", "Rol", "Volledige naam", "E-mail mentee", "Pers.nr."],
    ],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
@pytest.mark.parametrize("kind", [as_csv, as_xlsx])
def test_columns_in_two_languages_and_any_order(planned, crew, header, order, kind):
    mentor, mentees = crew()
    rows = [header] + [
        ["Group 1", part.role, part.person.full_name, part.person.email, ""]
        for part in [*mentees, mentor]
    ]

    plan = planned([], content=kind([[row[i] for i in order] for row in rows]))

    assert plan.board.seats == seats_of((mentor, mentees))
    assert plan.remarks == ()


def test_a_mentor_and_a_mentee_in_each_row(planned, crew):
    mentor, mentees = crew()
    header = ["Mentor", "E-mail mentor", "Mentee", "E-mail"]
    rows = [["?", mentor.person.email, "", one.person.email] for one in mentees]

    assert planned(rows, header=header).board.seats == seats_of((mentor, mentees))


def test_people_by_number_and_by_name(planned, crew):
    mentor, mentees = crew(4)
    person = mentees[0].person
    person.employee_number = "00417"
    person.save()
    names = [f"{m.person.family_name}, {m.person.given_name}" for m in mentees[1:]]
    header = ["Group", "SheetRemark", "Employee number", "Name"]
    label = f"{mentor.person.full_name} ({mentor.person.email})"
    rows = [[label, "9", 417, ""], *([label, "9", "", name] for name in names)]

    plan = planned([], content=as_xlsx([header, *rows]))

    assert plan.board.seats == seats_of((mentor, mentees))


def test_a_cell_that_is_a_formula_is_not_read(planned, crew):
    mentor, mentees = crew(5)
    rows = [HEADER, *rows_of((mentor, mentees))]
    rows[1][1] = '=CONCAT("a","b")'

    remark = remark_of(planned([], content=as_xlsx(rows)))

    assert (remark.row, remark.verdict) == (2, "left_out")
    assert "B2 holds a formula" in remark.words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "(.xls)"),
        (b"PK\x03\x04 torn", "damaged"),
        (as_csv([["Team", "E-mail"], ["A", "b@c.example"]]), "Needed are a column"),
        (as_csv([HEADER]), "There are no people"),
        (as_csv([HEADER, ["", ""]]), "There are no people"),
    ],
)
def test_a_file_that_cannot_be_used(programme, coordinator, content, words):
    with pytest.raises(
        DomainError, match=words.replace("(", r"\(").replace(")", r"\)")
    ):
        take_in_sheet(
            programme=programme,
            onto=None,
            by=coordinator,
            file_name="a.xlsx",
            content=content,
        )
    assert not SheetImport.objects.exists()


def test_a_column_with_the_mentor_says_more_than_one_with_a_group(planned, crew):
    mentor, mentees = crew()
    # Nobody is meant by the number of a group.
    mentees[0].person.employee_number = "1"
    mentees[0].person.save()
    header = ["Groep", "Mentor", "E-mail"]
    rows = [["1", *row] for row in rows_of((mentor, mentees))]

    plan = planned(rows, header=header)

    assert plan.board.seats == seats_of((mentor, mentees))
    assert planned([[1, mentor.person.email]]).board.columns == {str(mentor.pk): ""}
