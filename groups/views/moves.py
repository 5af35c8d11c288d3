from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import services
from groups.forms import DissolveForm, MoveOnForm
from groups.models import Seat
from groups.presenters import elsewhere
from groups.presenters.now import NEAR
from groups.presenters.readers import on_dissolving, on_moving
from groups.views.groups import group_of, seat_of
from people.web import bounded
from people.web.refusals import refusals

# Of the groups that do not fit so many are told.
SHOWN = 8
# More than these sit in no group.
MENTEES = 12


@require_http_methods(["GET", "POST"])
def move(request, pk):
    """To another group in one step: first choose it, then read what it means."""
    seat = run_seat(request, pk)
    group = seat.group
    query = bounded.text(request.GET, "q")
    form, options = moving(request, seat, query)
    target = form.cleaned_data["group"] if form.is_valid() else None
    if request.method == "POST" and target:
        with refusals(form, at="group"):
            services.move_seat(seat=seat, group=target, by=request.user)
            words = _("%(name)s has gone to another group. Everybody is told by mail.")
            messages.success(request, words % {"name": seat.person.full_name})
            return redirect(target)
    context = {
        "seat": seat,
        "group": group,
        "programme": group.programme,
        "form": form,
        "query": query,
        "is_narrowed": bool(query) or len(options) >= NEAR,
        "unfit": [choice for choice in options if choice[1].broken][:SHOWN],
        "target": target,
        "readings": on_moving(group, seat.person, target) if target else (),
    }
    return render(request, "groups/move_form.html", context)


def run_seat(request, pk) -> Seat:
    """For the coordinators of its group: members may see it and not move it."""
    seat = seat_of(request, pk)
    if not seat.is_run:
        raise PermissionDenied
    return seat


def moving(request, seat, query):
    """The form to choose another group by, and the groups among which."""
    asked = request.POST or ("group" in request.GET and request.GET) or None
    chosen = [bounded.number(asked, "group")] if asked else []
    by_seat = elsewhere(seat.group.programme, seat.group, seat, chosen, query)
    options = by_seat.get(seat.pk, [])
    return MoveOnForm(asked, options=options), options


def wanted(request) -> list[int]:
    """The groups that were chosen for the mentees of one that ends."""
    chosen = [name for name in request.POST if name.startswith("seat-")][:MENTEES]
    keys = [bounded.number(request.POST, name) for name in chosen]
    keys.append(bounded.number(request.GET, "into"))
    return [key for key in keys if key]


@require_http_methods(["GET", "POST"])
def dissolve(request, pk):
    """End a group and let its mentees go to others: says what it means, asks once."""
    group = group_of(request, pk, with_people=False)
    options = elsewhere(group.programme, group, wanted=wanted(request))
    into = bounded.number(request.GET, "into")
    form = DissolveForm(request.POST or None, group=group, options=options, into=into)
    if form.is_valid():
        with refusals(form):
            services.dissolve_group(group=group, moves=form.moves(), by=request.user)
            messages.success(request, _("The group has ended. Everybody is told."))
            return redirect("boards:composition_list", group.programme_id)
    context = {
        "group": group,
        "programme": group.programme,
        "form": form,
        "is_narrowed": any(len(choices) >= NEAR for choices in options.values()),
        "readings": on_dissolving(group),
    }
    return render(request, "groups/dissolve_form.html", context)
