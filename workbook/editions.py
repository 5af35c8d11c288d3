"""Questions of now and of earlier editions, by the keys under which answers lie.

A key is for ever: a question that was renamed or dropped is still found by the key that
it had, so that its answers stay to be read.
"""

from dataclasses import dataclass
from functools import cache

from workbook import chapters
from workbook.chapters import Chapter, DroppedExercise, Exercise
from workbook.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt where it stands or stood. `now`: the key under which it is asked; "" when
    it is asked no more."""

    chapter: Chapter
    exercise: Exercise | DroppedExercise
    prompt: Prompt
    now: str = ""


def question_under(key: str, language: str | None) -> Question | None:
    """The question that is, or was, asked under that key."""
    return of_language(language).get(key)


def moved_to(slug: str, language: str | None) -> list[str]:
    """Keys under which other exercises asked what that one asks now."""
    return [
        key
        for key, question in of_language(language).items()
        if question.exercise.slug == slug and key.partition(".")[0] != slug
    ]


def of_language(language: str | None) -> dict[str, Question]:
    return questions(chapters.chapters(language))


@cache
def questions(pages: tuple[Chapter, ...]) -> dict[str, Question]:
    """By key: those that earlier editions asked, and those that are asked."""
    former, asked = {}, {}
    for chapter in pages:
        for exercise in chapter.exercises:
            former |= _dropped(chapter, exercise, exercise.dropped)
            for prompt in exercise.prompts:
                now = f"{exercise.slug}.{prompt.name}"
                question = Question(chapter, exercise, prompt, now)
                asked[now] = question
                former |= {_key(exercise, name): question for name in prompt.formerly}
        for exercise in chapter.dropped:
            former |= _dropped(chapter, exercise, exercise.prompts)
    return former | asked


def _dropped(chapter, exercise, prompts):
    return {
        _key(exercise, name): Question(chapter, exercise, prompt)
        for prompt in prompts
        for name in (prompt.name, *prompt.formerly)
    }


def _key(exercise, name):
    """A former name of another exercise has the slug of that before it."""
    return name if "." in name else f"{exercise.slug}.{name}"
