"""The date of one cell, apart from the file in which it stands."""

import datetime as dt

import pytest
import time_machine
from openpyxl.utils.datetime import MAC_EPOCH

from people.roster.days import EARLIEST, check_span, day, reads_month_first
from people.roster.problems import CellRefused

TODAY = dt.date(2026, 11, 9)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC), tick=False):
        yield


def refusal(act, *args, **options):
    with pytest.raises(CellRefused) as refused:
        act(*args, **options)
    return refused.value.problem


@pytest.mark.parametrize(
    ("values", "month_first", "mixed"),
    [
        ([], False, False),
        (["31-01-2020", "01-02-2020"], False, False),
        (["01/31/2020", "02/01/2020"], True, False),
        (["01/31/2020", "31/01/2020"], False, True),
        # None says, and what is no text does not.
        (["01-02-2020", "03-04-2020"], False, False),
        ([43861, None, dt.date(2020, 1, 31)], False, False),
        (["  1/31/20 ", "x"], True, False),
    ],
)
def test_a_column_says_which_comes_first(values, month_first, mixed):
    assert reads_month_first(values) == (month_first, mixed)


@pytest.mark.parametrize(
    ("typed", "month_first", "found"),
    [
        ("01-02-2020", False, dt.date(2020, 2, 1)),
        ("01-02-2020", True, dt.date(2020, 1, 2)),
        ("12/31/2020", True, dt.date(2020, 12, 31)),
    ],
)
def test_a_cell_is_read_as_its_column(typed, month_first, found):
    assert day(typed, "B2", month_first=month_first) == found


def test_an_american_date_among_others_is_refused_with_its_cell():
    problem = refusal(day, "01/31/2020", "B2")

    assert problem == ("month_first", {"cell": "B2", "text": "01/31/2020"})


@pytest.mark.parametrize(
    ("typed", "last", "found"),
    [
        ("2020-02", False, dt.date(2020, 2, 1)),
        ("2020-02", True, dt.date(2020, 2, 29)),
        ("02-2021", True, dt.date(2021, 2, 28)),
        ("feb 2021", True, dt.date(2021, 2, 28)),
        ("feb. '21", False, dt.date(2021, 2, 1)),
        # A whole date has its day.
        ("2020-02-03", True, dt.date(2020, 2, 3)),
    ],
)
def test_a_bare_month_has_a_first_and_a_last_day(typed, last, found):
    assert day(typed, "B2", last=last) == found


@pytest.mark.parametrize(
    ("year", "found"),
    [("26", 2026), ("27", 2027), ("28", 1928), ("99", 1999), ("00", 2000)],
)
def test_two_figures_are_a_year_until_the_next_one(year, found):
    assert day(f"1-2-{year}", "B2") == dt.date(found, 2, 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ma 2 maart 2020", dt.date(2020, 3, 2)),
        ("Monday, 2 March 2020", dt.date(2020, 3, 2)),
        ("maa 2 2020", None),
        ("2nd March 2020", dt.date(2020, 3, 2)),
        ("March 2nd, 2020", dt.date(2020, 3, 2)),
        ("2e mrt 2020", dt.date(2020, 3, 2)),
        ("2 okt. 2020", dt.date(2020, 10, 2)),
        ("2 Oct 20", dt.date(2020, 10, 2)),
    ],
)
def test_days_and_months_have_names_in_both_languages(typed, found):
    if found:
        assert day(typed, "B2") == found
    else:
        assert day(typed, "B2") == dt.date(2020, 3, 2)


@pytest.mark.parametrize(
    "value",
    ["32-01-2020", "30 februari 2020", "2 brumaire 2020", "2020-13", "00-00-0000", "1"],
)
def test_what_is_no_day_is_refused_as_it_was_typed(value):
    problem = refusal(day, value, "C7")

    assert problem == ("invalid_date", {"cell": "C7", "text": value})


def test_so_much_of_it_is_shown():
    problem = refusal(day, "x" * 200, "C7")

    assert problem.params["text"] == "x" * 60


@pytest.mark.parametrize("value", [True, False, dt.time(8), dt.timedelta(days=3)])
def test_what_is_another_thing_is_refused(value):
    assert refusal(day, value, "C7").code == "invalid_date"


@pytest.mark.parametrize("sign", "=@+")
def test_a_formula_is_told_by_its_sign(sign):
    problem = refusal(day, f"{sign}TODAY()", "C7")

    assert problem == ("formula_text", {"cell": "C7", "sign": sign})


@pytest.mark.parametrize(
    ("number", "epoch", "found"),
    [
        (43861, None, dt.date(2020, 1, 31)),
        (43861.99, None, dt.date(2020, 1, 31)),
        (42399, MAC_EPOCH, dt.date(2020, 1, 31)),
    ],
)
def test_a_number_counts_days_as_its_workbook_does(number, epoch, found):
    options = {"epoch": epoch} if epoch else {}

    assert day(number, "B2", **options) == found


@pytest.mark.parametrize("number", [0, -1, 11_999, 74_001, 1e9])
def test_a_number_that_is_no_working_day_is_refused(number):
    assert refusal(day, number, "B2").code == "invalid_date"


@pytest.mark.parametrize("typed", [None, "", "  ", "-", "n.v.t.", "onbekend", "?"])
def test_nothing_is_none(typed):
    assert day(typed or "", "B2") is None


@pytest.mark.parametrize(
    ("found", "years", "code"),
    [
        (None, 0, ""),
        (EARLIEST, 0, ""),
        (EARLIEST - dt.timedelta(1), 0, "date_too_early"),
        (TODAY, 0, ""),
        (TODAY + dt.timedelta(1), 0, "date_too_late"),
        (dt.date(2027, 11, 9), 1, ""),
        (dt.date(2027, 11, 10), 1, "date_too_late"),
    ],
)
def test_a_working_life_holds_it(found, years, code):
    if code:
        problem = refusal(check_span, found, "B2", TODAY, years)
        assert problem == (code, {"cell": "B2", "text": found.isoformat()})
    else:
        check_span(found, "B2", TODAY, years)
