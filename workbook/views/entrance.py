"""What an address names, for the person who asks; else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from workbook import chapters
from workbook.models import Goal
from writing.audience import with_audience


def all_chapters():
    return chapters.chapters(get_language())


def exercise_or_404(slug):
    try:
        return chapters.get_exercise(slug, get_language())
    except KeyError:
        raise Http404 from None


def goal_or_404(request, pk) -> Goal:
    goals = Goal.objects.visible_to(request.user).with_shown()
    return get_object_or_404(goals, pk=pk)


def with_readers(goals, reader) -> list[Goal]:
    """The goals, each with `text.audience`: who can read it, in words."""
    goals = list(goals)
    with_audience([goal.text for goal in goals], reader)
    return goals
