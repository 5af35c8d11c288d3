"""The map of stances as it is drawn: where a dot lies, how faint it is, and its day."""

import datetime as dt

import pytest
from django.utils import translation

from handbook.models import StanceDot
from handbook.stance.drawing import ASIDE, LEFT, OLDEST, SIDE, TOP, drawing
from handbook.stance.map import HIGHEST, StancePlace
from handbook.stance.statements import self_test
from handbook.stance.words import stood

TEST = self_test("en")
WAYS = TEST.map


def dot(relation=20, content=20, on=dt.date(2026, 3, 9), kind="test"):
    found = StanceDot(on=on, kind=kind)
    found.say(StancePlace(relation, content))
    return stood(found, TEST)


def drawn(*dots):
    return drawing(list(dots), WAYS).dots


@pytest.mark.parametrize(
    ("relation", "content", "x", "y"),
    [
        (0, 0, LEFT, TOP + SIDE),
        (HIGHEST, 0, LEFT + SIDE, TOP + SIDE),
        (0, HIGHEST, LEFT, TOP),
        (HIGHEST / 2, HIGHEST / 2, LEFT + SIDE / 2, TOP + SIDE / 2),
    ],
)
def test_relation_goes_to_the_right_and_content_up(relation, content, x, y):
    (one,) = drawn(dot(int(relation), int(content)))

    assert (float(one.x), float(one.y)) == (x, y)


def test_a_dot_alone_is_as_clear_as_the_latest():
    (one,) = drawn(dot())

    assert (float(one.opacity), one.is_last) == (1, True)


def test_the_older_a_dot_the_fainter():
    first, second, third = drawn(dot(), dot(30), dot(10))

    assert float(first.opacity) == OLDEST
    assert float(first.opacity) < float(second.opacity) < float(third.opacity) == 1
    assert [one.is_last for one in (first, second, third)] == [False, False, True]


def test_dots_of_one_place_step_aside():
    dots = drawn(*[dot() for _one in ASIDE])

    assert len({(one.x, one.y) for one in dots}) == len(ASIDE)
    assert (dots[0].x, dots[0].y) == (str(LEFT + SIDE / 2), str(TOP + SIDE / 2))


def test_a_path_joins_the_self_tests_alone():
    found = drawing([dot(10), dot(20, kind="felt"), dot(30)], WAYS)

    first, felt, last = found.dots
    assert (first.is_felt, felt.is_felt) == (False, True)
    assert found.path == f"{first.x},{first.y} {last.x},{last.y}"


def test_of_no_dots_there_is_the_map_alone():
    found = drawing([], WAYS)

    assert (found.dots, found.path) == ([], "")


def test_its_edges_lie_where_much_and_little_begin():
    found = drawing([], WAYS)
    (left,), (right,) = drawn(dot(WAYS.low, WAYS.high)), drawn(dot(WAYS.high, WAYS.low))

    assert (found.low_x, found.high_y) == (left.x, left.y)
    assert float(found.wide) == round(float(right.x) - float(left.x), 2)


@pytest.mark.parametrize(("relation", "anchor"), [(5, "start"), (39, "end")])
def test_a_day_stands_on_the_side_where_there_is_room(relation, anchor):
    (one,) = drawn(dot(relation))

    assert one.anchor == anchor
    assert (float(one.label_x) > float(one.x)) == (anchor == "start")


@pytest.mark.parametrize(
    ("language", "day", "label"),
    [("en", "9 March", "9 March 2026: "), ("nl", "9 mrt", "9 maart 2026: ")],
)
def test_days_are_in_the_language_of_the_page(language, day, label):
    with translation.override(language):
        (one,) = drawn(dot())

        assert str(one.day) == day
        assert one.label.startswith(label)


def test_numbers_are_written_as_no_language_writes_them():
    with translation.override("nl"):
        (one,) = drawn(dot(13, 7))

    assert "," not in one.x + one.y + one.opacity
    assert float(one.x) == round(LEFT + SIDE * 13 / HIGHEST, 2)


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (0, "low"),
        (WAYS.low - 1, "low"),
        (WAYS.low, "in the middle"),
        (WAYS.high, "in the middle"),
        (WAYS.high + 1, "high"),
        (HIGHEST, "high"),
    ],
)
def test_where_it_lies_is_told_with_its_number(value, level):
    told = dot(value, HIGHEST)

    assert told.relation == f"{level} ({value} of {HIGHEST})"
    assert told.content == f"high ({HIGHEST} of {HIGHEST})"
    assert told.in_words == f"Relation: {told.relation}. Content: {told.content}."
