"""Giving a copy of a goal to one reader, until a date (R7)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.errors import refusals_told
from people.once import once
from workbook.forms import GiveForm, ReaderForm
from workbook.views.entrance import goal_or_404
from writing import readers
from writing.services import give as give_copy


@require_http_methods(["GET", "POST"])
@never_cache
def reader(request, pk):
    """Choose the reader and the date; then see exactly what is given."""
    goal = goal_or_404(request, pk)
    form = ReaderForm(request.POST or None, giver=request.user)
    context = {"goal": goal, "form": form}
    if form.is_valid():
        chosen = request.POST.get("reader", "")
        found = [one for one in form.found if str(one.pk) == chosen] or form.found
        if len(found) == 1:
            return sure(request, goal, found[0], form.cleaned_data["until"])
        context["found"] = form.found
    return render(request, "workbook/give_form.html", context)


def sure(request, goal, chosen, until):
    initial = {"reader": chosen.pk, "until": until, "head": goal.text.head}
    context = {
        "goal": goal,
        "reader": chosen,
        "until": until,
        "form": GiveForm(initial=initial),
    }
    return render(request, "workbook/give_confirm.html", context)


@require_POST
@once
def give(request, pk):
    goal = goal_or_404(request, pk)
    form = GiveForm(request.POST)
    if not form.is_valid():
        return redirect("workbook:give", pk=pk)
    until, head = form.cleaned_data["until"], form.cleaned_data["head"]
    chosen = get_object_or_404(
        readers.colleagues(request.user), pk=form.cleaned_data["reader"]
    )
    with refusals_told(request):
        give_copy(text=goal.text, head=head, reader=chosen, until=until)
        messages.success(
            request,
            _("%(name)s can read it now and is told by mail. You can take it back.")
            % {"name": chosen.full_name},
        )
        return redirect("writing:given")
    return redirect("workbook:give", pk=pk)
