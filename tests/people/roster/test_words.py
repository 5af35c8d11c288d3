"""A plan in words: of each row what becomes of it, and why."""

import pytest
from django.utils import translation

from people.roster.planning.drafts import ADD, CHANGE, LEAVE, REFUSE, VERDICTS
from people.roster.problems import SET_ASIDE
from people.roster.words import (
    as_day,
    as_refusal,
    as_row,
    changes_of,
    columns_in_words,
    explained,
    set_aside,
    shown,
    shown_row,
)

VALUES = {
    "given_name": "Anna",
    "infix": "",
    "family_name": "Berg",
    "email": "anna@firm.example",
}


def row(verdict=ADD, **more):
    usual = {"row": 2, "verdict": verdict, "values": VALUES, "email": VALUES["email"]}
    return usual | {"problems": [], "notes": [], "changes": {}} | more


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (None, "en", "none"),
        ("", "nl", "niets"),
        ("Havens", "en", "Havens"),
        (7, "en", "7"),
        ("2026-03-09", "en", "9 March 2026"),
        ("2026-03-09", "nl", "9 maart 2026"),
        ("2026-13-09", "en", "2026-13-09"),
        # A number of eight figures, and a team of a week.
        ("20260309", "en", "20260309"),
        ("2026-W11-1", "nl", "2026-W11-1"),
        ([0, 4], "en", "Monday, Friday"),
        ([0, 4], "nl", "maandag, vrijdag"),
        (["nl", "en"], "en", "nl, en"),
        ([], "en", ""),
    ],
)
def test_a_value_is_shown_as_people_say_it(value, language, words):
    with translation.override(language):
        assert shown(value) == words


@pytest.mark.parametrize(
    "value", ["2026-02-30", "9 March", "", "2026", "20260228", "2026-W09", "2026-060"]
)
def test_what_is_no_day_stays_as_it_is(value):
    assert not as_day(value)


def test_what_was_empty_is_filled_and_the_rest_changed():
    told = changes_of(
        row(CHANGE, changes={"team": ["", "Havens"], "region": ["A", "B"]})
    )

    assert [(one.code, one.params) for one in told] == [
        ("filled", {"field": "team", "new": "Havens"}),
        ("changed", {"field": "region", "old": "A", "new": "B"}),
    ]


def test_a_region_that_a_location_gets_is_told():
    told = changes_of(
        row(CHANGE, region="Noord", values=VALUES | {"location": "Assen"})
    )

    assert [one.params for one in told] == [{"location": "Assen", "region": "Noord"}]


def test_a_row_that_is_refused_says_the_mend():
    reason, mend = explained(row(REFUSE, problems=[("empty", {})]))

    assert reason
    assert isinstance(mend, str)


def test_a_row_that_is_left_alone_needs_no_mend():
    assert explained(row(LEAVE))[1] == ""


@pytest.mark.parametrize("code", sorted(SET_ASIDE))
def test_a_row_that_waits_for_an_answer_says_for_what(code):
    asked = row(REFUSE, problems=[(code, {"name": "Anna"})])

    assert set_aside(asked) == {"name": "Anna", "code": code}
    # What cannot be used for another reason as well is mended first.
    assert set_aside(row(REFUSE, problems=[(code, {}), ("empty", {})])) is None
    assert set_aside(row(REFUSE, problems=[("empty", {})])) is None
    assert set_aside(row()) is None


def test_columns_without_a_name_have_a_letter():
    with translation.override("en"):
        words = columns_in_words([("A", "Kleur"), ("C", "")])

    assert words == ["Kleur", "column C, without a name"]


def test_an_answer_has_the_address_of_the_file():
    moved = row(CHANGE, move={"old": "anna@firm.example", "new": "ans@firm.example"})

    assert as_row(moved)["values"]["email"] == "ans@firm.example"
    assert as_row(row())["values"] == VALUES


def test_a_preview_has_a_name_without_gaps():
    found = shown_row(row())

    assert (found["name"], found["new_email"], found["asks"]) == (
        "Anna Berg",
        "",
        False,
    )
    assert shown_row(row(move={"new": "x@y.nl"}))["new_email"] == "x@y.nl"


def test_a_file_that_is_refused_has_no_rows():
    answer = as_refusal("The file is empty.")

    assert answer["refused"] == "The file is empty."
    assert answer["counts"] == dict.fromkeys(VERDICTS, 0)
    assert (answer["rows"], answer["projects"]) == ([], [])
