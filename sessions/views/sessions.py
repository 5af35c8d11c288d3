from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import MentorGroup
from people.errors import refusals
from people.once import once
from programmes import clock
from sessions import rules, services
from sessions.choosing import with_course
from sessions.faces import Face, face_of
from sessions.flags import with_vote
from sessions.forms import CancelForm, MeetingForm, MoveForm
from sessions.models import ChangeReason, Session
from sessions.run_due import runs_of
from sessions.services.sessions import may_be_logged
from sessions.views.after import after
from sessions.views.before import before
from sessions.views.during import during
from sessions.views.entrance import (
    group_of_mentor,
    members_here,
    session_of_member,
    session_of_mentor,
)
from spaces.audience import audience_of

# What each face of the page shows; one that is off has none.
CONTEXT = {Face.BEFORE: before, Face.DURING: during, Face.AFTER: after}
# Under which name a face has who reads the texts on it.
READERS = ("circle", "casting_audience", "carried_for")


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
    runs = runs_of(sessions, timezone.now())
    for session in sessions:
        session.today = clock.today_in(session.group.programme)
        session.going_on = runs.get(session.pk)
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
    sessions = with_course(with_vote(Session.objects))
    session = session_of_member(request, pk, sessions)
    leads, by_clock = session.is_led, face_of(session)
    ended = session.gone_through and not session.going_on
    face = face_of(session, went_through=bool(ended))
    # What is not there is not asked for.
    reason = ChangeReason.objects.latest_of(session) if session.explained_at else None
    shown = CONTEXT[face](request, session) if face in CONTEXT else {}
    context = {
        "group": session.group,
        "session": session,
        "face": face,
        "back": session.get_absolute_url(),
        "leads": leads,
        "reason": reason,
        "reason_audience": reason and readers_of(reason, shown, request.user),
        "readers": next((shown[name] for name in READERS if shown.get(name)), None),
        "again": face == Face.AFTER and by_clock == Face.DURING,
        "with_the_rest": leads and services.may_be_moved_with_the_rest(session),
        "loggable": may_be_logged(session),
        **shown,
    }
    return render(request, "sessions/session_detail.html", context)


def readers_of(reason, shown, reader):
    """Of a reason; the face that is `shown` mostly knows who is in that circle."""
    known = shown.get("casting_audience")
    if known and known.space_id == reason.space_id:
        return known
    return audience_of(reason.space_id, reader)


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
