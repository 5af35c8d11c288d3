"""Compositions of a programme, and who is kept apart in all of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards import services
from boards.comparing import compare
from boards.forms import CompositionForm
from boards.models import Composition, Proposal
from boards.presenters import composition_stories, outlines
from groups.presenters import groups_now
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from programmes.entrance import programme_run_by

# So many on a page.
GROUPS, COMPOSITIONS = 20, 10


def composition_of(request, pk, *, with_enrolled=False) -> Composition:
    visible = Composition.objects.visible_to(request.user)
    visible = visible.with_enrolled() if with_enrolled else visible
    return get_object_or_404(visible.select_related("programme"), pk=pk)


@require_GET
def composition_list(request, pk):
    """The groups of a programme by page, and the compositions they may come from."""
    programme = programme_run_by(request.user, pk)
    query = bounded.text(request.GET, "q")
    groups = programme.mentor_groups.searched(query).with_names()
    page = bounded.paged(groups, request.GET, GROUPS)
    context = {
        "programme": programme,
        "query": query,
        "page": page,
        "groups": groups_now(programme, list(page)),
        "has_groups": bool(query) or page.paginator.count > 0,
    } | compositions_of(programme, request.GET)
    return render(request, "boards/composition_list.html", context)


def compositions_of(programme, sent) -> dict:
    """The newest; the earlier ones by page, which `drafts` in the address says."""
    compositions = programme.compositions.with_author().with_last_step().with_counts()
    compositions = Proposal.objects.under_way().marked_on(compositions)
    drafts = Paginator(list(compositions), COMPOSITIONS)
    drafts = drafts.get_page(bounded.text(sent, "drafts"))
    return {"drafts": drafts, "stories": outlines(programme, list(drafts))}


@require_http_methods(["GET", "POST"])
@once
def composition_new(request, pk):
    programme = programme_run_by(request.user, pk)
    initial = {"name": _("Composition %(number)d")}
    initial["name"] %= {"number": programme.compositions.count() + 1}
    form = CompositionForm(request.POST or None, initial=initial)
    if form.is_valid():
        name = form.cleaned_data["name"]
        with refusals(form):
            by = request.user
            return redirect(
                services.open_composition(programme=programme, name=name, by=by)
            )
    context = {"programme": programme, "form": form}
    return render(request, "boards/composition_form.html", context)


@require_http_methods(["GET", "POST"])
def composition_rename(request, pk):
    composition = composition_of(request, pk)
    form = CompositionForm(request.POST or None, initial={"name": composition.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        services.rename_composition(composition=composition, name=name)
        return redirect(composition)
    context = {
        "programme": composition.programme,
        "composition": composition,
        "form": form,
    }
    return render(request, "boards/composition_form.html", context)


@require_POST
@once
def composition_copy(request, pk):
    composition = composition_of(request, pk)
    with refusals_told(request):
        twin = services.copy_composition(composition=composition, by=request.user)
        messages.success(request, _("This is the copy: try something else on it."))
        return redirect(twin)
    return redirect(composition)


@require_GET
def compare_page(request, pk):
    """Who moves between this composition and another of its programme."""
    composition = composition_of(request, pk)
    programme = composition.programme
    others = list(programme.compositions.beside(composition))
    asked = bounded.text(request.GET, "other")
    other = next((other for other in others if asked in ("", str(other.pk))), None)
    comparison = None
    if other is not None:
        comparison = compare(*composition_stories(programme, [composition, other]))
    context = {
        "programme": programme,
        "composition": composition,
        "others": others,
        "other": other,
        "comparison": comparison,
    }
    return render(request, "boards/compare.html", context)


@require_http_methods(["GET", "POST"])
def composition_delete(request, pk):
    """Asks once; not for the published one."""
    composition = composition_of(request, pk)
    back = redirect("boards:composition_list", composition.programme_id)
    if request.method == "POST":
        with refusals_told(request):
            services.delete_composition(composition=composition)
            messages.success(request, _("The composition is deleted."))
        return back
    name = {"name": composition.name}
    context = {
        "programme": composition.programme,
        "question": _("Delete the composition “%(name)s”?") % name,
        "consequence": _(
            "The groups and pins on its board are gone. Nobody is told, and nothing "
            "else changes."
        ),
        "yes": _("Delete the composition"),
        "back_url": composition.get_absolute_url(),
    }
    return render(request, "boards/confirm.html", context)
