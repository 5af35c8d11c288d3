"""Rows of one file that are one person, or one row; and days as people write them."""

import pytest

from people.roster import weekdays
from people.roster.planning.doubles import keep_one, refuse_doubles
from people.roster.planning.drafts import FIELDS, SKIP, Draft

NOTHING = dict.fromkeys(FIELDS, "")


def draft(row, **values):
    usual = {"given_name": "Anna", "family_name": "Berg", "email": f"a{row}@b.nl"}
    return Draft(row=row, values=NOTHING | usual | values)


def problems(*drafts):
    refuse_doubles(list(drafts))
    return [
        [(one.code, one.params["rows"]) for one in each.problems] for each in drafts
    ]


def test_the_same_row_twice_is_read_once():
    first, same, other = draft(2, email="a"), draft(3, email="a"), draft(4)

    keep_one([first, same, other])

    assert [one.verdict for one in (first, same, other)] == ["", SKIP, ""]
    assert same.notes == [("same_row", {"row": 2})]


def test_a_row_of_another_manager_is_not_the_same():
    first, other = draft(2, email="a"), draft(3, email="a")
    other.manager = "Bob"

    keep_one([first, other])

    assert other.verdict == ""


def test_rows_that_differ_in_capitals_of_a_region_are_the_same():
    first, same = draft(2, email="a"), draft(3, email="a")
    first.region, same.region = "Noord", "NOORD"

    keep_one([first, same])

    assert same.verdict == SKIP


def test_one_address_twice_refuses_both():
    assert problems(
        draft(2, email="a", given_name="Bo"),
        draft(5, email="a"),
        draft(7, given_name="Cor"),
    ) == [[("duplicate_email", "5")], [("duplicate_email", "2")], []]


def test_many_of_one_are_told_up_to_five():
    found = problems(*(draft(row, email="a") for row in range(2, 9)))

    assert found[0] == [("duplicate_email", "3, 4, 5, 6, 7, …")]


@pytest.mark.parametrize("number", ["7", "007"])
def test_one_number_of_two_addresses_refuses_both(number):
    first = draft(2, employee_number="7", given_name="Bo")

    assert problems(first, draft(3, employee_number=number)) == [
        [("duplicate_number", "3")],
        [("duplicate_number", "2")],
    ]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"team": "Havens"}, {"team": "HAVENS"}, True),
        ({"team": "Havens"}, {"team": "Sluizen"}, False),
        ({"hired_on": "2020-01-01"}, {"hired_on": "2020-01-01"}, True),
        ({"hired_on": "2020-01-01"}, {"hired_on": "2021-01-01"}, False),
        (
            {"team": "Havens", "employee_number": "1"},
            {"team": "Havens", "employee_number": "2"},
            False,
        ),
        ({"team": "Havens"}, {"team": "Havens", "employee_number": "2"}, True),
        # Nothing tells them apart.
        ({}, {}, True),
        ({"location": "Assen"}, {"location": "Assen"}, True),
        ({"location": "Assen"}, {"location": "Breda"}, False),
    ],
)
def test_two_of_one_name_are_one_by_all_else(one, other, is_same):
    told = problems(draft(2, **one), draft(3, **other))

    assert [bool(each) for each in told] == [is_same] * 2


def test_who_is_skipped_is_nobodys_double():
    skipped = draft(2, email="a")
    skipped.verdict = SKIP

    assert problems(skipped, draft(3, email="a")) == [[], []]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("ma di do", (0, 1, 3)),
        ("Mon-Thu", (0, 1, 2, 3)),
        ("maandag t/m donderdag", (0, 1, 2, 3)),
        ("maandag tot en met woensdag", (0, 1, 2)),
        ("Monday to Wednesday", (0, 1, 2)),
        ("1 t/m 4", (0, 1, 2, 3)),
        ("1,3,5", (0, 2, 4)),
        ("vr-ma", (0, 4, 5, 6)),
        ("ma, di en vr", (0, 1, 4)),
        ("Ma. di. (thuis)", (0, 1)),
        ("wo wo", (2,)),
        # A number by itself is how many, with half a day as well.
        ("4", None),
        ("4,5", None),
        (" 4,5 ", None),
        ("4.5", None),
        ("1, 5", (0, 4)),
        ("4,5,6", (3, 4, 5)),
        ("32", None),
        ("ma of di", None),
        ("8-9", None),
        ("", None),
        ("(ma)", None),
    ],
)
def test_days_as_people_write_them(typed, days):
    assert weekdays.parse(typed) == days
