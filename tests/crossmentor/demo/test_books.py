"""What people of the example write for themselves, what becomes of it, and who reads it."""

import datetime as dt

import pytest
from django.db import transaction

from crossmentor.demo import goals, workbooks, year
from crossmentor.demo.firm import example
from handbook.confrontation.guide import FIELDS
from handbook.confrontation.texts import KIND_OF
from handbook.questions.texts import QUESTIONS
from spaces.acting import acting_as
from tests.crossmentor.demo.cast import ALL, STARTS, TODAY, only
from workbook.models import (
    EXERCISE,
    CheckIn,
    CheckInRhythm,
    Goal,
    GoalChange,
)
from writing.models import Shown, Text

SPLIT = {"title": "I ask", "other": "I thank", "new": "thank"}
SPLIT["reason"] = ["too big", ""]
STEPS = [
    [60, "say", "begin", {"title": "I say it", "body": "In the meeting."}],
    [60, "say", "rhythm", {"every": "two weeks"}],
    [59, "say", "show", {"to": "mentor", "part": "both"}],
    [50, "say", "check_in", {"said": "3", "happened": "Silent", "next_step": "Write"}],
    [40, "ask", "begin", {"title": "I ask and thank", "body": ""}],
    [30, "ask", "split", SPLIT],
    [
        20,
        "say",
        "reword",
        {"title": "I say it early", "reason": ["too big", "Smaller"]},
    ],
    [12, "ask", "let_go", {"reason": ["not mine", "It was my manager's."]}],
    [10, "thank", "pause", {"until": 40, "reason": ["no room", ""]}],
    [5, "say", "reach", {}],
    [4, "say", "show", {"to": "group", "part": "words"}],
]
ANSWERS = {
    "first": {"by-when.day": "{later}", "where-i-stand.figure": "before: 4"},
    "second": {"where-i-stand.figure": "before: 4\nafter: 6"},
}
MENTOR = example("workbook")["mentor"]
GOAL = ("reached_at", "archived_at", "paused_at", "paused_until", "split_at")


def live(cast):
    first, _second, _third, _fourth = cast.mentees
    goals.work_on(first, STEPS, TODAY)
    workbooks.write_answers(first, ANSWERS, TODAY)
    own = {"first": {}, "second": {}, "goals": []}
    tools = {name: MENTOR[name] for name in ("questions", "confrontations")}
    workbooks.write_in(cast.mentor, own | tools, TODAY)
    for number, seat in enumerate(cast.seats[1:]):
        year.write_in_workbook(seat, number, cast.texts, STARTS)
    of_first = {"author": first}
    by_title = cast.read(Text, "title", order="changed_at", kind="goal", **of_first)
    return {
        "texts": cast.texts,
        "titles": by_title,
        "goals": {
            title: cast.read(Goal, *GOAL, text__in=pks)
            for title, pks in titled(first).items()
        },
        "check-ins": cast.read(
            CheckIn, "said", "happened", "next_step", "at", order="at", **of_first
        ),
        "changes": cast.read(GoalChange, "what", "why", "at", order="at", **of_first),
        "rhythms": cast.read(CheckInRhythm, "every"),
        "shown": cast.read(
            Shown, "part", "title", "body", "author_id", order="shown_at"
        ),
        "answers": cast.read(
            Text, "key", "body", order="key", kind=EXERCISE, **of_first
        ),
        "tools": {
            kind: cast.read(Text, "author_id", "body", order="changed_at", kind=kind)
            for kind in (QUESTIONS, *KIND_OF.values())
        },
        "exercises": cast.read(Text, "author_id", "key", order="key", kind=EXERCISE),
    }


def titled(person):
    """The texts of goals, by what they say now."""
    with acting_as(person), transaction.atomic():
        texts = Text.objects.filter(kind="goal", author=person)
        return {str(one.title): [one.pk] for one in texts}


def before(days):
    return TODAY - dt.timedelta(days)


