"""Answers to what earlier editions of the workbook asked."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from workbook import editions, kinds
from workbook.editions import Question
from workbook.kinds.letter import opens_on
from workbook.progress import is_written
from writing.models import Text


@dataclass(frozen=True)
class Earlier:
    """An answer that lies under a key of before; `question` None: nobody knows of what.

    `may_move`: its question has another key now, and no answer there yet.
    `closed_until`: it is a letter to oneself, and this its day, which has not come.
    """

    answer: Text
    question: Question | None
    may_move: bool = False
    closed_until: date | None = None

    @property
    def slug(self) -> str:
        return self.answer.key.partition(".")[0]

    @property
    def told(self) -> kinds.ToldAnswer | None:
        """As it reads, with the labels of its question where that is known."""
        question = self.question
        return kinds.told(question.prompt, self.answer.body) if question else None

    @property
    def anchor(self) -> str:
        return anchor(self.answer.key)


def anchor(key: str) -> str:
    """Where such an answer stands on a page."""
    return f"earlier-{key.replace('.', '-')}"


def earlier(answers, language) -> list[Earlier]:
    """Those of `answers`, which are all of a person's, in the order of the workbook."""
    written = {answer.key: answer for answer in answers if is_written(answer)}
    today = timezone.localdate()
    listed = [
        Earlier(
            answer,
            question,
            _may_move(question, written),
            _closed_until(question, written, language, today),
        )
        for key, answer in written.items()
        if not _is_asked(question := editions.question_under(key, language), key)
    ]
    order = list(editions.of_language(language))
    place = {key: number for number, key in enumerate(order)}
    return sorted(listed, key=lambda earlier: place.get(earlier.answer.key, len(order)))


def of_exercise(answers: list[Earlier], slug: str) -> list[Earlier]:
    """Those that stand on the page of an exercise that there is."""
    return [answer for answer in answers if _slug_of_page(answer) == slug]


def of_chapter(answers: list[Earlier], chapter) -> list[Earlier]:
    slugs = {exercise.slug for exercise in (*chapter.exercises, *chapter.dropped)}
    return [answer for answer in answers if _slug_of_page(answer) in slugs]


def _slug_of_page(answer):
    return answer.question.exercise.slug if answer.question else answer.slug


def _is_asked(question, key):
    return question is not None and question.now == key


def _closed_until(question, written, language, today) -> date | None:
    """What names the day of a letter is found under its key of now or of before."""
    if question is None or not question.prompt.opens:
        return None
    days = [
        (found.now == key, str(answer.body))
        for key, answer in written.items()
        if (found := editions.question_under(key, language))
        and found.exercise.slug == question.exercise.slug
        and found.prompt.name == question.prompt.opens
    ]
    _is_asked, opens = max(days, default=(False, ""))
    is_closed = kinds.is_closed(question.prompt, opens, today)
    return opens_on(opens) if is_closed else None


def _may_move(question, written):
    return bool(question and question.now) and question.now not in written
