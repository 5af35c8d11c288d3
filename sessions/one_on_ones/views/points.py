from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.models import Seat
from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals, refusals_told
from sessions.one_on_ones.forms.point import DropForm, PointForm
from sessions.one_on_ones.keys import seat_in
from sessions.one_on_ones.models.one_on_one import NOTE, OWN_NOTE
from sessions.one_on_ones.models.point import Point
from sessions.one_on_ones.services.points import (
    add_point,
    carry_point,
    end_point,
    put_point,
    reopen_point,
    take_back_point,
)
from spaces.audience import audiences, ever_in, only
from writing.kinds import uuid_in
from writing.models import Text

# So many of what is done or dropped on a page.
PAST = 25


def pair_of(request, number) -> Seat:
    """A pair of the person, also of before; or one of which own words are left."""
    seats = Seat.objects.numbered(number).with_group().with_team()
    seats = seats.knowing_before()
    pair = seats.ever_paired_with(request.user).first()
    if pair is None and number in left_alone(request.user):
        pair = seats.first()
    if pair is None:
        raise Http404
    return pair


def left_alone(person) -> set[int]:
    """The seats of which the person keeps points or notes in the own space."""
    points = Point.objects.visible_to(person).written_by(person)
    noted = own_notes(person).values_list("key", flat=True)
    return {*points.values_list("seat", flat=True), *(seat_in(key) for key in noted)}


def own_notes(person):
    return Text.objects.drafts().written_by(person).of_kind(OWN_NOTE)


def other_of(seat, person):
    """Whom the person is, or was, a pair with; of a pair that was left, who leads now."""
    if seat.person_id != person.pk:
        return seat.person
    others = (other for other in ever_in(seat.pair_id) if other != person)
    return next(others, seat.group.mentor)


def sorted_points(seat, person) -> dict:
    """What is open, on the list and for oneself; and what has ended."""
    points = Point.objects.visible_to(person).of_seat(seat).with_author()
    points = list(points)
    for point in points:
        point.mine = point.author_id == person.pk
    waiting = [point for point in points if point.is_open]
    return {
        "on_list": [point for point in waiting if not point.is_own],
        "own": [point for point in waiting if point.is_own],
        "ended": sorted(
            (point for point in points if not point.is_open),
            key=lambda point: point.ended_at,
            reverse=True,
        ),
    }


@require_http_methods(["GET", "POST"])
@once
def point_list(request, seat):
    seat = pair_of(request, seat)
    sent = request.POST if request.method == "POST" else None
    form = PointForm(sent, noted=noted_before(request))
    if form.is_valid():
        on_list = "on_list" in request.POST
        text = form.cleaned_data["text"]
        with refusals(form):
            add_point(seat=seat, by=request.user, text=text, on_list=on_list)
            messages.success(request, confirmation(on_list))
            return redirect("sessions:point_list", seat.pk)
    points = sorted_points(seat, request.user)
    context = points | {
        "seat": seat,
        "form": form,
        "other": other_of(seat, request.user),
        "page": bounded.paged(points["ended"], request.GET, PAST),
        "is_renewed": seat.is_renewed and not seat.left_at,
        # None when the person has left the pair.
        "pair": audiences([seat.pair_id], request.user).get(seat.pair_id),
        "only_me": only(request.user),
    }
    context |= of_before(seat, request.user) if seat.left_at else {}
    return render(request, "sessions/one_on_ones/point_list.html", context)


def of_before(seat, person) -> dict:
    """Of a pair that ended: own notes, which else stand beside each one-on-one."""
    return {
        "now": seat_now(person),
        "notes": list(own_notes(person).under(f"{seat.pk}.")),
    }


def noted_before(request) -> str:
    """Of a note that the person reads still, as one line to take a part of along."""
    notes = Text.objects.visible_to(request.user).of_kinds((NOTE, OWN_NOTE))
    note = notes.at(uuid_in(bounded.text(request.GET, "note")))
    return " ".join(note.body.split()) if note else ""


def seat_now(person) -> Seat | None:
    """The one in which the person is the mentee now."""
    return Seat.objects.paired_with(person).of(person).with_group().first()


def confirmation(on_list) -> str:
    return _("Put on your list.") if on_list else _("Kept for yourself.")


def point_of(request, pk) -> Point:
    points = Point.objects.visible_to(request.user).with_author()
    return get_object_or_404(points, pk=pk)


def own_point_of(request, pk) -> Point:
    points = Point.objects.visible_to(request.user).written_by(request.user)
    return get_object_or_404(points, pk=pk)


@require_POST
def point_put(request, pk):
    point = own_point_of(request, pk)
    with refusals_told(request):
        put_point(point=point)
        messages.success(request, confirmation(True))
    return redirect("sessions:point_list", point.seat_id)


@require_POST
def point_take_back(request, pk):
    point = own_point_of(request, pk)
    with refusals_told(request):
        take_back_point(point=point)
        messages.success(request, _("Taken off the list: only you read it now."))
    return redirect("sessions:point_list", point.seat_id)


@require_POST
def point_done(request, pk):
    point = point_of(request, pk)
    with refusals_told(request):
        end_point(point=point, ending=Point.Ending.DONE)
        messages.success(request, _("Done. You can put it back below."))
    return redirect("sessions:point_list", point.seat_id)


@require_http_methods(["GET", "POST"])
def point_drop(request, pk):
    point = point_of(request, pk)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        ending = Point.Ending.DROPPED
        with refusals(form):
            end_point(point=point, ending=ending, word=form.cleaned_data["word"])
            messages.success(request, _("Dropped. You can put it back below."))
            return redirect("sessions:point_list", point.seat_id)
    audience = audiences([point.space_id], request.user)[point.space_id]
    context = {"point": point, "form": form, "audience": audience}
    return render(request, "sessions/one_on_ones/point_drop.html", context)


@require_POST
def point_open(request, pk):
    point = point_of(request, pk)
    with refusals_told(request):
        reopen_point(point=point)
        messages.success(request, _("Put back with what you still want to talk about."))
    return redirect("sessions:point_list", point.seat_id)


@require_POST
def point_carry(request, pk):
    """The mentee gives a point of before on, to the mentor of now."""
    point = own_point_of(request, pk)
    seat = seat_now(request.user)
    if seat is None or point.seat_id == seat.pk:
        raise Http404
    with refusals_told(request):
        carry_point(point=point, seat=seat)
        messages.success(request, confirmation(True))
    return redirect("sessions:point_list", seat.pk)
