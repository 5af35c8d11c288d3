"""How far a person is in the workbook."""

from typing import NamedTuple

from workbook.chapters import Chapter, Exercise


class ChapterProgress(NamedTuple):
    chapter: Chapter
    begun: int
    next: Exercise | None


def is_written(answer) -> bool:
    return bool(answer.unopened or answer.body.strip())


def begun(answers) -> set[str]:
    """The slugs of the exercises of which something is written."""
    return {slug_of(answer) for answer in answers if is_written(answer)}


def by_chapter(chapters, slugs) -> list[ChapterProgress]:
    """Of each of `chapters`, where the exercises of these slugs are begun."""
    progress = []
    for chapter in chapters:
        left = [
            exercise for exercise in chapter.exercises if exercise.slug not in slugs
        ]
        done = len(chapter.exercises) - len(left)
        progress.append(ChapterProgress(chapter, done, left[0] if left else None))
    return progress


def go_on(chapters: list[ChapterProgress], answers) -> ChapterProgress | None:
    """The chapter to go on in: where something was written last, while there is an
    exercise left; else the first one with one."""
    last = max(answers, key=lambda answer: answer.changed_at, default=None)
    there = [line for line in chapters if last and _has(line.chapter, slug_of(last))]
    return next((line for line in (*there, *chapters) if line.next), None)


def slug_of(answer) -> str:
    return answer.key.partition(".")[0]


def _has(chapter, slug):
    return any(exercise.slug == slug for exercise in chapter.exercises)
