"""A mentor's month as dates and words: which it is, where it ends, how long it took."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from sessions.models import OneOnOne
from sessions.one_on_ones import rules
from sessions.one_on_ones.lengths import length
from sessions.one_on_ones.themes import THEMES, at_hand
from sessions.one_on_ones.views.hours import last_day, month_of, next_month, there


@pytest.fixture
def programme(now):
    return SimpleNamespace(time_zone="Europe/Amsterdam")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2026-10", (2026, 10)),
        ("2027-02", (2027, 2)),
        # What is no month is that of now: November 2026.
        ("", (2026, 11)),
        ("2026-13", (2026, 11)),
        ("October", (2026, 11)),
        ("2026-10-03", (2026, 11)),
        # No page lies before the year 2000 or after 2100.
        ("1999-05", (2000, 5)),
        ("9999-12", (2100, 12)),
    ],
)
def test_a_month_is_what_is_asked_for_or_that_of_now(programme, asked, first):
    assert month_of(asked, programme) == dt.date(*first, 1)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((2026, 1), (2026, 1, 31)),
        ((2026, 2), (2026, 2, 28)),
        ((2028, 2), (2028, 2, 29)),
        ((2026, 4), (2026, 4, 30)),
        ((2026, 12), (2026, 12, 31)),
    ],
)
def test_it_ends_on_its_last_day(first, last):
    assert last_day(dt.date(*first, 1)) == dt.date(*last)


def test_month_after_month_makes_a_year():
    first = dt.date(2026, 9, 1)
    for _month in range(12):
        first = next_month(first)

    assert first == dt.date(2027, 9, 1)


def test_a_page_names_its_month():
    assert there(dt.date(2026, 3, 1)) == "/sessions/hours/?month=2026-03"
    # Also of a day in it.
    assert there(dt.date(2026, 3, 31)) == "/sessions/hours/?month=2026-03"


@pytest.mark.parametrize(
    ("minutes", "english", "dutch"),
    [
        (0, "0 hours", "0 uur"),
        (60, "1 hour", "1 uur"),
        (360, "6 hours", "6 uur"),
        (45, "0 h 45 min", "0 u 45 min"),
        (375, "6 h 15 min", "6 u 15 min"),
    ],
)
def test_minutes_are_told_as_one_says_them(minutes, english, dutch):
    with translation.override("en"):
        assert length(minutes) == english
    with translation.override("nl"):
        assert length(minutes) == dutch


def one_on_one(state="asked", *, is_open=True, theme=""):
    return SimpleNamespace(
        state=state,
        is_open=is_open,
        theme=theme,
        asked_by_id=1,
        was_asked_id=2,
        mentor_id=2,
    )


ASKED_BY, WAS_ASKED, OTHER = (SimpleNamespace(pk=pk) for pk in (1, 2, 3))


@pytest.mark.parametrize(
    ("state", "is_open", "may"),
    [
        ("asked", True, True),
        ("asked", False, False),
        ("planned", True, False),
        ("held", False, False),
        ("withdrawn", False, False),
    ],
)
def test_who_was_asked_offers_times_while_there_is_none(state, is_open, may):
    one = one_on_one(state, is_open=is_open)

    assert rules.may_offer_slots(WAS_ASKED, one) is may
    assert not rules.may_offer_slots(ASKED_BY, one)
    assert not rules.may_offer_slots(OTHER, one)


def test_who_asked_picks_and_the_mentor_writes_it_down():
    people = (ASKED_BY, WAS_ASKED, OTHER)

    picks = [rules.may_pick_slot(person, one_on_one()) for person in people]
    logs = [rules.may_log_one_on_one(person, one_on_one()) for person in people]

    assert picks == [True, False, False]
    assert logs == [False, True, False]


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.slug)
def test_of_a_theme_its_own_questions_are_at_hand(theme):
    assert at_hand(one_on_one(theme=theme.theme)) == [theme]
    assert theme.title == OneOnOne.Theme(theme.theme).label
    assert theme.methods == f"{theme.slug}-methods"


@pytest.mark.parametrize("theme", ["", OneOnOne.Theme.OTHER, "of before"])
def test_where_the_theme_is_not_known_all_are_at_hand(theme):
    assert at_hand(one_on_one(theme=theme)) == THEMES


def test_each_theme_but_something_else_has_questions():
    assert {one.theme for one in THEMES} == {*OneOnOne.Theme} - {OneOnOne.Theme.OTHER}
    assert all(one.ask for one in THEMES)
