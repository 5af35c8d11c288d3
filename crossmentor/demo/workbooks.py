"""The workbooks of a mentee and of their mentor, over the months."""

import datetime as dt
from uuid import uuid4

from crossmentor.demo.days import doing, write_text
from crossmentor.demo.goals import work_on
from handbook.confrontation.texts import KIND_OF
from handbook.questions.texts import QUESTIONS
from workbook import services
from workbook.models import EXERCISE
from writing.models import Text

# Before today: when they began, and when they wrote in it again.
FIRST, SECOND = dt.timedelta(days=100), dt.timedelta(days=12)
# After today: when a conversation is, and when letters open.
SOON, LATER = dt.timedelta(days=6), dt.timedelta(days=60)


def write_in(person, texts: dict, today: dt.date):
    """What `person` wrote of `texts`: answers, goals, and beside them a mentor's tools."""
    write_answers(person, {when: texts[when] for when in ("first", "second")}, today)
    work_on(person, texts["goals"], today)
    for before, questions in texts.get("questions", ()):
        with doing(person, today - dt.timedelta(before), 22):
            write_text(person, QUESTIONS, uuid4(), questions)
    for before, sentences in texts.get("confrontations", ()):
        key = uuid4()
        with doing(person, today - dt.timedelta(before), 22):
            for field, words in sentences.items():
                write_text(person, KIND_OF[field], key, words)


def write_answers(person, texts: dict, today: dt.date):
    """{"first": {key: answer}, "second": …}, in the order of their days."""
    days = {
        "first": today - FIRST,
        "second": today - SECOND,
        "soon": today + SOON,
        "later": today + LATER,
    }
    dates = {name: day.isoformat() for name, day in days.items()}
    for when, answers in texts.items():
        with doing(person, days[when], 21):
            heads = dict(
                Text.objects.written_by(person)
                .of_kind(EXERCISE)
                .values_list("key", "head")
            )
            for key, body in answers.items():
                services.write_answer(
                    author=person,
                    prompt=key,
                    client_id=uuid4(),
                    based_on=heads.get(key),
                    body=body.format(**dates),
                )
