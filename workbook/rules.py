"""Whose chapters are whose."""

from programmes.rules import is_mentor
from workbook import chapters
from workbook.models import EXERCISE
from writing.models import Text


def chapters_of(person, language, begun=()) -> list[chapters.Chapter]:
    """The chapters in the workbook of `person`, a mentor's own before the others.

    `begun`: the slugs of exercises of which they are known to have written something.
    """
    listed = chapters.chapters(language)
    own = [chapter for chapter in listed if chapter.is_for_mentors]
    if own and not (_is_begun(own, begun) or is_mentor(person)):
        own = []
    return [*own, *(chapter for chapter in listed if not chapter.is_for_mentors)]


def may_read(person, chapter: chapters.Chapter) -> bool:
    """A mentors' chapter is for mentors, and stays that of whoever wrote in it."""
    return not chapter.is_for_mentors or is_mentor(person) or _wrote_in(person, chapter)


def _is_begun(own, begun):
    return any(
        exercise.slug in begun for chapter in own for exercise in chapter.exercises
    )


def _wrote_in(person, chapter):
    keys = [
        f"{exercise.slug}.{prompt.name}"
        for exercise in chapter.exercises
        for prompt in exercise.prompts
    ]
    answers = Text.objects.written_by(person).of_kind(EXERCISE)
    return answers.about_any(keys).exists()
