"""One's own workbook as it stands on paper: what was written, and what was asked."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workbook import kinds
from workbook.chapters import Chapter, Exercise
from workbook.earlier import Earlier, earlier, of_chapter
from workbook.kinds.letter import opens_on
from workbook.line import drawn
from workbook.looking import back_on_each
from workbook.models import CheckIn, Goal, GoalChange
from workbook.progress import is_written
from workbook.prompts import Prompt
from writing.models import Text


@dataclass(frozen=True)
class PaperAnswer:
    """What stands under a question: `told`, or `words` where that cannot be."""

    prompt: Prompt
    text: Text
    told: kinds.ToldAnswer | None
    words: str = ""


@dataclass(frozen=True)
class OfGoal:
    """A learning goal, what was noted of it and what became of it, the last first.

    `drawn`: its line over the year (`workbook.line`), where anything was noted.
    """

    goal: Goal
    check_ins: list[CheckIn]
    changes: list[GoalChange]
    drawn: dict | None


@dataclass(frozen=True)
class Leaf:
    exercise: Exercise
    answers: list[PaperAnswer]


@dataclass(frozen=True)
class PaperPart:
    """A chapter of which something is written, with what earlier editions asked."""

    chapter: Chapter
    leaves: list[Leaf]
    earlier: list[Earlier]


@dataclass(frozen=True)
class Paper:
    goals: list[OfGoal]
    parts: list[PaperPart]
    # Of no chapter that there is.
    loose: list[Earlier]

    def __bool__(self):
        return bool(self.goals or self.parts or self.loose)


def of_goals(goals, person, today) -> list[OfGoal]:
    """All goals of a person, as they stand on paper."""
    goals = list(goals)
    looked_back = zip(goals, back_on_each(goals, person), strict=True)
    return [
        OfGoal(
            goal,
            noted["check_ins"],
            noted["changes"],
            drawn(noted["line"], today) if noted["check_ins"] else None,
        )
        for goal, noted in looked_back
    ]


def on_paper(chapters, goals, answers, *, language, today, whole) -> Paper:
    """Of these chapters. `answers` are all of a person's; `whole`: not of one chapter."""
    answers = list(answers)
    written = {answer.key: answer for answer in answers if is_written(answer)}
    before = earlier(answers, language)
    parts = [
        PaperPart(
            chapter, _leaves(chapter, written, today), of_chapter(before, chapter)
        )
        for chapter in chapters
    ]
    placed = {earlier.answer.pk for part in parts for earlier in part.earlier}
    return Paper(
        goals=list(goals) if whole else [],
        parts=[part for part in parts if part.leaves or part.earlier],
        loose=[
            earlier for earlier in before if whole and earlier.answer.pk not in placed
        ],
    )


def _leaves(chapter, written, today) -> list[Leaf]:
    leaves = [
        Leaf(exercise, list(_answers(exercise, written, today)))
        for exercise in chapter.exercises
    ]
    return [leaf for leaf in leaves if leaf.answers]


def _answers(exercise, written, today):
    for prompt in exercise.prompts:
        text = written.get(f"{exercise.slug}.{prompt.name}")
        if text is None:
            continue
        if text.unopened:
            yield PaperAnswer(prompt, text, None, str(text.body))
            continue
        opens = written.get(f"{exercise.slug}.{prompt.opens}")
        if closed := _closed(prompt, opens, today):
            yield PaperAnswer(prompt, text, None, closed)
        else:
            yield PaperAnswer(prompt, text, kinds.told(prompt, text.body))


def _closed(prompt, opens, today: date) -> str:
    """In the place of a letter before its day."""
    if opens is None or not kinds.is_closed(prompt, opens.body, today):
        return ""
    return words_of_closed(opens_on(opens.body))


def words_of_closed(opens: date) -> str:
    day = date_format(opens, "j F Y")
    return _("A letter to yourself, which opens on %(day)s.") % {"day": day}
