from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import MentorGroup
from people.errors import refusals, refusals_told
from people.once import once
from programmes import clock
from programmes.moments import is_short_notice
from sessions import notes, rules, services
from sessions.coming import who_can
from sessions.forms import MeetingForm, MoveForm
from sessions.models import Action, Session
from sessions.services.coming import may_be_answered
from sessions.services.sessions import may_be_logged
from sessions.views.actions import marked
from sessions.views.entrance import (
    group_of_mentor,
    members,
    session_of_member,
    session_of_mentor,
)
from spaces.audience import audience_of


@require_GET
def session_list(request):
    groups = list(
        MentorGroup.objects.of(request.user)
        .select_related("programme", "mentor")
        .order_by("pk")
    )
    sessions = list(
        Session.objects.visible_to(request.user).select_related(
            "group__programme", "group__mentor"
        )
    )
    for session in sessions:
        session.today = clock.today_in(session.group.programme)
    upcoming = [one for one in sessions if one.is_planned and one.on >= one.today]
    context = {
        "groups": groups,
        "led": rules.groups_led_by(request.user),
        "upcoming": upcoming,
        "past": [one for one in reversed(sessions) if one not in upcoming],
        "several": len(groups) > 1,
    }
    return render(request, "sessions/session_list.html", context)


@require_GET
def session(request, pk):
    session = session_of_member(request, pk)
    note = notes.note_of(session, request.user)
    leads = session.is_led
    actions = Action.objects.visible_to(request.user).of_session(session)
    context = {
        "group": session.group,
        "session": session,
        "leads": leads,
        **coming_to(session, request.user),
        "loggable": may_be_logged(session),
        "note": note,
        "note_audience": note and audience_of(note.space_id, request.user),
        "attendance": session.attendance.select_related("person").order_by(
            "person__sort_key"
        ),
        "actions": marked(actions.select_related("owner"), request.user, leads),
    }
    return render(request, "sessions/session_detail.html", context)


def coming_to(session, reader) -> dict:
    if not may_be_answered(session):
        return {}
    people = members(session.group)
    return {
        "coming": who_can(session, people=people, reader=reader),
        "coming_audience": audience_of(session.group.circle_id, reader),
    }


@require_http_methods(["GET", "POST"])
@once
def session_new(request, pk):
    group = group_of_mentor(request, pk)
    form = MeetingForm(
        request.POST or None,
        initial={"kind": Session.Kind.INTERVISION, "minutes": 120},
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            session = services.plan_session(group=group, **form.cleaned_data)
            messages.success(request, _("Planned. Everybody gets an invitation."))
            return redirect(session)
    context = {"group": group, "form": form, "people": others(request, group)}
    return render(request, "sessions/session_form.html", context)


@require_http_methods(["GET", "POST"])
def session_move(request, pk):
    session = session_of_mentor(request, pk)
    names = ["on", "at", "minutes", "place"]
    initial = {name: getattr(session, name) for name in names}
    form = MoveForm(request.POST or None, initial=initial, session=session)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            services.move_session(session=session, **form.cleaned_data)
            messages.success(request, _("Changed. Everybody is told."))
            return redirect(session)
    context = {
        "group": session.group,
        "session": session,
        "form": form,
        "people": others(request, session.group),
    }
    return render(request, "sessions/session_form.html", context)


@require_http_methods(["GET", "POST"])
def session_cancel(request, pk):
    session = session_of_mentor(request, pk)
    if request.method == "POST":
        with refusals_told(request):
            services.cancel_session(session=session)
            messages.success(request, _("Cancelled. Everybody is told."))
        return redirect(session)
    people = others(request, session.group)
    programme, when = session.group.programme, {"on": session.on, "at": session.at}
    context = {
        "group": session.group,
        "session": session,
        "people": people,
        "is_soon": is_short_notice(programme=programme, **when),
    }
    return render(request, "sessions/session_cancel.html", context)


def others(request, group):
    return [person for person in members(group) if person != request.user]
