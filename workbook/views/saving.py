"""Saves as they are typed, second versions, and the history of a text."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people import bounded
from people.brakes import saves
from spaces.audience import only
from spaces.unopened import NotSaved
from workbook import services
from workbook.forms import AnswerForm, GoalForm
from workbook.models import Page
from workbook.views.found import (
    all_chapters,
    exercise_or_404,
    page_or_404,
    with_audience,
)

ON_A_PAGE = 20


@require_GET
@never_cache
def token(request):
    """For a page that was open while its reader signed out and in again."""
    return JsonResponse({"token": get_token(request)})


@saves
@require_POST
def save_goal(request, pk):
    return saved(request, GoalForm(request.POST), page_id=pk)


@saves
@require_POST
def save_answer(request, slug, prompt):
    _chapter, one = exercise_or_404(slug)
    if prompt not in [known.name for known in one.prompts]:
        raise Http404
    return saved(request, AnswerForm(request.POST), exercise=f"{slug}.{prompt}")


def saved(request, form, **where):
    if not form.is_valid():
        return JsonResponse({"problem": form.errors}, status=400)
    if form.cleaned_data["author"] != request.user.pk:
        return JsonResponse({"problem": "somebody else"}, status=409)
    try:
        done = services.write(author=request.user, **where, **form.save)
    except NotSaved as error:
        # The page tries again, until whoever runs the site has mended it.
        return JsonResponse({"problem": str(error)}, status=503)
    if done is None:
        raise Http404
    return JsonResponse(
        {
            "based_on": done.based_on,
            "digest": done.digest,
            "beside": done.beside,
            "versions": reverse("workbook:versions", args=[done.page.pk]),
        }
    )


def heading(page) -> str:
    """What a page is called above its versions and its history."""
    if page.kind == Page.Kind.GOAL:
        return page.title or _("A goal without a title")
    slug, name = page.exercise.split(".")
    for chapter in all_chapters():
        for exercise in chapter.exercises:
            for prompt in exercise.prompts:
                if (exercise.slug, prompt.name) == (slug, name):
                    return prompt.label
    return _("An exercise of before")


@require_GET
@never_cache
def versions(request, pk):
    page = page_or_404(request, pk)
    form = GoalForm if page.kind == Page.Kind.GOAL else AnswerForm
    beside = list(page.revisions.beside())
    if not beside:
        return redirect(page)
    with_audience([page], request.user)
    context = {
        "page": page,
        "only_you": _("Only you"),
        "heading": heading(page),
        "head": page.revisions.filter(pk=page.head).first(),
        "beside": beside,
        "client_id": uuid4(),
        "form": form.showing(page, request.user),
    }
    return render(request, "workbook/version_list.html", context)


@require_POST
def settle(request, pk):
    page = page_or_404(request, pk)
    form = GoalForm(request.POST)
    if not form.is_valid() or form.cleaned_data["author"] != request.user.pk:
        raise BadRequest("A choice without what its page says of it.")
    known = {str(one.pk) for one in page.revisions.beside()}
    chosen = known.intersection(request.POST.getlist("seen"))
    done = services.settle(page=page, chosen=chosen, **form.save)
    if done.beside:
        messages.warning(request, _("The text went on elsewhere: choose once more."))
        return redirect("workbook:versions", pk=pk)
    messages.success(
        request, _("This is the text now. The other one is in the history.")
    )
    return redirect(page)


@require_GET
@never_cache
def history(request, pk):
    page = page_or_404(request, pk)
    revisions = Paginator(page.revisions.latest_first(), ON_A_PAGE)
    context = {
        "page": page,
        "heading": heading(page),
        "revisions": revisions.get_page(bounded.page(request.GET)),
        "audience": only(request.user),
    }
    return render(request, "workbook/revision_list.html", context)


@require_POST
def restore(request, pk, revision):
    page = page_or_404(request, pk)
    services.restore(page=page, revision=get_object_or_404(page.revisions, pk=revision))
    messages.success(
        request, _("That text is back. What stood here is in the history.")
    )
    return redirect(page)
