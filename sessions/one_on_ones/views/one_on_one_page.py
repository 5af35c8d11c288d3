"""The page of one one-on-one: before, while and after the two talk."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from calendars.offering import PickTimeForm
from sessions.one_on_ones import rules
from sessions.one_on_ones.keys import note_of, own_key
from sessions.one_on_ones.models.one_on_one import NOTE, OWN_NOTE, QUESTION, OneOnOne
from sessions.one_on_ones.models.point import Point
from sessions.one_on_ones.services.slots import slots_of
from sessions.one_on_ones.themes import at_hand
from sessions.one_on_ones.views.entrance import one_on_one_of
from sessions.one_on_ones.views.follow_ups import next_days
from sessions.one_on_ones.views.points import seat_now
from spaces.audience import audience_of
from writing.boxes import box_of
from writing.models import Text

# In the session of a browser: the one-on-one beside which the own note is shown.
UNCOVERED = "own_note"


@require_GET
def one_on_one(request, pk):
    one_on_one = one_on_one_of(request, pk)
    audience = audience_of(one_on_one.space_id, request.user)
    leads = rules.may_log_one_on_one(request.user, one_on_one)
    slots = slots_for(request.user, one_on_one)
    context = {
        "one_on_one": one_on_one,
        "leads": leads,
        "other": one_on_one.mentee if leads else one_on_one.mentor,
        # Where a time is to be picked the list is a link.
        "on_list": [] if slots["offered"] else points_before(one_on_one, request.user),
        "pair": audience,
        "themes": at_hand(one_on_one),
        "next_days": next_days(one_on_one) if leads else [],
        "open": one_on_one.is_open,
        "slots": slots,
        "now": None if one_on_one.seat.left_at is None else seat_now(request.user),
    }
    context |= written(request, one_on_one, audience)
    return render(request, "sessions/one_on_ones/one_on_one_detail.html", context)


def written(request, one_on_one, audience) -> dict:
    """What it is about, what the two write together, and what the person notes alone."""
    texts = list(Text.objects.about_any([str(one_on_one.pk)]).with_author())
    shows_own = request.session.get(UNCOVERED) == str(one_on_one.pk)
    note = next((text for text in texts if text.kind == NOTE), None)
    box = note_box(one_on_one, request.user, note, audience)
    return {
        "questions": [text for text in texts if text.kind == QUESTION],
        "note": note,
        "box": box,
        "own": own_box(one_on_one, request.user) if shows_own else None,
        # Where there is a box it stands above that.
        "audience": None if box else audience,
    }


def slots_for(person, one_on_one) -> dict:
    """The times that are offered, for who picks one and for who offers them."""
    slots = slots_of(one_on_one) if one_on_one.is_open else []
    picks = rules.may_pick_slot(person, one_on_one)
    return {
        "offered": slots,
        "form": PickTimeForm(times=slots) if picks and slots else None,
        "offers": rules.may_offer_slots(person, one_on_one),
    }


def points_before(one_on_one, person) -> list[Point]:
    """The list of the two, before a conversation that is still to come."""
    if not one_on_one.is_open:
        return []
    points = list(Point.objects.in_space(one_on_one.space_id).open().with_author())
    for point in points:
        point.mine = point.author_id == person.pk
    return points


def own_box(one_on_one, person):
    """What the person notes alone."""
    key = own_key(one_on_one)
    mine = Text.objects.drafts().written_by(person).of_kind(OWN_NOTE).about(key)
    text = mine.with_beside().first()
    return box_of(kind=OWN_NOTE, key=key, person=person, text=text, prefix="own")


@require_POST
def own_show(request, pk):
    """Covered at first: two people may look at one screen."""
    one_on_one = one_on_one_of(request, pk)
    request.session[UNCOVERED] = str(one_on_one.pk)
    return redirect(f"{one_on_one.get_absolute_url()}#own")


@require_POST
def own_cover(request, pk):
    """Nothing of what the person writes alone is on the page from here on."""
    one_on_one = one_on_one_of(request, pk)
    request.session.pop(UNCOVERED, None)
    return redirect(one_on_one)


def note_box(one_on_one, person, note, audience):
    """Where the two write together; None when they cannot, or have not met yet."""
    asked = one_on_one.state == OneOnOne.State.ASKED
    if asked or not one_on_one.is_written_down:
        return None
    return box_of(
        kind=NOTE,
        key=str(one_on_one.pk),
        person=person,
        text=note,
        place=note_of(one_on_one),
        audience=audience,
        prefix="note",
    )
