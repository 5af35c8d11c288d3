"""The line of a goal as it is drawn, and what stands beside it; nothing of a database."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from workbook.line import (
    BELOW,
    LEAST,
    LEFT,
    MANY,
    MOST,
    RIGHT,
    STEP,
    TOP,
    GoalLine,
    LinePoint,
    as_copied,
    copied,
    drawn,
    in_words,
    months,
    summary,
)
from workbook.looking import is_of, pauses, reworded
from workbook.models import What

START = dt.date(2026, 3, 2)
TODAY = dt.date(2026, 9, 14)


def later(days):
    return START + dt.timedelta(days)


def noon(day):
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def line(*figures, **more):
    """A figure every ten days; None where none was given."""
    points = [LinePoint(later(10 * at), figure) for at, figure in enumerate(figures)]
    return GoalLine(points, **more)


def test_a_copy_holds_figures_and_days_and_nothing_else():
    noted = [
        SimpleNamespace(at=noon(START), figure=3, happened="Geheim"),
        SimpleNamespace(at=noon(later(9)), figure=None, happened="Geheim"),
        SimpleNamespace(at=noon(later(10)), figure=0, happened="Geheim"),
    ]

    kept = as_copied(noted)

    assert kept == '[["2026-03-02", 3], ["2026-03-12", 0]]'
    assert copied(kept) == GoalLine([LinePoint(START, 3), LinePoint(later(10), 0)])
    assert copied("") == GoalLine()


def test_from_the_first_day_to_today_it_is_as_wide_as_the_picture():
    dots = drawn(line(0, 10), later(100))["dots"]

    assert float(dots[0]["x"]) == LEFT
    assert float(dots[1]["x"]) == LEFT + (RIGHT - LEFT) * 0.1
    assert [dot["y"] for dot in dots] == [TOP + MOST * STEP, TOP]


def test_a_line_of_a_day_is_not_stretched_over_all_of_it():
    (dot,) = drawn(line(5), START)["dots"]

    assert float(dot["x"]) == LEFT
    (first, second) = drawn(line(5, 6), later(10))["dots"]
    share = 10 / LEAST.days
    assert float(second["x"]) == round(LEFT + (RIGHT - LEFT) * share, 2)
    assert first["x"] != second["x"]


def test_a_note_of_tomorrow_is_within_the_picture():
    """Of somebody whose day has begun while the server's has not."""
    dots = drawn(line(5, 6), START)["dots"]

    assert all(LEFT <= float(dot["x"]) <= RIGHT for dot in dots)


def test_without_a_figure_a_dot_lies_below_and_on_no_line():
    picture = drawn(line(4, None, 6), TODAY)

    assert [dot["open"] for dot in picture["dots"]] == [False, True, False]
    assert picture["dots"][1]["y"] == BELOW
    ((one, other),) = picture["segments"]
    assert (one["y"], other["y"]) == (TOP + 6 * STEP, TOP + 4 * STEP)


@pytest.mark.parametrize(("count", "radius"), [(1, 5), (MANY, 5), (MANY + 1, 3)])
def test_many_dots_are_smaller(count, radius):
    assert drawn(line(*[5] * count), TODAY)["radius"] == radius


def test_of_nothing_there_is_a_scale_alone():
    picture = drawn(GoalLine(), TODAY)

    assert [one["figure"] for one in picture["scale"]] == [10, 5, 0]
    assert (picture["dots"], picture["segments"], picture["marks"]) == ([], [], [])


@pytest.mark.parametrize(
    ("until", "width"), [(later(20), 0.1), (None, 0.9), (later(900), 0.9)]
)
def test_a_pause_lasts_until_its_end_or_that_of_the_line(until, width):
    (pause,) = drawn(line(5, pauses=[(later(10), until)]), later(100))["pauses"]

    assert float(pause["x"]) == LEFT + (RIGHT - LEFT) * 0.1
    assert float(pause["width"]) == pytest.approx((RIGHT - LEFT) * width)


def test_where_the_words_changed_stands_a_number():
    marks = drawn(line(5, reworded=[(later(3), "Nee"), (later(9), "Ja")]), TODAY)

    found = [(mark["number"], mark["day"], mark["words"]) for mark in marks["marks"]]
    assert found == [(1, later(3), "Nee"), (2, later(9), "Ja")]


def test_the_latest_is_told_first():
    picture = drawn(line(1, 2, 3), TODAY)

    assert [point.figure for point in picture["points"]] == [3, 2, 1]


