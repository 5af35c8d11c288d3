"""What a file would put on the board, and every remark by row."""

import pytest

from boards import board, services
from boards.models import Pin
from boards.reading import read_board
from boards.sheets import services as sheets
from programmes.models import Participation, Role
from tests.boards.sheets.files import (
    HEADER,
    break_apart,
    break_discipline,
    break_line,
    break_nothing,
    break_project,
    break_team,
    carry_out,
    remark_of,
    row_of,
    rows_of,
    seats_of,
    told,
)
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_groups_by_the_name_of_the_mentor(planned, crew):
    crews = [crew(), crew(5)]

    plan = planned(rows_of(*crews))

    assert plan.board.seats == seats_of(*crews)
    assert plan.board.columns == {str(mentor.pk): "" for mentor, _ in crews}
    assert (plan.remarks, plan.missing) == ((), ())


def test_who_is_unknown(planned, crew, programme, enrol):
    mentor, mentees = crew()
    colleague = PersonFactory(organisation=programme.organisation)
    twin = enrol(person__given_name="Anna", person__family_name="Berg")
    enrol(person__given_name="Anna", person__family_name="Berg")
    lead = mentor.person.full_name
    rows = [
        [lead, "nobody@firm.example", "", ""],
        [lead, colleague.email.upper(), "", ""],
        [lead, "", "Anna Berg", ""],
        [lead, "", "", "77"],
        [lead, "", "", ""],
        [lead, twin.person.email, "Somebody Else", ""],
    ]

    plan = planned(rows, header=["Group", "E-mail", "Name", "Employee number"])

    assert [(one.verdict, one.words) for one in plan.remarks] == [
        ("left_out", "Nobody has the e-mail address nobody@firm.example."),
        ("left_out", f"{colleague.email} takes no part in this programme."),
        ("left_out", "Several people of this programme are called Anna Berg."),
        ("left_out", "Nobody of this programme has employee number 77."),
        ("left_out", "This row names nobody."),
        ("placed", "This is Anna Berg by address or number: that counts."),
        ("placed", "A group has 4 to 6 mentees (R1)."),
    ]
    assert all(one.mend for one in plan.remarks[:5])
    assert plan.board.seats == {str(twin.pk): str(mentor.pk)}
    assert set(plan.missing) == {*mentees, *plan.missing}


def test_an_address_and_a_number_of_two_people(planned, crew):
    mentor, mentees = crew(5)
    one, other = (mentee.person for mentee in mentees[:2])
    other.employee_number = "12"
    other.save()
    rows = [[*row, ""] for row in rows_of((mentor, mentees))]
    rows[0][2] = "12"

    remark = remark_of(planned(rows, header=[*HEADER, "Employee number"]))

    assert remark.words == f"The address is that of {one}, the number that of {other}."


@pytest.mark.parametrize(
    "state", [Participation.State.WITHDRAWN, Participation.State.INVITED]
)
def test_who_is_not_enrolled(planned, crew, state):
    mentor, mentees = crew(5)
    mentees[0].state = state
    mentees[0].save()

    plan = planned(rows_of((mentor, mentees)))

    assert told(plan) == [(2, "left_out")]
    assert "cannot be seated: not enrolled" in remark_of(plan).words
    assert plan.board.seats == seats_of((mentor, mentees[1:]))


def test_a_mentor_who_is_not_enrolled_leads_no_group(planned, crew):
    mentor, mentees = crew()
    mentor.state = Participation.State.WITHDRAWN
    mentor.save()

    plan = planned(rows_of((mentor, mentees)))

    assert plan.board == board.Board()
    assert told(plan) == [(row, "without") for row in range(2, 6)]


def test_twice_in_the_file(planned, crew):
    (mentor, mentees), (other, others) = crew(5), crew(5)
    rows = rows_of((mentor, mentees), (other, others))
    rows += [row_of(mentees[0], mentor), row_of(others[0], mentor)]

    plan = planned(rows)

    assert told(plan) == [(7, "without"), (12, "left_out"), (13, "without")]
    assert plan.remarks[1].words == f"{mentees[0].person} is in row 2 already."
    assert plan.remarks[2].words == (
        f"{others[0].person} is in rows 7, 13, in different groups."
    )
    assert plan.board.seats == seats_of((mentor, mentees), (other, others[1:]))


