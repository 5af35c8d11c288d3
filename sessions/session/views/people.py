"""Who is in the circle of a group; and what was typed before that was seen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.models import MentorGroup
from groups.presenters.circles import circles_of, mark_of
from groups.services import see_circle
from people.web import bounded
from people.web.refusals import refusals_told
from sessions.session.models.kept import Kept
from sessions.session.services.kept import drop_kept


@require_http_methods(["GET", "POST"])
def people(request, pk):
    """The list of people; one press on it opens the circle for who presses."""
    groups = MentorGroup.objects.of(request.user).select_related("programme", "mentor")
    group = get_object_or_404(groups, pk=pk)
    if request.method == "POST":
        mark = request.POST.get("mark", "")
        with refusals_told(request):
            see_circle(group=group, person=request.user, mark=mark)
            return redirect(where_to(request, group))
    circles = circles_of(group, request.user)
    context = {
        "group": group,
        "circles": circles,
        "is_closed": not all(circle.is_open for circle in circles),
        "mark": mark_of(circles),
    }
    return render(request, "sessions/session/people.html", context)


def where_to(request, group) -> str:
    """The page that the person was on their way to, of this site; else the group's."""
    return bounded.path(request.GET, "next") or group.get_absolute_url()


def kept_for(person, group) -> list[Kept]:
    """What the person typed for the group while its circle was closed to them."""
    return list(Kept.objects.of(group, person))


@require_POST
def kept_drop(request, pk):
    kept = get_object_or_404(Kept.objects.visible_to(request.user), pk=pk)
    drop_kept(kept=kept)
    messages.success(request, _("Thrown away."))
    return redirect("sessions:group", kept.group_id)
