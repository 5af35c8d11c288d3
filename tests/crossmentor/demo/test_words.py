"""The texts of the demonstration spaces fit what they are put into."""

import json
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from django.utils import timezone

from crossmentor.demo import goals
from handbook.confrontation.guide import FIELDS
from intake.models import ClickAnswer, Judgement
from sessions.models import OneOnOne, Point, Session
from spaces.acting import acting_as
from workbook import chapters, editions, kinds
from workbook.models import GoalChange, What
from writing.models import Part, Shown

ROOT = Path(__file__).resolve().parents[3]
TOPICS = json.loads((ROOT / "programmes/content/topics.json").read_text("utf-8"))
WORDS = json.loads((ROOT / "examples/texts.json").read_text("utf-8"))
BOOKS = json.loads((ROOT / "examples/workbook.json").read_text("utf-8"))

WHEN = ("first", "second")
BECAME = {
    "mentee": Counter(
        [What.SPLIT, What.PAUSED, What.LET_GO, What.REACHED, *2 * [What.REWORDED]]
    ),
    "mentor": Counter([What.REWORDED]),
}
SHOWN = {
    "mentee": Counter([Part.BOTH, Part.WORDS]),
    "mentor": Counter([Part.TITLE]),
}


def test_every_topic_has_words_and_a_goal():
    topics = {topic["slug"] for topic in TOPICS}

    assert set(WORDS["need_words"]) == topics
    assert {goal["topic"] for goal in WORDS["goals"]} == topics


def test_answers_belong_to_exercises_of_the_workbook():
    prompts = {
        exercise.slug: {prompt.name for prompt in exercise.prompts}
        for chapter in chapters.chapters("nl")
        for exercise in chapter.exercises
    }

    for slug, answers in WORDS["exercises"].items():
        assert set(answers) <= prompts[slug]


def test_workbooks_have_an_answer_of_each_kind_and_nothing_that_does_not_fit():
    told = {"first": "2026-03-02", "second": "2026-06-02"}
    told |= {"soon": "2026-06-09", "later": "2026-09-02"}
    found = set()
    for answers in [book[when] for book in BOOKS.values() for when in WHEN]:
        for key, body in answers.items():
            prompt = editions.question_under(key, "nl").prompt
            found.add(prompt.kind)
            assert not kinds.told(prompt, body.format(**told)).rest, key

    assert found == set(kinds.KINDS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", BOOKS)
def test_goals_of_workbooks_can_become_what_is_told_of_them(role, group, request):
    person = request.getfixturevalue(role)
    goals.work_on(person, BOOKS[role]["goals"], timezone.localdate())

    with acting_as(person):
        became = Counter(change.what for change in GoalChange.objects.all())
        shown = Counter(one.part for one in Shown.objects.by(person))
    assert became == BECAME[role]
    assert shown == SHOWN[role]


def test_mentors_prepare_with_three_sentences():
    for _before, sentences in BOOKS["mentor"]["confrontations"]:
        assert set(sentences) == set(FIELDS)


@pytest.mark.parametrize("field", ["teachable", "has_goals", "reflects"])
def test_judgements_are_answers(field):
    assert {words[field] for words in WORDS["judgements"]} <= set(
        Judgement.Answer.values
    )


def test_clicks_are_answers():
    assert set(WORDS["click_words"]) <= set(ClickAnswer.Answer.values)


def test_sessions_are_of_a_kind_and_name_only_the_group():
    for words in WORDS["sessions"]:
        assert words["kind"] in Session.Kind.values
        told = words["brought_in"] + words["learnt"]
        told += "".join(action["text"] for action in words["actions"])
        named = {field for _, field, _, _ in Formatter().parse(told) if field}
        assert named <= set("abcd")
        assert {action["owner"] for action in words["actions"]} <= {*"abcd", "mentor"}


def test_one_on_ones_are_of_a_support_and_a_theme():
    for words in WORDS["one_on_ones"]:
        assert words["support"] in OneOnOne.Support.values
        assert words["theme"] in OneOnOne.Theme.values


def test_points_of_a_pair_are_of_one_of_them_and_end_somehow():
    for point in WORDS["pair"]["points"]:
        assert point["by"] in {"mentor", "mentee"}
        assert point.get("ending", "done") in Point.Ending.values


def test_a_work_visit_names_only_the_group():
    told = WORDS["work_visit"]["tasks"]

    assert {field for _, field, _, _ in Formatter().parse(told) if field} <= set("abc")