def test_whose_group_is_not_clear(planned, crew, enrol):
    mentor, mentees = crew(4)
    second, idle = enrol(Role.MENTOR), enrol(Role.MENTOR)
    rows = [
        ["A", mentor.person.email],
        ["A", second.person.email],
        *(["A", one.person.email] for one in mentees),
        ["B", idle.person.email],
        ["C", idle.person.email],
    ]
    free = [enrol() for _ in range(3)]
    names = ["Nobody", mentees[0].person.full_name, mentor.person.full_name]
    rows += [[name, one.person.email] for name, one in zip(names, free, strict=True)]

    plan = planned(rows)

    assert plan.board.seats == seats_of((mentor, mentees))
    assert list(plan.board.columns) == [str(mentor.pk), str(idle.pk)]
    assert [(r.row, r.verdict, r.words) for r in plan.remarks] == [
        (
            3,
            "left_out",
            f"{mentor.person} leads this group, and {second.person} is a mentor too: a "
            "group has one (R1).",
        ),
        (8, "placed", "A group has 4 to 6 mentees (R1)."),
        (9, "left_out", f"{idle.person} leads another group in row 8 (R1)."),
        (10, "without", "Nobody of this programme is called Nobody."),
        (
            11,
            "without",
            f"{mentees[0].person} takes part as a mentee and leads no group.",
        ),
        (12, "without", f"{mentor.person} leads another group in this file."),
    ]


def test_a_group_under_two_names_of_its_mentor_is_one(planned, crew):
    mentor, mentees = crew()
    name, address = mentor.person.full_name, mentor.person.email
    rows = [[name, address], *([address.upper(), one.person.email] for one in mentees)]

    assert planned(rows).board.seats == seats_of((mentor, mentees))


def test_a_mentee_who_is_said_to_be_a_mentor(planned, crew):
    mentor, mentees = crew(5)
    rows = [[*row, "mentee"] for row in rows_of((mentor, mentees))]
    rows[0][2] = "Mentor"

    remark = remark_of(planned(rows, header=[*HEADER, "Role"]))

    assert remark.words == (
        f"{mentees[0].person} takes part as a mentee and leads no group."
    )


BREAKS = [
    break_nothing,
    break_team,
    break_discipline,
    break_line,
    break_apart,
    break_project,
]


@pytest.mark.parametrize("break_rule", BREAKS)
def test_who_breaks_a_rule_has_no_group(take_in, coordinator, crew, break_rule):
    mentor, mentees = crew(5)
    words = break_rule(mentor, mentees)
    sheet = take_in(rows_of((mentor, mentees)))

    plan = sheets.plan_sheet(sheet=sheet)
    made = carry_out(sheet, coordinator)

    assert told(plan) == ([(6, "without")] if words else [])
    for remark in plan.remarks:
        assert words in remark.words
        assert mentees[4].person.full_name in remark.words
        assert remark.mend
    seated = mentees[:4] if words else mentees
    assert read_board(made).seats == seats_of((mentor, seated))


def test_a_group_that_is_too_large_or_too_small(planned, crew):
    (large, many), (small, few) = crew(7), crew(3)

    plan = planned(rows_of((large, many), (small, few)))

    assert [(r.row, r.verdict, r.words) for r in plan.remarks] == [
        (
            8,
            "without",
            f"The group of {large.person} is full: at most 6 mentees (R1).",
        ),
        (9, "placed", "A group has 4 to 6 mentees (R1)."),
    ]
    assert plan.board.seats == seats_of((large, many[:6]), (small, few))


def test_a_reason_lets_a_group_cross_disciplines(planned, crew):
    mentor, mentees = crew(5)
    break_discipline(mentor, mentees)
    header = [*HEADER, "Reden om vakdisciplines te mengen"]
    rows = [[*row, ""] for row in rows_of((mentor, mentees))]
    rows[2][2] = "To learn from\neach other"

    plan = planned(rows, header=header)

    assert plan.remarks == ()
    assert plan.board.columns == {str(mentor.pk): "To learn from each other"}


