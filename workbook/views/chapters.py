"""The workbook as a whole, and its chapters."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people.web.refusals import refusals_told
from spaces.audience import only
from workbook import editions, services
from workbook.answers import asked_at_once
from workbook.earlier import earlier, of_chapter
from workbook.models import Goal
from workbook.overview import after_these, asked_in_common, compared, line_of
from workbook.progress import begun, by_chapter, go_on, slug_of
from workbook.rules import chapters_of
from workbook.views.entrance import answers_of, chapter_or_404, with_readers
from writing.models import Shown

# So many goals beside the chapters; all of them have a page of their own.
A_FEW = 10


@require_GET
@never_cache
def home(request):
    answers = list(answers_of(request.user))
    slugs = begun(answers)
    progress = by_chapter(chapters_of(request.user, get_language(), slugs), slugs)
    goals = Goal.objects.visible_to(request.user).at_hand().with_shown().with_erasing()
    goals = with_readers(goals.under_way_first()[:A_FEW], request.user)
    asked = (text.erasing_at for text in [*answers, *goals] if text.erasing_at)
    context = {
        "erasing_at": next(asked, None),
        "own_chapters": [line for line in progress if line.chapter.is_for_mentors],
        "chapters": [line for line in progress if not line.chapter.is_for_mentors],
        "next_step": go_on(progress, answers) if goals else None,
        "goals": goals,
        "earlier": earlier(answers, get_language()),
        "shown_count": Shown.objects.visible_to(request.user).count(),
    }
    return render(request, "workbook/home.html", context)


@require_GET
@never_cache
def chapter(request, slug):
    chapter = chapter_or_404(request, slug)
    answers = list(answers_of(request.user))
    slugs = begun(answers)
    (progress,) = by_chapter([chapter], slugs)
    context = {
        "chapter": chapter,
        "begun": slugs,
        "next": progress.next,
        "is_begun": progress.begun > 0,
        "chapters": chapters_of(request.user, get_language(), slugs),
        "earlier": of_chapter(earlier(answers, get_language()), chapter),
    }
    return render(request, "workbook/chapter_detail.html", context)


@require_GET
@never_cache
def overview(request, slug):
    """What the exercises of a chapter ask in common: to fill in, and then and now."""
    chapter = chapter_or_404(request, slug)
    in_common = asked_in_common(chapter)
    if not in_common:
        raise Http404
    answers = answers_in_common(request.user, in_common)
    lines = compared(chapter, {key: answer.body for key, answer in answers.items()})
    context = {
        "chapter": chapter,
        "asked": asked_at_once(in_common, answers, request.user),
        "compared": lines,
        "line": line_of(in_common[0][1]),
        "is_begun": any(line.x for line in lines),
        "is_second": any(line.last is not None for line in lines),
        "then": after_these(chapter),
        "audience": only(request.user),
    }
    return render(request, "workbook/chapter_overview.html", context)


def answers_in_common(person, in_common) -> dict:
    """By the slug of the exercise."""
    keys = [f"{exercise.slug}.{prompt.name}" for exercise, prompt in in_common]
    answers = answers_of(person).with_beside().about_any(keys)
    return {slug_of(answer): answer for answer in answers}


@require_GET
@never_cache
def earlier_list(request):
    """All that was answered to what the workbook asks no more."""
    answers = earlier(answers_of(request.user), get_language())
    return render(request, "workbook/earlier_list.html", {"earlier": answers})


@require_POST
def move(request, key):
    """An answer to a question that got another name, to where that is asked now."""
    question = editions.question_under(key, get_language())
    if question is None or question.now in ("", key):
        raise Http404
    answer = get_object_or_404(answers_of(request.user).about(key))
    with refusals_told(request):
        services.move_answer(answer=answer, prompt=question.now)
        messages.success(
            request, _("It stands here now. The earlier answer stays as well.")
        )
    return redirect("workbook:exercise", question.exercise.slug)
