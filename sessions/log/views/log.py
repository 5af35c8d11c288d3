"""The log of a meeting, which the group reads along with: by the mentor or a note-taker."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web.once import once
from people.web.refusals import refusals, refusals_told
from sessions.log import notes
from sessions.log.forms.action import ActionRows
from sessions.log.forms.log import CameLateForm, LogForm, NoteTakerForm
from sessions.log.models.attendance import Attendance
from sessions.log.note_takers import note_taking
from sessions.log.services.late import note_late
from sessions.log.services.log import log_session
from sessions.log.services.note_takers import name_note_taker
from sessions.log.views.actions import marked
from sessions.session.coming import said_away
from sessions.session.kept import with_kept
from sessions.session.models.session import Session
from sessions.session.services.sessions import may_be_logged
from sessions.session.views.entrance import (
    members,
    members_here,
    session_of_member,
    session_of_mentor,
)
from sessions.session.views.people import kept_for
from spaces.audience import audience_of
from writing.posted import save_posted, to_choose_from


@require_http_methods(["GET", "POST"])
@once
def session_log(request, pk):
    sessions = with_kept(Session.objects, request.user)
    session = session_of_member(request, pk, sessions)
    log = log_or_403(session, request.user)
    # What was typed is kept, whatever is wrong with the rest.
    posted = save_posted(request.POST, request.user)
    rows = ActionRows(
        request.POST or None,
        prefix="actions",
        form_kwargs={"people": members(session.group)},
    )
    form = LogForm(
        request.POST or None,
        session=session,
        people=rows.people,
        initial=known_log(session),
    )
    if beside := to_choose_from(posted):
        messages.warning(request, _("Saved, beside what somebody else wrote."))
        return redirect("writing:versions", pk=beside.pk)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with refusals(form):
            keep_log(request, session, form, rows)
            return redirect(session)
    return show_log(request, log, form, rows)


def log_or_403(session, person) -> notes.Log:
    log = notes.log_of(session, person)
    if not (session.is_led or note_taking(session, log.circle_id).may_write(person)):
        raise PermissionDenied
    return log


def keep_log(request, session, form, rows):
    log_session(
        session=session,
        by=request.user,
        kind=form.cleaned_data.get("kind", session.kind),
        presences=form.presences(),
        actions=rows.actions(),
    )
    messages.success(request, _("The log is saved; your group can read it."))


def show_log(request, log, form, rows):
    session = log.session
    if request.method == "POST":
        # With what was saved just now.
        log = notes.log_of(session, request.user)
    audience = audience_of(log.circle_id, request.user)
    kept = kept_for(request.user, session.group) if session.has_kept else []
    context = {
        "group": session.group,
        "session": session,
        "form": form,
        "rows": rows,
        "loggable": may_be_logged(session),
        "actions": marked(
            session.actions.standing(), request.user, session.group, rows.people
        ),
        "back": request.path,
        "boxes": log.boxes(audience),
        "circle_audience": audience,
        "kept": [*log.typed_alone, *kept],
    }
    return render(request, "sessions/log/log_form.html", context)


@require_POST
def note_taker(request, pk):
    """Named on the page of the meeting, by the mentor or who led it."""
    session = session_of_member(request, pk)
    circle_id = notes.log_of(session, request.user).circle_id
    if not note_taking(session, circle_id).may_name(request.user):
        raise PermissionDenied
    form = NoteTakerForm(request.POST, people=members_here(session.group))
    if not form.is_valid():
        messages.error(request, _("Choose somebody of the group."))
        return redirect(session)
    with refusals_told(request):
        fields = form.cleaned_data | {"session": session, "by": request.user}
        name_note_taker(circle_id=circle_id, **fields)
        messages.success(request, _("Your group sees who takes notes."))
    return redirect(session)


@require_POST
def late(request, pk):
    """Who came late, for the mentor alone."""
    session = session_of_mentor(request, pk)
    form = CameLateForm(request.POST, people=members_here(session.group))
    if form.is_valid():
        people = form.cleaned_data["people"]
        note_late(session=session, by=request.user, people=people)
        messages.success(request, _("Noted, for you alone."))
    return redirect(session)


def known_log(session) -> dict:
    known = dict(session.attendance.values_list("person", "presence"))
    if not known:
        known = dict.fromkeys(said_away(session), Attendance.Presence.EXCUSED)
    named = {f"presence-{person_id}": presence for person_id, presence in known.items()}
    return named | {"kind": session.kind}
