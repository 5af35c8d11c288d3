from datetime import date

import pytest
from django.template import Context, Template

from crossmentor.templatetags import pictures

MEETINGS = [
    {"date": date(2026, 3, 3), "state": "done"},
    {"date": date(2026, 4, 14), "state": "cancelled"},
    {"date": date(2026, 5, 26), "state": "next", "label": "Work visit"},
    {"date": date(2026, 7, 7), "state": "planned"},
]


def test_year_places_dots_in_proportion_to_time():
    drawn = pictures.year_line(MEETINGS, today=date(2026, 5, 1))

    assert [dot["x"] for dot in drawn["dots"]] == ["2.0", "34.0", "66.0", "98.0"]
    assert [dot["state"] for dot in drawn["dots"]] == [
        "done",
        "cancelled",
        "next",
        "planned",
    ]


def test_year_names_each_month_in_its_middle():
    drawn = pictures.year_line(MEETINGS, today=date(2026, 5, 1))

    assert [month["label"] for month in drawn["months"]] == [
        "March",
        "April",
        "May",
        "June",
    ]


def test_year_says_the_same_in_words():
    drawn = pictures.year_line(MEETINGS, today=date(2026, 5, 1))

    assert drawn["summary"] == (
        "1 of 3 meetings held. The next one is on Tuesday 26 May."
    )
    assert drawn["dots"][2]["label"] == "Work visit, Tuesday 26 May, next"


@pytest.mark.parametrize("today", [date(2026, 3, 2), date(2026, 7, 8)])
def test_year_without_today_in_it_shows_no_today(today):
    assert pictures.year_line(MEETINGS, today=today)["today"] is None


def test_year_of_nothing_is_drawn():
    drawn = pictures.year_line([], today=date(2026, 5, 1))

    assert drawn["dots"] == []
    assert drawn["summary"] == "0 of 0 meetings held."


def test_year_is_drawn_with_points_in_any_language(settings):
    page = Template("{% load pictures %}{% year_line points today=today %}")
    context = Context({"points": MEETINGS, "today": date(2026, 5, 1)})
    from django.utils import translation

    with translation.override("nl"):
        drawn = page.render(context)

    assert 'cx="34.0%"' in drawn
    assert "dinsdag 26 mei" in drawn


def test_circle_puts_the_mentor_on_top_and_says_who_is_in_it():
    members = [
        {"name": "Anna", "role": "mentee"},
        {"name": "Daan", "role": "mentee", "left": True},
        {"name": "Johan", "role": "mentor"},
    ]

    drawn = pictures.group_circle(members, "Water")

    top = drawn["seats"][0]
    assert (top["name"], top["x"], top["y"], top["anchor"]) == (
        "Johan",
        "160",
        "48",
        "middle",
    )
    assert drawn["summary"] == (
        "Johan (mentor), Anna (mentee), Daan (mentee, no longer in the group)"
    )
