"""Learning goals: to write, to reach, to put away."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from spaces.audience import audiences, only
from workbook import services
from workbook.forms import GoalForm
from workbook.models import Page
from workbook.places import places_of
from workbook.views.found import exercise_or_404, goal_or_404, with_audience


@require_GET
@never_cache
def goal_list(request):
    goals = Page.objects.visible_to(request.user).goals()
    at_hand = with_audience(goals.at_hand().with_shown(), request.user)
    context = {
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
    (page,) = with_audience([goal_or_404(request, pk)], request.user)
    places = places_of(request.user)
    shown = {one.space_id: one for one in page.shown_now}
    context = {
        "goal": page,
        "pk": page.pk,
        "form": GoalForm.showing(page, request.user),
        "audience": page.audience,
        "has_versions": page.revisions.beside().exists(),
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
def text(request, pk):
    """A save without JavaScript, of a goal that may be new."""
    form = GoalForm(request.POST)
    if not form.is_valid() or form.cleaned_data["author"] != request.user.pk:
        raise BadRequest("A goal without what its page says of it.")
    saved = services.write(author=request.user, page_id=pk, **form.save)
    if saved is None:
        raise Http404
    if saved.beside:
        messages.warning(request, _("Saved, beside what you wrote elsewhere."))
        return redirect("workbook:versions", pk=pk)
    messages.success(request, _("Saved."))
    return redirect("workbook:goal", pk=pk)


@require_POST
def from_exercise(request, slug):
    """A learning goal out of the answer to the exercise's goal prompt."""
    _chapter, one = exercise_or_404(slug)
    answers = Page.objects.visible_to(request.user).exercises()
    answer = get_object_or_404(answers, exercise=f"{slug}.{one.goal_prompt}")
    try:
        page_id = UUID(request.POST.get("goal", ""))
    except ValueError:
        raise BadRequest("A new goal needs an id.") from None
    made = services.make_goal(author=request.user, page_id=page_id, answer=answer)
    if made is None:
        raise Http404
    messages.success(
        request, _("This is now a learning goal. Make it shorter, or sharper.")
    )
    return redirect("workbook:goal", pk=made.pk)


@require_POST
def reach(request, pk):
    services.reach(page=goal_or_404(request, pk))
    messages.success(request, _("Well done. It stays here, to look back on."))
    return redirect("workbook:goal_list")


@require_POST
def unreach(request, pk):
    services.unreach(page=goal_or_404(request, pk))
    messages.success(request, _("The goal is under way again."))
    return redirect("workbook:goal", pk=pk)


@require_POST
def put_away(request, pk):
    services.put_away(page=goal_or_404(request, pk))
    messages.success(
        request, _("Put away; nobody else reads it now. You can bring it back.")
    )
    return redirect("workbook:goal_list")


@require_POST
def bring_back(request, pk):
    services.bring_back(page=goal_or_404(request, pk))
    messages.success(request, _("The goal is back. Only you can read it."))
    return redirect("workbook:goal", pk=pk)
