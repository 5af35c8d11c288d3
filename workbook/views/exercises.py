"""The chapters, and the exercises with their prompts."""

from uuid import uuid4

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from spaces.audience import only
from workbook import chapters
from workbook.forms import PromptForm
from workbook.models import EXERCISE, Goal
from workbook.progress import begun, by_chapter
from workbook.views.entrance import all_chapters, exercise_or_404, with_readers
from writing.models import Shown, Text

# So many goals beside the chapters; all of them have a page of their own.
A_FEW = 10


@require_GET
@never_cache
def home(request):
    goals = Goal.objects.visible_to(request.user).at_hand().with_shown()
    goals = goals.under_way_first()[:A_FEW]
    context = {
        "chapters": by_chapter(answers_of(request.user)),
        "goals": with_readers(goals, request.user),
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
    context = {
        "chapter": found,
        "begun": begun(answers_of(request.user)),
        "chapters": all_chapters(),
    }
    return render(request, "workbook/chapter_detail.html", context)


@require_GET
@never_cache
def exercise(request, slug):
    found, one = exercise_or_404(slug)
    answers = {
        answer.key.split(".")[1]: answer
        for answer in answers_of(request.user).under(f"{slug}.").with_beside()
    }
    context = {
        "chapter": found,
        "exercise": one,
        "prompts": prompts_of(one, answers, request.user),
        "goal_answer": answers.get(one.goal_prompt),
        "new_goal": uuid4(),
        "next": following(found, one),
        "audience": only(request.user),
    }
    return render(request, "workbook/exercise_detail.html", context)


def prompts_of(exercise, answers, person) -> list[dict]:
    """Each question of an exercise with what the person answered, in a form."""
    return [
        {
            "key": f"{exercise.slug}.{prompt.name}",
            "prompt": prompt,
            "answer": answers.get(prompt.name),
            "form": PromptForm.showing(answers.get(prompt.name), person, prompt=prompt),
        }
        for prompt in exercise.prompts
    ]


def answers_of(person):
    return Text.objects.written_by(person).of_kind(EXERCISE)


def following(found, one):
    position = found.exercises.index(one)
    return next(iter(found.exercises[position + 1 :]), None)
