"""The first meeting of a group (1.3): its agenda, and the promise that is given there."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groups.models import Seat
from people.namesakes import tell_apart
from people.web.refusals import refusals, refusals_told
from sessions.dates.forms.working import WorkingForm
from sessions.dates.models.working import WorkingAgreement
from sessions.dates.services.working import write_working
from sessions.dates.views.series import as_before
from sessions.log.views.actions import open_actions
from sessions.session.views.entrance import (
    group_of_member,
    group_of_mentor,
    members_here,
)
from sessions.year.agenda import agenda_of
from sessions.year.forms.agenda import LeaderForm, MinutesForm, WayForm
from sessions.year.goals import goals_before
from sessions.year.models.agenda import Item
from sessions.year.promise import with_signatures
from sessions.year.services.agenda import choose_way, set_leader, set_minutes
from sessions.year.services.promise import sign
from sessions.year.texts import OF_FIRST_MEETING
from sessions.year.views.words import words_of


@require_GET
def first_meeting(request, pk):
    return show_page(request, group_with_series(request, pk))


def group_with_series(request, pk):
    own = Seat.objects.with_group().select_related("group__series")
    return group_of_member(request, pk, own)


def show_page(request, group, form=None):
    """All of it; with the working agreements as they were typed, where they were."""
    seats = with_signatures(group.seats.held().select_related("person"))
    seats = list(seats.order_by("pk"))
    mine = next(seat for seat in seats if seat.person_id == request.user.pk)
    context = {
        "group": group,
        "leads": group.is_led,
        "signers": [(seat, seat.signed_at) for seat in seats],
        "have_signed": mine.signed_at is not None,
        "signed_before": mine.signed_ever,
        "all_signed": all(seat.signed_at for seat in seats),
        "actions": open_actions(group, request.user, seats),
    }
    context |= agenda_for(group, [seat.person for seat in seats])
    context |= working_of(group, context["session"], form)
    context |= goals_before(group, request.user)
    written = words_of(group, request.user, OF_FIRST_MEETING)
    context |= {kind.replace("-", "_"): words for kind, words in written.items()}
    return render(request, "sessions/year/first_meeting.html", context)


def working_of(group, first, typed=None) -> dict:
    """The series, or what is written down while there is none, with a form for it."""
    if series := getattr(group, "series", None):
        return {"series": series}
    written = WorkingAgreement.objects.in_circle(group.circle_id).latest_first().first()
    known = as_before(group, first, written) | {"based_on": written and written.pk}
    form = typed or WorkingForm(initial=known)
    if typed:
        # What stands above it now has been looked at, when it is sent once more.
        typed.data = typed.data | {"based_on": known["based_on"] or ""}
    return {"series": None, "working": written, "form": form, "is_typed": bool(typed)}


def agenda_for(group, people) -> dict:
    """The agenda of the group, of which these `people` are."""
    first = group.sessions.first_meetings().select_related("group__mentor").first()
    people = tell_apart([person for person in people if person.is_active])
    agenda = agenda_of(group, session=first, people=len(people))
    return {"session": first, "agenda": agenda, "people": people}


@require_POST
def minutes(request, pk, item):
    group, item = item_of_member(request, pk, item)
    form = MinutesForm(request.POST)
    chosen = chosen_in(form, "minutes")
    set_minutes(group=group, by=request.user, item=item, minutes=chosen)
    return show_line(request, group, item)


@require_POST
def leader(request, pk, item):
    group, item = item_of_member(request, pk, item)
    form = LeaderForm(request.POST, people=members_here(group))
    chosen = chosen_in(form, "leader")
    with refusals_told(request):
        set_leader(group=group, by=request.user, item=item, leader=chosen)
    return show_line(request, group, item)


@require_POST
def working(request, pk):
    """Written down for the group; the mentor makes a series of it."""
    group = group_with_series(request, pk)
    form = WorkingForm(request.POST.dict())
    if form.is_valid():
        with refusals(form):
            fields = {"group": group, "by": request.user} | form.cleaned_data
            write_working(**fields)
            return to_item(group, Item.WORKING)
    return show_page(request, group, form)


@require_POST
def way(request, pk):
    group = group_of_mentor(request, pk)
    chosen = chosen_in(WayForm(request.POST), "way")
    choose_way(group=group, by=request.user, way=chosen)
    return show_line(request, group, Item.ACQUAINTANCE)


def item_of_member(request, pk, item):
    group = group_of_member(request, pk)
    if item not in Item.values:
        raise Http404
    return group, Item(item)


def chosen_in(form, name):
    """What was pressed, of what the page offers."""
    if not form.is_valid():
        raise BadRequest("A press that is on none of the buttons.")
    return form.cleaned_data[name]


def show_line(request, group, item):
    """Where it was pressed, with the clock of the other items and the sum."""
    if not request.htmx:
        return to_item(group, item)
    people = list(group.seats.held().people())
    context = {"group": group, "pressed": item} | agenda_for(group, people)
    return render(request, "sessions/year/_agenda_answer.html", context)


def to_item(group, item):
    page = reverse("sessions:first_meeting", args=[group.pk])
    return redirect(f"{page}#item-{item}")


@require_POST
def signature(request, pk):
    group = group_of_member(request, pk)
    seat = group.seats.held().of(request.user).with_group().get()
    with refusals_told(request):
        sign(seat=seat)
        messages.success(request, _("You have signed: what is said stays here."))
    return redirect("sessions:first_meeting", group.pk)
