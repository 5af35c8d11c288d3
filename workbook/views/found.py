"""What an address names, for the person who asks; else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from spaces.audience import audiences, only
from workbook import chapters
from workbook.models import Page


def all_chapters():
    return chapters.chapters(get_language())


def exercise_or_404(slug):
    for found in all_chapters():
        for one in found.exercises:
            if one.slug == slug:
                return found, one
    raise Http404


def page_or_404(request, pk) -> Page:
    pages = Page.objects.visible_to(request.user).with_shown()
    return get_object_or_404(pages, pk=pk)


def goal_or_404(request, pk) -> Page:
    goals = Page.objects.visible_to(request.user).goals().with_shown()
    return get_object_or_404(goals, pk=pk)


def with_audience(goals, reader) -> list[Page]:
    """The goals, each with `audience`: who can read it, in words."""
    goals = list(goals)
    spaces = {shown.space_id for goal in goals for shown in goal.shown_now}
    found = audiences(spaces, reader) if spaces else {}
    for goal in goals:
        places = [found[shown.space_id] for shown in goal.shown_now]
        if len(places) > 1:
            goal.audience = " · ".join(place.words for place in places)
        else:
            goal.audience = places[0] if places else only(reader)
    return goals
