"""The log of a meeting: its texts are typed in the own space, and put before the group."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.errors import refusals
from people.once import once
from sessions import notes, services
from sessions.flags import with_kept
from sessions.forms import ActionRows, LogForm
from sessions.models import Session
from sessions.services.sessions import may_be_logged
from sessions.views.actions import marked
from sessions.views.entrance import members, session_of_mentor
from sessions.views.people import kept_for
from spaces.audience import audience_of
from writing.posted import save_posted, to_choose_from


@require_http_methods(["GET", "POST"])
@once
def session_log(request, pk):
    sessions = with_kept(Session.objects, request.user)
    session = session_of_mentor(request, pk, sessions)
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
        messages.warning(request, _("Not put before your group yet: choose first."))
        return redirect("writing:versions", pk=beside.pk)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with refusals(form):
            put(request, session, form, rows)
            return redirect(session)
    return show_log(request, session, form, rows)


def put(request, session, form, rows):
    services.log_session(
        session=session,
        by=request.user,
        kind=form.cleaned_data.get("kind", session.kind),
        presences=form.presences(),
        actions=rows.actions(),
    )
    messages.success(request, _("The log is saved; your group can read it."))


def show_log(request, session, form, rows):
    log = notes.log_of(session, request.user)
    boxes = log.boxes
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
        "boxes": boxes,
        "is_changed": any(box.put and not box.is_put for box in boxes),
        "circle_audience": audience_of(log.circle_id, request.user),
        "kept": [*log.typed_for_others, *kept],
    }
    return render(request, "sessions/log_form.html", context)


def known_log(session) -> dict:
    presences = session.attendance.values_list("person", "presence")
    known = {f"presence-{person_id}": presence for person_id, presence in presences}
    return known | {"kind": session.kind}
