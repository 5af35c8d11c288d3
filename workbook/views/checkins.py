"""Half a minute with a learning goal, and how often somebody wants to be asked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from people.web.refusals import refusals
from spaces.audience import only
from workbook import services
from workbook.goalforms import NOT, CheckInForm, RhythmForm
from workbook.models import NO_ROOM, CheckIn, CheckInRhythm, Goal
from workbook.views.entrance import goal_or_404


@require_GET
@never_cache
def check_in_list(request):
    """The goals to note something of; where there is one, at once that."""
    goals = list(Goal.objects.visible_to(request.user).under_way())
    if len(goals) == 1:
        return redirect("workbook:check_in", pk=goals[0].pk)
    context = {"goals": goals, "audience": only(request.user)}
    return render(request, "workbook/check_in_list.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def check_in(request, pk):
    goal = goal_or_404(request, pk)
    form = CheckInForm(request.POST or None)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        with refusals(form):
            services.check_in(goal=goal, check_in_id=typed.pop("check_in"), **typed)
            messages.success(request, noted(goal, typed["said"]))
            return redirect(f"{goal.get_absolute_url()}#line")
    context = {
        "goal": goal,
        "form": form,
        "audience": only(request.user),
        "line_read": has_readers_of_line(goal),
    }
    return render(request, "workbook/check_in_form.html", context)


def has_readers_of_line(goal) -> bool:
    return any(shown.has_line for shown in goal.text.shown_now)


def noted(goal, said) -> str:
    if said == NO_ROOM:
        return _("Noted. The goal will not run away.")
    if has_readers_of_line(goal):
        return _(
            "Noted. Whom you let read the line see figure and day; the rest is yours."
        )
    return _("Noted. This is for you only.")


@require_http_methods(["GET", "POST"])
@never_cache
def check_in_drop(request, pk):
    check_ins = CheckIn.objects.visible_to(request.user).select_related("goal__text")
    check_in = get_object_or_404(check_ins, pk=pk)
    if request.method == "POST":
        services.drop_check_in(check_in=check_in)
        messages.success(request, _("Taken away."))
        return redirect(f"{check_in.goal.get_absolute_url()}#line")
    context = {"check_in": check_in, "goal": check_in.goal}
    return render(request, "workbook/check_in_drop.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def rhythm(request):
    known = CheckInRhythm.objects.of(request.user).first()
    form = RhythmForm(
        request.POST if request.method == "POST" else None,
        initial={"every": known.every if known else NOT},
    )
    if form.is_valid():
        every = form.cleaned_data["every"].replace(NOT, "")
        services.choose_rhythm(person=request.user, every=every)
        messages.success(request, _("We ask.") if every else _("We do not ask."))
        return redirect("workbook:goal_list")
    return render(request, "workbook/rhythm_form.html", {"form": form})
