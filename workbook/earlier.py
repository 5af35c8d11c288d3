"""Answers to what earlier editions of the workbook asked."""

from dataclasses import dataclass

from workbook import editions, kinds
from workbook.editions import Question
from workbook.progress import is_written
from writing.models import Text


@dataclass(frozen=True)
class Earlier:
    """An answer that lies under a key of before; `question` None: nobody knows of what.

    `may_move`: its question has another key now, and no answer there yet.
    """

    answer: Text
    question: Question | None
    may_move: bool = False

    @property
    def slug(self) -> str:
        return self.answer.key.partition(".")[0]

    @property
    def told(self) -> kinds.Told | None:
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
    found = [
        Earlier(answer, question, _may_move(question, written))
        for key, answer in written.items()
        if not _is_asked(question := editions.find(key, language), key)
    ]
    order = list(editions.of_language(language))
    place = {key: number for number, key in enumerate(order)}
    return sorted(found, key=lambda one: place.get(one.answer.key, len(order)))


def of_exercise(found: list[Earlier], slug: str) -> list[Earlier]:
    """Those that stand on the page of an exercise that there is."""
    return [one for one in found if _slug_of_page(one) == slug]


def of_chapter(found: list[Earlier], chapter) -> list[Earlier]:
    slugs = {one.slug for one in (*chapter.exercises, *chapter.dropped)}
    return [one for one in found if _slug_of_page(one) in slugs]


def _slug_of_page(one):
    return one.question.exercise.slug if one.question else one.slug


def _is_asked(question, key):
    return question is not None and question.now == key


def _may_move(question, written):
    return bool(question and question.now) and question.now not in written
