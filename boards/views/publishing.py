from math import inf

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards import services
from boards.forms import StepForm
from boards.loading import load_board
from boards.models import Composition
from boards.presenters import board_story, hindrances
from boards.views.compositions import composition_of
from people.web.refusals import refusals_told

# Of so many it is told here who stays without a group, and why; of more on the board.
LEFT = 100


@require_http_methods(["GET", "POST"])
def publish(request, pk):
    """What publishing will do; a POST does it, once however often it is sent."""
    visible = Composition.objects.visible_to(request.user).with_enrolled()
    composition = get_object_or_404(visible.select_related("programme"), pk=pk)
    if request.method == "POST":
        return _publish(request, composition)
    if composition.published_at:
        return redirect("boards:composition_list", composition.programme_id)
    loaded, board = load_board(composition, most=LEFT)
    story = board_story(loaded, board, many=inf)
    beside = composition.enrolled - len(board.keys())
    closed = services.closed(composition)
    context = {
        "composition": composition,
        "programme": composition.programme,
        "story": story,
        "hindrances": [closed] if closed else hindrances(loaded, board),
        "beside": beside if beside > LEFT else 0,
        "told": len(story.groups) + story.placed,
    }
    return render(request, "boards/publish.html", context)


def _publish(request, composition):
    form = StepForm(request.POST, programme=composition.programme)
    with refusals_told(request):
        services.publish(
            composition=composition,
            version=form.cleaned_data["version"] if form.is_valid() else -1,
        )
        messages.success(
            request, _("The groups are published. Everybody is told by mail.")
        )
        return redirect("boards:composition_list", composition.programme_id)
    return redirect("boards:publish", composition.pk)


@require_http_methods(["GET", "POST"])
def unpublish(request, pk):
    """Asks once; within an hour and as long as no group has begun."""
    composition = composition_of(request, pk)
    back = reverse("boards:composition_list", args=[composition.programme_id])
    if request.method == "POST":
        with refusals_told(request):
            services.unpublish(composition=composition, by=request.user)
            messages.success(
                request, _("The groups are taken back. Everybody is told.")
            )
            return redirect(composition)
        return redirect(back)
    context = {
        "programme": composition.programme,
        "question": _("Take the groups of “%(name)s” back?")
        % {"name": composition.name},
        "consequence": _(
            "The groups and their spaces are gone, and the composition is a board "
            "again. Everybody who had a group gets a mail that it is taken back. This "
            "is possible within an hour, as long as nothing was written or planned."
        ),
        "yes": _("Take the groups back"),
        "back_url": back,
    }
    return render(request, "boards/confirm.html", context)
