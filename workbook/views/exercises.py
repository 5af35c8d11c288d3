"""The chapters, and the exercises with their prompts."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from spaces.audience import only
from workbook import chapters, services
from workbook.forms import PromptForm
from workbook.models import Page, Revision, Shown
from workbook.progress import begun, by_chapter
from workbook.views.found import all_chapters, exercise_or_404, with_audience


@require_GET
@never_cache
def home(request):
    pages = Page.objects.visible_to(request.user).at_hand()
    context = {
        "chapters": by_chapter(pages.exercises()),
        "goals": with_audience(pages.goals().with_shown(), request.user),
        "shown_count": Shown.objects.visible_to(request.user).count(),
    }
    return render(request, "workbook/home.html", context)


@require_GET
@never_cache
def chapter(request, slug):
    try:
        found = chapters.get_chapter(slug, get_language())
    except KeyError:
        raise Http404 from None
    pages = Page.objects.visible_to(request.user).exercises()
    context = {"chapter": found, "begun": begun(pages), "chapters": all_chapters()}
    return render(request, "workbook/chapter_detail.html", context)


@require_GET
@never_cache
def exercise(request, slug):
    return show(request, slug)


def show(request, slug):
    found, one = exercise_or_404(slug)
    pages = written(request, one)
    prompts = [
        {
            "prompt": prompt,
            "page": pages.get(prompt.name),
            "form": PromptForm.showing(
                pages.get(prompt.name), request.user, prompt=prompt
            ),
        }
        for prompt in one.prompts
    ]
    context = {
        "chapter": found,
        "exercise": one,
        "prompts": prompts,
        "goal_answer": pages.get(one.goal_prompt),
        "new_goal": uuid4(),
        "next": following(found, one),
        "audience": only(request.user),
    }
    return render(request, "workbook/exercise_detail.html", context)


def written(request, one) -> dict:
    """The person's pages of an exercise, by prompt, each with its `beside`."""
    pages = list(Page.objects.visible_to(request.user).of_exercise(one.slug))
    beside = set(
        Revision.objects.beside()
        .filter(page__in=pages)
        .values_list("page_id", flat=True)
    )
    for page in pages:
        page.has_versions = page.pk in beside
    return {page.exercise.split(".")[1]: page for page in pages}


def following(found, one):
    position = found.exercises.index(one)
    return next(iter(found.exercises[position + 1 :]), None)


@require_POST
def answers(request, slug):
    """All prompts at once, for a browser without JavaScript."""
    _found, one = exercise_or_404(slug)
    pages = written(request, one)
    beside = 0
    for prompt in one.prompts:
        if prompt.name in pages and pages[prompt.name].unopened:
            # The page had no field for it.
            continue
        form = PromptForm(request.POST, prompt=prompt)
        if not form.is_valid() or form.cleaned_data["author"] != request.user.pk:
            raise BadRequest("An exercise without what its page says of it.")
        if changed(form.save, pages.get(prompt.name)):
            saved = services.write(
                author=request.user,
                exercise=f"{one.slug}.{prompt.name}",
                **form.save,
            )
            beside += saved.beside
    if beside:
        messages.warning(request, _("Saved, beside what you wrote elsewhere."))
    else:
        messages.success(request, _("Saved."))
    return redirect("workbook:exercise", slug=slug)


def changed(save, page) -> bool:
    """Whether something was typed, compared with what the page had shown."""
    shown = page and page.revisions.filter(pk=save["based_on"]).first()
    return save["body"].replace("\r\n", "\n") != (shown.body if shown else "")
