"""What an address names, for the person who asks; else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from workbook import chapters
from workbook.models import EXERCISE, Goal
from workbook.rules import may_read
from writing.audience import with_audience
from writing.models import Text


def chapter_or_404(request, slug) -> chapters.Chapter:
    try:
        chapter = chapters.get_chapter(slug, get_language())
    except KeyError:
        raise Http404 from None
    return _readable(request, chapter)


def exercise_or_404(request, slug) -> tuple[chapters.Chapter, chapters.Exercise]:
    try:
        chapter, exercise = chapters.get_exercise(slug, get_language())
    except KeyError:
        raise Http404 from None
    return _readable(request, chapter), exercise


def _readable(request, chapter):
    if not may_read(request.user, chapter):
        raise Http404
    return chapter


def answers_of(person):
    """All that a person wrote in exercises, of this edition and of earlier ones.

    With whether they wait to be erased.
    """
    return Text.objects.written_by(person).of_kind(EXERCISE).with_erasing()


def goal_or_404(request, pk) -> Goal:
    goals = (
        Goal.objects.visible_to(request.user).with_shown().with_beside().with_erasing()
    )
    return get_object_or_404(goals, pk=pk)


def with_readers(goals, reader) -> list[Goal]:
    """The goals, each with `text.audience`: who can read it, in words."""
    goals = list(goals)
    with_audience([goal.text for goal in goals], reader)
    return goals