def test_a_goal_in_each_state(noted):
    states = {title: read["first"] for title, read in noted["goals"].items()}

    assert states == {
        "I say it early": [(before(5), None, None, None, None)],
        "I ask": [(None, before(12), None, None, None)],
        "I thank": [(None, None, before(10), before(10 - 40), before(30))],
    }


def test_goals_are_their_authors_alone(noted):
    assert set(noted["titles"]["first"]) == set(noted["goals"])
    for read in (noted["titles"], *noted["goals"].values()):
        assert [who for who, rows in read.items() if rows] == ["first"]


def test_what_became_of_them_and_why(noted):
    assert noted["changes"]["first"] == [
        ("split", "too big", before(30)),
        ("reworded", "too big", before(20)),
        ("let go", "not mine", before(12)),
        ("paused", "no room", before(10)),
        ("reached", "", before(5)),
    ]
    assert noted["changes"]["mentor"] == noted["changes"]["coordinator"] == []


def test_a_check_in_of_that_day_and_the_rhythm_asked_for(noted):
    assert noted["check-ins"]["first"] == [("3", "Silent", "Write", before(50))]
    assert noted["check-ins"]["second"] == []
    assert noted["rhythms"] == only("first", of=["two weeks"])


def test_what_is_shown_is_read_by_those_it_is_shown_to(noted):
    read = noted["shown"]

    def of_first(who):
        return [row[:2] for row in read[who] if row[3] == "first"]

    words = ("words", "I say it early")
    assert of_first("mentor") == [("both", "I say it early"), words]
    assert of_first("second") == [words]
    assert read["coordinator"] == read["outsider"] == []


def test_of_three_mentees_one_shows_nothing_one_to_the_mentor_one_to_all(noted):
    titles = [goal["title"] for goal in noted["texts"]["goals"][:3]]
    shown = noted["shown"]

    def readers(name):
        return [who for who in ALL if any(row[3] == name for row in shown[who])]

    assert readers("second") == []
    assert readers("third") == ["mentor", "third"]
    assert readers("fourth") == ["mentor", "first", "second", "third", "fourth"]
    assert [row[1] for row in shown["mentor"] if row[3] == "third"] == [titles[1]]
    assert [row[1] for row in shown["mentor"] if row[3] == "fourth"] == [titles[2]]


def test_an_exercise_of_each_is_in_the_own_workbook(noted):
    slugs = list(noted["texts"]["exercises"])[:3]

    for name, slug in zip(("second", "third", "fourth"), slugs, strict=True):
        wanted = noted["texts"]["exercises"][slug]
        assert noted["exercises"][name] == sorted(
            (name, f"{slug}.{prompt}") for prompt in wanted
        )
    assert noted["exercises"]["mentor"] == []


def test_answers_are_dated_from_today_and_written_on_in(noted):
    later = (TODAY + dt.timedelta(60)).isoformat()

    assert noted["answers"] == only(
        "first",
        of=[
            ("by-when.day", later),
            ("where-i-stand.figure", "before: 4\nafter: 6"),
        ],
    )


@pytest.mark.parametrize("field", FIELDS)
def test_a_confrontation_is_prepared_where_nobody_else_reads(noted, field):
    wanted = [
        ("mentor", sentences[field]) for _before, sentences in MENTOR["confrontations"]
    ]

    assert wanted
    assert noted["tools"][KIND_OF[field]] == only("mentor", of=wanted)


def test_questions_for_a_conversation_are_the_mentors_alone(noted):
    wanted = [("mentor", words) for _before, words in MENTOR["questions"]]

    assert noted["tools"][QUESTIONS] == only("mentor", of=wanted)


def test_what_is_not_known_can_not_be_done():
    with pytest.raises(KeyError):
        goals.DID["forget"]
    assert goals.typed_fields({"said": "3"}, {}, TODAY) == {"said": "3"}
    assert goals.typed_fields({"until": 4}, {}, dt.date(2028, 2, 26)) == {
        "until": dt.date(2028, 3, 1)
    }
