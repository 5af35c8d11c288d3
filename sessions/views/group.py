from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from groups.models import Seat
from groups.stories.circles import circles_of
from people.errors import refusals_told
from programmes import clock
from reminders import due
from sessions import rules, services
from sessions.forms import AgreementForm
from sessions.models import Action, GroupAgreement, Series, Session, Signature
from sessions.views.actions import marked
from sessions.views.entrance import group_of_member
from sessions.views.people import kept_for
from spaces.audience import audiences


@require_GET
def group(request, pk):
    group = group_of_member(request, pk)
    today = clock.today_in(group.programme)
    seats = list(group.seats.select_related("person__team").order_by("pk"))
    sessions = list(group.sessions.all())
    waits = steps_in(group, request.user)
    leads = rules.may_lead(request.user, group)
    context = {
        "group": group,
        "leads": leads,
        "seat": next(
            seat
            for seat in seats
            if seat.person_id == request.user.pk and seat.left_at is None
        ),
        "circle": [
            {
                "name": seat.person.given_name,
                "role": seat.role,
                "left": seat.left_at is not None,
            }
            for seat in seats
        ],
        "step": waits[0] if waits else None,
        "further": waits[1:5],
        "next_session": next(
            (one for one in sessions if one.is_planned and one.on >= today), None
        ),
        "people": circles_of(group, request.user, seats)[0],
        "kept": kept_for(request.user, group),
        "points": points(sessions, today),
        "today": today,
        "actions": open_actions(request.user, group, leads),
        "series": Series.objects.filter(group=group).first(),
        "first": next(
            (
                one
                for one in sessions
                if one.kind == Session.Kind.FIRST and not one.is_cancelled
            ),
            None,
        ),
        "poll": group.polls.open().first(),
    } | agreements_of(group, request.user)
    return render(request, "sessions/group_detail.html", context)


def steps_in(group, person) -> list[due.Due]:
    """What waits for the person in this group, the next step first."""
    waits = [
        waiting
        for waiting in due.waiting(now=timezone.now(), person=person)
        if waiting.programme_id == group.programme_id
    ]
    # What only tells a date comes last; what the group does comes before the rest.
    return sorted(
        waits,
        key=lambda waiting: (
            waiting.kind == "sessions.tomorrow",
            not waiting.kind.startswith("sessions."),
        ),
    )


def open_actions(person, group, leads):
    actions = Action.objects.visible_to(person).filter(group=group).open()
    return marked(actions.select_related("owner"), person, leads)


def points(sessions, today) -> list[dict]:
    """The meetings of a year as dots."""
    upcoming = [one.on for one in sessions if one.is_planned and one.on >= today]
    states = {Session.State.HELD: "done", Session.State.CANCELLED: "cancelled"}
    return [
        {
            "date": one.on,
            "label": one.get_kind_display().capitalize(),
            "state": "next"
            if one.is_planned and upcoming and one.on == min(upcoming)
            else states.get(one.state, "planned"),
        }
        for one in sessions
    ]


def agreements_of(group, reader) -> dict:
    """What the members agreed now, and what an earlier circle did: each its readers."""
    found = list(GroupAgreement.objects.filter(group=group).order_by("-changed_at"))
    now = [one for one in found if one.space_id == group.circle_id]
    former = next((one for one in found if one.space_id != group.circle_id), None)
    spaces = [group.circle_id, former.space_id] if former else [group.circle_id]
    readers = audiences(spaces, reader)
    return {
        "agreement": now[0] if now else None,
        "audience_of_circle": readers[group.circle_id],
        "former": former,
        "audience_of_former": readers[former.space_id].words if former else "",
    }


@require_GET
def first_meeting(request, pk):
    group = group_of_member(request, pk)
    seats = list(group.seats.held().select_related("person").order_by("pk"))
    given = list(Signature.objects.of_members(group))
    signed = {
        signature.seat_id: signature.signed_at
        for signature in given
        if signature.circle_id == group.circle_id
    }
    mine = next(seat for seat in seats if seat.person_id == request.user.pk)
    leads = rules.may_lead(request.user, group)
    context = {
        "group": group,
        "leads": leads,
        "session": group.sessions.first_meetings()
        .select_related("group__mentor")
        .first(),
        "signers": [(seat, signed.get(seat.pk)) for seat in seats],
        "have_signed": mine.pk in signed,
        "signed_before": mine.pk in {signature.seat_id for signature in given},
        "series": Series.objects.filter(group=group).first(),
        "actions": open_actions(request.user, group, leads),
    } | agreements_of(group, request.user)
    return render(request, "sessions/first_meeting.html", context)


@require_POST
def signature(request, pk):
    group = group_of_member(request, pk)
    seat = (
        Seat.objects.held()
        .select_related("group__mentor")
        .get(group=group, person=request.user)
    )
    with refusals_told(request):
        services.sign(seat=seat)
        messages.success(request, _("You have signed: what is said stays here."))
    return redirect("sessions:first_meeting", group.pk)


@require_http_methods(["GET", "POST"])
def agreement(request, pk):
    group = group_of_member(request, pk)
    found = agreements_of(group, request.user)
    # Filled with words of this very circle only: none cross by standing in a form.
    known = found["agreement"]
    form = AgreementForm(request.POST or None, initial={"text": known and known.text})
    if request.method == "POST" and form.is_valid():
        services.write_agreement(
            group=group, by=request.user, text=form.cleaned_data["text"]
        )
        messages.success(request, _("Saved for your group."))
        return redirect("sessions:first_meeting", group.pk)
    kept = kept_for(request.user, group)
    context = {"group": group, "form": form, "kept": kept} | found
    return render(request, "sessions/agreement_form.html", context)
