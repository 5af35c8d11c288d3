"""What a group writes together at its first meeting (1.3), each kind on its page."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import Seat
from sessions.session.kept import with_kept
from sessions.session.keys import place_of_circle
from sessions.session.views.entrance import seat_of_member
from sessions.session.views.people import kept_for
from sessions.year.texts import AGREEMENT, OF_ITEM
from sessions.year.written import texts_of
from spaces.audience import Audience, audience_of_circle, audiences
from writing.boxes import Box, box_of
from writing.kinds import kinds
from writing.models import Text
from writing.posted import save_posted, to_choose_from


@dataclass(frozen=True)
class GroupWords:
    """What the circle of now writes of a kind, and what one before it did.

    `begun` is the text of now to write on in, whatever stands in it.
    """

    begun: Text | None
    audience: Audience
    former: Text | None
    audience_of_former: Audience | None

    @property
    def text(self) -> Text | None:
        return self.begun if self.begun and self.begun.body else None


def words_of(group, reader, wanted, *, circle=None, **known) -> dict[str, GroupWords]:
    """By kind, what the members wrote now and before: each with its own readers.

    `circle`: who is in the one of now, where the page knows; `known` as `texts_of` takes it.
    """
    texts = texts_of(group, wanted, **known)
    begun, former = {}, {}
    for text in texts:
        if text.space_id == group.circle_id:
            begun.setdefault(text.kind, text)
        elif text.body:
            former.setdefault(text.kind, text)
    spaces = {group.circle_id, *(text.space_id for text in former.values())}
    readers = readers_of(spaces, reader, circle)
    return {
        kind: GroupWords(
            begun.get(kind),
            readers[group.circle_id],
            before := former.get(kind),
            before and readers[before.space_id],
        )
        for kind in wanted
    }


def agreements_of(group, reader, **known) -> GroupWords:
    """How the members treat each other."""
    return words_of(group, reader, [AGREEMENT], **known)[AGREEMENT]


def readers_of(spaces, reader, circle) -> dict:
    """By the id of each of the spaces."""
    known = {}
    if circle:
        people = [member.person for member in circle.members]
        known[circle.space_id] = audience_of_circle(circle.space_id, people, reader)
    wanted = spaces - known.keys()
    return known | (audiences(wanted, reader) if wanted else {})


@require_http_methods(["GET", "POST"])
def agreement(request, pk):
    return write_words(request, pk, AGREEMENT)


@require_http_methods(["GET", "POST"])
def words(request, pk, item):
    if item not in OF_ITEM:
        raise Http404
    return write_words(request, pk, OF_ITEM[item])


def write_words(request, pk, kind):
    """Saved as typed, for all who read along; by POST where there is no JavaScript."""
    seats = with_kept(Seat.objects.with_group(), request.user)
    seat = seat_of_member(request, pk, seats)
    group = seat.group
    if posted := save_posted(request.POST, request.user):
        if beside := to_choose_from(posted):
            messages.warning(request, _("Saved, beside what somebody else wrote."))
            return redirect("writing:versions", pk=beside.pk)
        messages.success(request, _("Saved for your group."))
        return redirect(reverse("sessions:first_meeting", args=[pk]) + f"#{kind}")
    written = words_of(group, request.user, [kind], to_write=True)[kind]
    context = {
        "group": group,
        "kind": kind,
        "title": kinds()[kind].form.label,
        "words": written,
        "box": box_of_group(group, request.user, kind, written),
        "kept": kept_for(request.user, group) if seat.has_kept else [],
    }
    return render(request, "sessions/year/words_form.html", context)


def box_of_group(group, person, kind, written) -> Box:
    """To write it in; `written` is what there is of that kind."""
    return box_of(
        kind=kind,
        key=str(group.circle_id),
        person=person,
        text=written.begun,
        place=place_of_circle(group.circle_id),
        audience=written.audience,
        prefix=kind,
    )
