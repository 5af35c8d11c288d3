"""Goals that others may read, and those that others let you read."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people.web import bounded
from people.web.refusals import refusals_told
from spaces.audience import audience_of, audiences
from workbook import services
from workbook.goalforms import ShowForm
from workbook.line import copied, drawn
from workbook.views.entrance import goal_or_404
from writing.models import Shown
from writing.services import take_back_copy


@require_POST
def show_goal(request, pk, space):
    """From now on they read that part; where it is none, it is taken back."""
    goal = goal_or_404(request, pk)
    form = ShowForm(request.POST)
    if not form.is_valid():
        raise BadRequest("A part that no goal has.")
    part = form.cleaned_data["part"]
    if not part:
        return took_back(request, goal, goal.text.shown.before(space))
    with refusals_told(request):
        services.show_goal(goal=goal, space_id=space, part=part)
        words = audience_of(space, request.user).words
        messages.success(
            request,
            _("Now to be read by: %(readers)s. You can take it back.")
            % {"readers": words},
        )
    return redirect(back(request, goal))


@require_POST
def take_back(request, pk, space):
    goal = goal_or_404(request, pk)
    return took_back(request, goal, [get_object_or_404(goal.text.shown, space=space)])


def took_back(request, goal, copies):
    copies = list(copies)
    for shown in copies:
        take_back_copy(shown=shown)
    if copies:
        messages.success(request, _("Taken back. They no longer see it."))
    return redirect(back(request, goal))


def back(request, goal) -> str:
    """The page on which it was pressed, where that says so; else who reads the goal."""
    there = f"{goal.get_absolute_url()}#readers"
    return bounded.path(request.POST, "next") or there


@require_GET
@never_cache
def shown_list(request):
    shown = list(Shown.objects.visible_to(request.user))
    by_space = audiences({copy.space_id for copy in shown}, request.user)
    goals = {}
    for copy in shown:
        goal = goals.setdefault(copy.text_id, copy)
        words = by_space[copy.space_id].words
        # Shown to the pair and to the circle: it is one goal.
        goal.audience = f"{goal.audience} · {words}" if goal != copy else words
    return render(request, "workbook/shown_list.html", {"goals": goals.values()})


@require_GET
@never_cache
def shown_goal(request, pk):
    shown = Shown.objects.visible_to(request.user).select_related("drawn")
    goal = get_object_or_404(shown, pk=pk)
    context = {"goal": goal, "audience": audience_of(goal.space_id, request.user)}
    if goal.has_line:
        context |= line_of(goal)
    return render(request, "workbook/shown_detail.html", context)


def line_of(shown) -> dict:
    # None is there since the goal that it was split off was erased, until it is drawn anew.
    kept = getattr(shown, "drawn", None)
    if kept and kept.unopened:
        return {"closed_line": kept.figures}
    line = copied(kept.figures if kept else "")
    return {"line": line, "drawn": drawn(line, timezone.localdate())}
