"""Learning goals: the list, and the page of each."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people.web import bounded
from spaces.audience import audiences, only
from workbook import services
from workbook.forms import GoalForm
from workbook.goalforms import ShowForm
from workbook.line import drawn
from workbook.look import of_goals
from workbook.looking import back_on
from workbook.models import Goal
from workbook.places import places_of
from workbook.views.entrance import (
    answers_of,
    exercise_or_404,
    goal_or_404,
    with_readers,
)

A_PAGE = 25


@require_GET
@never_cache
def goal_list(request):
    goals = Goal.objects.visible_to(request.user)
    at_hand = goals.at_hand().with_shown().with_erasing().under_way_first()
    page = bounded.paged(at_hand, request.GET, A_PAGE)
    at_hand = with_readers(page, request.user)
    context = {
        "page": page,
        "under_way": [
            goal for goal in at_hand if not goal.reached_at and not goal.is_paused
        ],
        "paused": [goal for goal in at_hand if not goal.reached_at and goal.is_paused],
        "reached": [goal for goal in at_hand if goal.reached_at],
        "let_go": goals.let_go(),
    }
    return render(request, "workbook/goal_list.html", context)


@require_GET
@never_cache
def new(request):
    """An empty goal; it comes about with its first save."""
    context = {
        "goal": None,
        "pk": uuid4(),
        "form": GoalForm.showing(None, request.user),
        "audience": only(request.user),
    }
    return render(request, "workbook/goal_form.html", context)


@require_GET
@never_cache
def goal(request, pk):
    (goal,) = with_readers([goal_or_404(request, pk)], request.user)
    places = places_of(request.user)
    shown = {copy.space_id: copy for copy in goal.text.shown_now}
    by_space = places | shown_elsewhere(shown, places, request.user)
    looked = back_on(goal)
    context = {
        "goal": goal,
        "pk": goal.pk,
        "form": GoalForm.showing(goal.text, request.user),
        "audience": goal.text.audience,
        "has_versions": goal.has_versions,
        "readers": [
            reader(space, audience, shown.get(space), is_place=space in places)
            for space, audience in by_space.items()
        ],
        **looked,
        "drawn": drawn(looked["line"], timezone.localdate()),
    }
    return render(request, "workbook/goal_form.html", context)


@require_GET
@never_cache
def look(request, pk):
    """At the words of the goal; nothing is kept of it."""
    goal = goal_or_404(request, pk)
    wordings = of_goals(get_language())
    context = {
        "goal": goal,
        "wordings": wordings,
        "remarks": wordings.remarks(goal.wording, goal.text.body),
    }
    return render(request, "workbook/goal_look.html", context)


def reader(space, audience, shown, is_place) -> dict:
    """A place where the goal is read, or may be, with the form that says how much."""
    part = shown.part if shown else ""
    form = ShowForm(initial={"part": part}, auto_id=f"id_%s_{space}")
    return {
        "space": space,
        "words": audience.words,
        "shown": shown,
        "form": form if is_place else None,
    }


def shown_elsewhere(shown, places, reader) -> dict:
    """Circles of before, that still read it: it can be taken back there too."""
    return audiences(shown.keys() - places.keys(), reader)


@require_POST
def from_exercise(request, slug):
    """A learning goal out of the answer to the exercise's goal prompt."""
    _chapter, exercise = exercise_or_404(request, slug)
    answers = answers_of(request.user)
    answer = get_object_or_404(answers.about(f"{slug}.{exercise.goal_prompt}"))
    more = answers.about_any([f"{slug}.{name}" for name in exercise.goal_more])
    try:
        goal_id = UUID(request.POST.get("goal", ""))
    except ValueError:
        raise BadRequest("A new goal needs an id.") from None
    made = services.make_goal(
        author=request.user,
        goal_id=goal_id,
        answer=answer,
        more=in_order(more, exercise),
    )
    if made is None:
        raise Http404
    messages.success(
        request, _("This is now a learning goal. Make it shorter, or sharper.")
    )
    return redirect("workbook:goal", pk=made.pk)


def in_order(answers, exercise) -> list:
    """Those that come below a goal, as the exercise has them."""
    by_name = {answer.key.partition(".")[2]: answer for answer in answers}
    return [by_name[name] for name in exercise.goal_more if name in by_name]
