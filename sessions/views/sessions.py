from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import MentorGroup
from people.errors import refusals
from people.once import once
from programmes import clock
from sessions import notes, rules, services
from sessions.coming import who_can
from sessions.flags import with_vote
from sessions.forms import CancelForm, MeetingForm, MoveForm
from sessions.models import Action, ChangeReason, Session
from sessions.services.coming import may_be_answered
from sessions.services.sessions import may_be_logged
from sessions.views.actions import marked
from sessions.views.entrance import (
    group_of_mentor,
    members_here,
    session_of_member,
    session_of_mentor,
)
from spaces.audience import audiences


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
    session = session_of_member(request, pk, with_vote(Session.objects))
    leads, reader = session.is_led, request.user
    note = notes.note_of(session, reader)
    # What is not there, or shown only with a log, is not asked for.
    reason = ChangeReason.objects.latest_of(session) if session.explained_at else None
    actions = Action.objects.visible_to(reader).of_session(session)
    actions = actions.select_related("owner") if session.logged_at else []
    coming = coming_to(session, reader)
    context = {
        "group": session.group,
        "session": session,
        "leads": leads,
        "coming": coming,
        "reason": reason,
        "with_the_rest": leads and services.may_be_moved_with_the_rest(session),
        "loggable": may_be_logged(session),
        "note": note,
        "attendance": session.attendance.select_related("person").order_by(
            "person__sort_key"
        ),
        "actions": marked(actions, reader, leads),
        **readers_of(session, reader, note=note, reason=reason, coming=coming),
    }
    return render(request, "sessions/session_detail.html", context)


def readers_of(session, reader, *, note, reason, coming) -> dict:
    """Who reads what there is on its page."""
    spaces = {
        "note_audience": note and note.space_id,
        "reason_audience": reason and reason.space_id,
        "coming_audience": coming and session.group.circle_id,
    }
    spaces = {name: space_id for name, space_id in spaces.items() if space_id}
    known = audiences(spaces.values(), reader) if spaces else {}
    return {name: known.get(space_id) for name, space_id in spaces.items()}


def coming_to(session, reader):
    """Who can come; None where nobody answers any more."""
    if not may_be_answered(session):
        return None
    return who_can(session, people=members_here(session.group), reader=reader)


@require_http_methods(["GET", "POST"])
@once
def session_new(request, pk):
    group = group_of_mentor(request, pk)
    form = MeetingForm(
        request.POST or None,
        initial={"kind": Session.Kind.INTERVISION, "minutes": 120},
        programme=group.programme,
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form), transaction.atomic():
            said, reason = split(form)
            session = services.plan_session(group=group, **said)
            explain(request, session, ChangeReason.Change.ADDED, reason)
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
        with refusals(form), transaction.atomic():
            said, reason = split(form)
            services.move_session(session=session, **said)
            explain(request, session, ChangeReason.Change.MOVED, reason)
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
    sent = request.POST if request.method == "POST" else None
    form = CancelForm(sent, session=session)
    if sent is not None and form.is_valid():
        with refusals(form), transaction.atomic():
            _said, reason = split(form)
            services.cancel_session(session=session)
            explain(request, session, ChangeReason.Change.CANCELLED, reason)
            messages.success(request, _("Cancelled. Everybody is told."))
            return redirect(session)
    context = {
        "group": session.group,
        "session": session,
        "form": form,
        "people": others(request, session.group),
    }
    return render(request, "sessions/session_cancel.html", context)


def split(form) -> tuple[dict, str]:
    """What the date becomes, and why."""
    said = dict(form.cleaned_data)
    return said, said.pop("reason")


def explain(request, session, change, words):
    services.give_reason(session=session, by=request.user, change=change, words=words)


def others(request, group):
    return [person for person in members_here(group) if person != request.user]
