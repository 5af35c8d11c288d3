"""What a group writes together: how its members treat each other (1.3)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import Seat
from sessions import notes
from sessions.flags import with_kept
from sessions.texts import AGREEMENT, place_of_circle
from sessions.views.entrance import seat_of_member
from sessions.views.people import kept_for
from spaces.audience import audience_of_circle, audiences
from writing.boxes import Box, box_of
from writing.posted import save_posted, to_choose_from


def agreements_of(group, reader, *, circle=None, **known) -> dict:
    """What the members agreed now, and what an earlier circle did: each its readers.

    `circle`: who is in the one of now, where the page knows; `known` as `notes` takes it.
    `begun` is the text of now to write on in, whatever stands in it.
    """
    found = notes.agreements_of(group, **known)
    begun = next((one for one in found if one.space_id == group.circle_id), None)
    former = next(
        (one for one in found if one.space_id != group.circle_id and one.body), None
    )
    readers = readers_of([group.circle_id, former and former.space_id], reader, circle)
    return {
        "begun": begun,
        "agreement": begun if begun and begun.body else None,
        "audience_of_circle": readers[group.circle_id],
        "former": former,
        "audience_of_former": readers[former.space_id].words if former else "",
    }


def readers_of(spaces, reader, circle) -> dict:
    """By the id of each of the spaces; None is none."""
    known = {}
    if circle:
        people = [member.person for member in circle.members]
        known[circle.space_id] = audience_of_circle(circle.space_id, people, reader)
    wanted = set(spaces) - known.keys() - {None}
    return known | (audiences(wanted, reader) if wanted else {})


@require_http_methods(["GET", "POST"])
def agreement(request, pk):
    """Saved as typed, for all who read along; by POST where there is no JavaScript."""
    seats = with_kept(Seat.objects.with_group(), request.user)
    seat = seat_of_member(request, pk, seats)
    group = seat.group
    if posted := save_posted(request.POST, request.user):
        if beside := to_choose_from(posted):
            messages.warning(request, _("Saved, beside what somebody else wrote."))
            return redirect("writing:versions", pk=beside.pk)
        messages.success(request, _("Saved for your group."))
        return redirect("sessions:first_meeting", group.pk)
    found = agreements_of(group, request.user, to_write=True)
    context = found | {
        "group": group,
        "box": box_of_agreement(group, request.user, found),
        "kept": kept_for(request.user, group) if seat.has_kept else [],
    }
    return render(request, "sessions/agreement_form.html", context)


def box_of_agreement(group, person, found) -> Box:
    """To write it in; `found` are the `agreements_of` the group."""
    return box_of(
        kind=AGREEMENT,
        key=str(group.circle_id),
        person=person,
        text=found["begun"],
        place=place_of_circle(group.circle_id),
        audience=found["audience_of_circle"],
        prefix=AGREEMENT,
    )
