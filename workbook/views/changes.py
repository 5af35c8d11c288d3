"""What becomes of a learning goal: each asks for a reason, and needs none."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.web.refusals import refusals
from workbook import services
from workbook.goalforms import PauseForm, ReasonForm, RewordForm, SplitForm
from workbook.views.entrance import goal_or_404


@require_http_methods(["GET", "POST"])
@never_cache
def reword(request, pk):
    words = _("Worded otherwise; what you noted before stays with the words of then.")
    return change(request, pk, RewordForm, services.reword, "reword", words)


@require_http_methods(["GET", "POST"])
@never_cache
def split(request, pk):
    words = _("Now there are two goals. What you noted before is with both.")
    return change(request, pk, SplitForm, services.split, "split", words)


@require_http_methods(["GET", "POST"])
@never_cache
def pause(request, pk):
    words = _("The goal rests; nothing is asked about it.")
    return change(request, pk, PauseForm, services.pause, "pause", words)


@require_http_methods(["GET", "POST"])
@never_cache
def let_go(request, pk):
    words = _("Let go; nobody else reads it now. You can bring it back.")
    return change(request, pk, ReasonForm, services.let_go, "let_go", words)


def change(request, pk, form_class, service, name, words):
    """The page that asks, and the change itself, after which the goal stands there."""
    goal = goal_or_404(request, pk)
    form = form_class(request.POST if request.method == "POST" else None, goal=goal)
    if form.is_valid():
        with refusals(form):
            service(goal=goal, **form.typed)
            messages.success(request, words)
            return redirect(goal)
    context = {"goal": goal, "form": form}
    return render(request, f"workbook/goal_{name}.html", context)


@require_POST
def resume(request, pk):
    services.resume(goal=goal_or_404(request, pk))
    messages.success(request, _("The goal is under way again."))
    return redirect("workbook:goal", pk=pk)


@require_POST
def reach(request, pk):
    services.reach(goal=goal_or_404(request, pk))
    messages.success(request, _("Well done. It stays here, to look back on."))
    return redirect("workbook:goal_list")


@require_POST
def unreach(request, pk):
    services.unreach(goal=goal_or_404(request, pk))
    messages.success(request, _("The goal is under way again."))
    return redirect("workbook:goal", pk=pk)


@require_POST
def bring_back(request, pk):
    services.bring_back(goal=goal_or_404(request, pk))
    messages.success(request, _("The goal is back. Only you can read it."))
    return redirect("workbook:goal", pk=pk)
