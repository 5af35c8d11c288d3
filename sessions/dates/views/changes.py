"""A meeting is planned, moved or called off, and why."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.web.once import once
from people.web.refusals import refusals
from sessions.dates.models.reason import ChangeReason
from sessions.dates.services.reasons import give_reason
from sessions.session.forms.session import (
    SessionCancelForm,
    SessionForm,
    SessionMoveForm,
)
from sessions.session.models.session import Session
from sessions.session.services.sessions import (
    cancel_session,
    move_session,
    plan_session,
)
from sessions.session.views.entrance import (
    group_of_mentor,
    members_here,
    session_of_mentor,
)


@require_http_methods(["GET", "POST"])
@once
def session_new(request, pk):
    group = group_of_mentor(request, pk)
    form = SessionForm(
        request.POST or None,
        initial={"kind": Session.Kind.INTERVISION, "minutes": 120},
        programme=group.programme,
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form), transaction.atomic():
            fields, reason = split(form)
            session = plan_session(group=group, **fields)
            explain(request, session, ChangeReason.Change.ADDED, reason)
            messages.success(request, _("Planned. Everybody gets an invitation."))
            return redirect(session)
    context = {"group": group, "form": form, "people": others(request, group)}
    return render(request, "sessions/dates/session_form.html", context)


@require_http_methods(["GET", "POST"])
def session_move(request, pk):
    session = session_of_mentor(request, pk)
    names = ["on", "at", "minutes", "place"]
    initial = {name: getattr(session, name) for name in names}
    form = SessionMoveForm(request.POST or None, initial=initial, session=session)
    if request.method == "POST" and form.is_valid():
        with refusals(form), transaction.atomic():
            fields, reason = split(form)
            move_session(session=session, **fields)
            explain(request, session, ChangeReason.Change.MOVED, reason)
            messages.success(request, _("Changed. Everybody is told."))
            return redirect(session)
    context = {
        "group": session.group,
        "session": session,
        "form": form,
        "people": others(request, session.group),
    }
    return render(request, "sessions/dates/session_form.html", context)


@require_http_methods(["GET", "POST"])
def session_cancel(request, pk):
    session = session_of_mentor(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = SessionCancelForm(sent, session=session)
    if sent is not None and form.is_valid():
        with refusals(form), transaction.atomic():
            _said, reason = split(form)
            cancel_session(session=session)
            explain(request, session, ChangeReason.Change.CANCELLED, reason)
            messages.success(request, _("Cancelled. Everybody is told."))
            return redirect(session)
    context = {
        "group": session.group,
        "session": session,
        "form": form,
        "people": others(request, session.group),
    }
    return render(request, "sessions/dates/session_cancel.html", context)


def split(form) -> tuple[dict, str]:
    """What the date becomes, and why."""
    fields = dict(form.cleaned_data)
    return fields, fields.pop("reason")


def explain(request, session, change, words):
    give_reason(session=session, by=request.user, change=change, words=words)


def others(request, group):
    return [person for person in members_here(group) if person != request.user]
