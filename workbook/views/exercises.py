"""The exercises, with their prompts."""

from uuid import uuid4

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.web import bounded
from spaces.audience import only
from workbook import editions
from workbook.answers import asked
from workbook.earlier import earlier, of_exercise
from workbook.progress import slug_of
from workbook.views.entrance import answers_of, exercise_or_404
from writing.models import Text


@require_GET
@never_cache
def exercise(request, slug):
    chapter, exercise = exercise_or_404(request, slug)
    written = answers_to(slug, request.user)
    answers = {
        answer.key.split(".")[1]: answer
        for answer in written
        if slug_of(answer) == slug
    }
    context = {
        "chapter": chapter,
        "exercise": exercise,
        "prompts": asked(
            exercise, answers, request.user, opened=bounded.text(request.GET, "open")
        ),
        "goal_answer": answers.get(exercise.goal_prompt),
        "new_goal": uuid4(),
        "next": following(chapter, exercise),
        "audience": only(request.user),
        "earlier": of_exercise(earlier(written, get_language()), slug),
    }
    return render(request, "workbook/exercise_detail.html", context)


def answers_to(slug, person) -> list[Text]:
    """What was answered in that exercise, and elsewhere to what it asks now."""
    answers = answers_of(person).with_beside()
    moved = editions.moved_to(slug, get_language())
    return [*answers.under(f"{slug}."), *(answers.about_any(moved) if moved else ())]


def following(chapter, exercise):
    position = chapter.exercises.index(exercise)
    return next(iter(chapter.exercises[position + 1 :]), None)
