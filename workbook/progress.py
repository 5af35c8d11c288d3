"""How far a person is in the workbook."""

from typing import NamedTuple

from django.utils.translation import get_language

from workbook import chapters


class Progress(NamedTuple):
    chapter: chapters.Chapter
    begun: int
    next: chapters.Exercise | None


def begun(answers) -> set[str]:
    """The slugs of the exercises of which something is written."""
    return {
        answer.key.split(".")[0]
        for answer in answers
        if answer.unopened or answer.body.strip()
    }


def by_chapter(answers) -> list[Progress]:
    slugs = begun(answers)
    found = []
    for chapter in chapters.chapters(get_language()):
        left = [one for one in chapter.exercises if one.slug not in slugs]
        done = len(chapter.exercises) - len(left)
        found.append(Progress(chapter, done, left[0] if left else None))
    return found