@pytest.mark.parametrize(
    ("days", "first", "count"),
    [
        (27, None, 0),
        (30, dt.date(2026, 4, 1), 1),
        (336, dt.date(2026, 4, 1), 11),
        # A year has all of its months; of more every other one, or every third.
        (365, dt.date(2026, 4, 1), 12),
        (396, dt.date(2026, 4, 1), 7),
        (731, dt.date(2026, 4, 1), 12),
        (762, dt.date(2026, 4, 1), 9),
    ],
)
def test_few_enough_months_are_named(days, first, count):
    named = months(START, later(days))

    assert (named[:1], len(named)) == ([first] if first else [], count)
    assert all(day.day == 1 for day in named)


def test_a_line_that_begins_with_a_month_names_it():
    assert months(dt.date(2026, 3, 1), START) == [dt.date(2026, 3, 1)]


@pytest.mark.parametrize(
    ("language", "point", "words"),
    [
        ("en", LinePoint(START, 0), "2 March 2026, 0"),
        ("nl", LinePoint(START, 7), "2 maart 2026, 7"),
        (
            "en",
            LinePoint(START, None, "nothing happened"),
            "2 March 2026, nothing happened",
        ),
    ],
)
def test_a_dot_says_its_day_and_figure(language, point, words):
    with translation.override(language):
        assert in_words(point) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], "0 times noted."),
        ([None], "1 time noted."),
        ([3], "1 time noted. One figure: 3, on 2 March."),
        (
            [None, 3, None, 0],
            "4 times noted. First 3, on 12 March; last 0, on 1 April.",
        ),
    ],
)
def test_all_of_it_in_a_sentence(figures, words):
    with translation.override("en"):
        assert summary(line(*figures)) == words


def change(what, day, *, wording="", until=None):
    return SimpleNamespace(what=what, at=noon(day), wording=wording, until=until)


def check_in(day, wording="Nee", goal=1):
    return SimpleNamespace(at=noon(day), wording=wording, goal_id=goal)


@pytest.mark.parametrize(
    ("changes", "spans"),
    [
        ([], []),
        ([change(What.PAUSED, START)], [(START, None)]),
        (
            [change(What.PAUSED, START), change(What.RESUMED, later(5))],
            [(START, later(5))],
        ),
        ([change(What.PAUSED, START, until=later(9))], [(START, later(9))]),
        # Whichever comes first.
        (
            [
                change(What.PAUSED, START, until=later(9)),
                change(What.RESUMED, later(5)),
            ],
            [(START, later(5))],
        ),
        (
            [
                change(What.PAUSED, START, until=later(3)),
                change(What.RESUMED, later(5)),
            ],
            [(START, later(3))],
        ),
        # Paused anew, the first one has ended; what became of it besides ends none.
        (
            [
                change(What.PAUSED, START),
                change(What.REWORDED, later(2)),
                change(What.PAUSED, later(5)),
            ],
            [(START, later(5)), (later(5), None)],
        ),
        (
            [change(What.PAUSED, START), change(What.BROUGHT_BACK, later(7))],
            [(START, later(7))],
        ),
    ],
)
def test_a_pause_ends_with_what_comes_first(changes, spans):
    assert pauses(changes) == spans


def test_other_words_show_when_it_was_said():
    said = [change(What.REWORDED, later(4), wording="Nee")]

    assert reworded([check_in(START), check_in(later(9), "Ja")], said) == [
        (later(4), "Nee")
    ]


def test_or_else_when_they_first_show():
    """Typed over on the page of the goal, without a word about it."""
    found = reworded([check_in(START), check_in(later(9), "Ja")], [])

    assert found == [(later(9), "Nee")]


def test_what_was_said_before_the_first_note_counts_once():
    said = [change(What.SPLIT, START, wording="Oud")]
    noted = [check_in(later(1), "Nee"), check_in(later(2), "Nee")]

    assert reworded(noted, said) == [(START, "Oud")]


def test_marks_come_in_the_order_of_their_days():
    said = [change(What.REWORDED, later(20), wording="Ja")]
    noted = [
        check_in(START, "Oud"),
        check_in(later(5), "Ja"),
        check_in(later(30), "Nu"),
    ]

    assert reworded(noted, said) == [(later(5), "Oud"), (later(20), "Ja")]


@pytest.mark.parametrize(
    ("goal", "day", "is_its"),
    [(1, START, True), (2, later(3), True), (2, later(6), False), (3, START, False)],
)
def test_a_goal_that_was_split_off_has_what_was_noted_until_then(goal, day, is_its):
    split_off = SimpleNamespace(pk=1)

    assert is_of(check_in(day, goal=goal), split_off, {2: noon(later(5))}) == is_its
