"""Learning goals: to write, to reach, to put away."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from people import bounded
from spaces.audience import audiences, only
from workbook import services
from workbook.forms import GoalForm
from workbook.models import EXERCISE, Goal
from workbook.places import places_of
from workbook.views.entrance import exercise_or_404, goal_or_404, with_readers
from writing.models import Text

A_PAGE = 25


@require_GET
@never_cache
def goal_list(request):
    goals = Goal.objects.visible_to(request.user)
    at_hand = goals.at_hand().with_shown().under_way_first()
    page = bounded.paged(at_hand, request.GET, A_PAGE)
    at_hand = with_readers(page, request.user)
    context = {
        "page": page,
        "under_way": [goal for goal in at_hand if not goal.reached_at],
        "reached": [goal for goal in at_hand if goal.reached_at],
        "put_away": goals.put_away(),
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
    shown = {one.space_id: one for one in goal.text.shown_now}
    context = {
        "goal": goal,
        "pk": goal.pk,
        "form": GoalForm.showing(goal.text, request.user),
        "audience": goal.text.audience,
        "has_versions": goal.text.revisions.beside().exists(),
        "readers": [
            {"space": space, "words": audience.words, "shown": shown.get(space)}
            for space, audience in (
                places | shown_elsewhere(shown, places, request.user)
            ).items()
        ],
    }
    return render(request, "workbook/goal_form.html", context)


def shown_elsewhere(shown, places, reader) -> dict:
    """Circles of before, that still read it: it can be taken back there too."""
    return audiences(shown.keys() - places.keys(), reader)


@require_POST
def from_exercise(request, slug):
    """A learning goal out of the answer to the exercise's goal prompt."""
    _chapter, one = exercise_or_404(request, slug)
    answers = Text.objects.written_by(request.user).of_kind(EXERCISE)
    answer = get_object_or_404(answers.about(f"{slug}.{one.goal_prompt}"))
    try:
        goal_id = UUID(request.POST.get("goal", ""))
    except ValueError:
        raise BadRequest("A new goal needs an id.") from None
    made = services.make_goal(author=request.user, goal_id=goal_id, answer=answer)
    if made is None:
        raise Http404
    messages.success(
        request, _("This is now a learning goal. Make it shorter, or sharper.")
    )
    return redirect("workbook:goal", pk=made.pk)


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
def put_away(request, pk):
    services.put_away(goal=goal_or_404(request, pk))
    messages.success(
        request, _("Put away; nobody else reads it now. You can bring it back.")
    )
    return redirect("workbook:goal_list")


@require_POST
def bring_back(request, pk):
    services.bring_back(goal=goal_or_404(request, pk))
    messages.success(request, _("The goal is back. Only you can read it."))
    return redirect("workbook:goal", pk=pk)
