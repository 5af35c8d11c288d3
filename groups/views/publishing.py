from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import board, services
from groups.forms import StepForm
from groups.loading import load
from groups.stories import hindrances, tell
from groups.views.compositions import composition_of
from people.errors import DomainError


@require_http_methods(["GET", "POST"])
def publish(request, pk):
    """What publishing will do; a POST does it, once however often it is sent."""
    composition = composition_of(request, pk)
    if request.method == "POST":
        return _publish(request, composition)
    if composition.published_at:
        return redirect("groups:composition_list", composition.programme_id)
    seen = board.read(composition)
    loaded = load(
        composition.programme, pins=seen.pins, also=seen.keys(), away=seen.away
    )
    story = tell(loaded, seen)
    context = {
        "composition": composition,
        "programme": composition.programme,
        "story": story,
        "hindrances": hindrances(loaded, seen),
        "told": len(story.groups) + story.placed,
    }
    return render(request, "groups/publish.html", context)


def _publish(request, composition):
    form = StepForm(request.POST, programme=composition.programme)
    try:
        services.publish(
            composition=composition,
            by=request.user,
            version=form.cleaned_data["version"] if form.is_valid() else -1,
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("groups:publish", composition.pk)
    messages.success(request, _("The groups are published. Everybody is told by mail."))
    return redirect("groups:composition_list", composition.programme_id)