def test_pins_of_the_file(planned, crew):
    (mentor, mentees), (other, others) = crew(5), crew(5)
    rows = [[*row, ""] for row in rows_of((mentor, mentees), (other, others))]
    rows[0][2] = f"niet bij {other.person}\nwith {mentor.person.email}"
    rows[1][2] = f"With {other.person}"
    rows[2][2] = "perhaps"
    rows[5][2] = f"not with {other.person}"

    plan = planned(rows, header=[*HEADER, "Pins"])

    keys = [str(mentee.pk) for mentee in (*mentees[:2], others[0])]
    assert plan.board.pins == {
        board.pair(keys[0], other.pk): Pin.Kind.FORBID,
        board.pair(keys[0], mentor.pk): Pin.Kind.LOCK,
        board.pair(keys[1], other.pk): Pin.Kind.LOCK,
        board.pair(keys[2], other.pk): Pin.Kind.FORBID,
    }
    assert told(plan) == [(3, "without"), (4, "placed"), (7, "without")]
    assert plan.remarks[0].words == f"{mentees[1].person} is pinned to another mentor."


def test_pins_in_the_wrong_row_are_told(planned, crew):
    (mentor, mentees), (other, others) = crew(5), crew(5)
    rows = [[*row, ""] for row in rows_of((mentor, mentees), (other, others))]
    rows[0][2] = "Not available"
    rows += [
        [mentor.person.full_name, mentor.person.email, f"with {other.person}"],
        [other.person.full_name, other.person.email, ""],
    ]

    plan = planned(rows, header=[*HEADER, "Pins"])

    assert (plan.board.pins, plan.board.away) == ({}, {})
    assert plan.board.seats == seats_of((mentor, mentees), (other, others))
    assert [(r.row, r.verdict, r.words, r.mend) for r in plan.remarks] == [
        (
            2,
            "placed",
            "“Not available” in the column “Pins” cannot be read.",
            "Write “with” or “not with” and the name of a mentor.",
        ),
        (
            12,
            "placed",
            f"“with {other.person}” in the column “Pins” cannot be read.",
            "In the row of a mentor only “not available” can stand.",
        ),
    ]


def test_of_two_names_alike_but_for_their_vowels_each_is_meant(planned, crew):
    mentor, mentees = crew()
    names = ["\u0938\u0940\u0924\u093e", "\u0938\u0941\u0924\u0947"]
    for mentee, name in zip(mentees, names, strict=False):
        mentee.person.given_name, mentee.person.family_name = name, ""
        mentee.person.save()
    lead = mentor.person.full_name
    rows = [[lead, name] for name in names]
    rows += [[lead, one.person.full_name] for one in mentees[2:]]

    plan = planned(rows, header=["Group", "Name"])

    assert plan.board.seats == seats_of((mentor, mentees))
    assert plan.remarks == ()


def test_what_the_file_does_not_tell_stays_on_the_board(
    planned, compose, composition, coordinator, enrol
):
    ((mentor, mentees),) = compose()
    tired = enrol(Role.MENTOR)
    by = {"composition": composition, "by": coordinator}
    services.pin(**by, version=0, mentee=mentees[0], mentor=mentor, kind=Pin.Kind.LOCK)
    services.give_reason(**by, version=1, mentor=mentor, reason="To learn")
    services.mark_away(**by, version=2, mentor=tired)
    composition.refresh_from_db()

    plan = planned(rows_of((mentor, mentees), (tired, [])), onto=composition)

    assert plan.board == read_board(composition)


def test_who_is_not_available_leads_no_group(
    planned, compose, composition, coordinator, enrol
):
    ((mentor, mentees),) = compose()
    services.mark_away(
        composition=composition, by=coordinator, version=0, mentor=mentor
    )
    composition.refresh_from_db()

    plan = planned(rows_of((mentor, mentees)), onto=composition)

    assert {remark.words for remark in plan.remarks} == {
        f"{mentor.person} is not available."
    }
    assert plan.board.seats == {}
