from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from groups.models import MentorGroup
from people.brakes import saves
from people.errors import refusals, refusals_told
from people.once import once
from programmes import clock
from sessions import rules, services
from sessions.forms import ActionRows, LogForm, MeetingForm, MoveForm
from sessions.models import Action, Session
from sessions.services.sessions import may_be_logged
from sessions.views.actions import marked
from sessions.views.entrance import (
    any_session_of_member,
    group_of_mentor,
    leads_or_403,
    members,
    session_of_member,
    session_of_mentor,
)
from sessions.views.people import kept_for
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
    note = session.notes.finished().first()
    leads = rules.may_lead(request.user, session.group)
    actions = Action.objects.visible_to(request.user).of_session(session)
    context = {
        "group": session.group,
        "session": session,
        "leads": leads,
        "loggable": may_be_logged(session),
        "note": note,
        "note_audience": note and audience_of(note.space_id, request.user),
        "attendance": session.attendance.select_related("person").order_by(
            "person__sort_key"
        ),
        "actions": marked(actions.select_related("owner"), request.user, leads),
    }
    return render(request, "sessions/session_detail.html", context)


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
    form = MoveForm(request.POST or None, initial=initial)
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
    context = {"group": session.group, "session": session, "people": people}
    return render(request, "sessions/session_cancel.html", context)


def others(request, group):
    return [person for person in members(group) if person != request.user]


@require_http_methods(["GET", "POST"])
@once
def session_log(request, pk):
    session = session_of_mentor(request, pk)
    people = members(session.group)
    form = LogForm(
        request.POST or None,
        session=session,
        people=list(people),
        initial=known_log(request, session),
    )
    rows = ActionRows(
        request.POST or None, prefix="actions", form_kwargs={"people": people}
    )
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with refusals(form):
            services.log_session(
                session=session,
                by=request.user,
                kind=form.cleaned_data.get("kind", session.kind),
                presences=form.presences(),
                brought_in=form.cleaned_data["brought_in"],
                learnt=form.cleaned_data["learnt"],
                actions=rows.actions(),
            )
            messages.success(request, _("The log is saved; your group can read it."))
            return redirect(session)
    return show_log(request, session, form, rows)


def show_log(request, session, form, rows):
    note = session.notes.finished().first()
    space_id = note.space_id if note else session.group.circle_id
    context = {
        "group": session.group,
        "session": session,
        "form": form,
        "rows": rows,
        "loggable": may_be_logged(session),
        "actions": Action.objects.visible_to(request.user)
        .filter(session=session)
        .select_related("owner"),
        "circle_audience": audience_of(space_id, request.user),
        "kept": [
            *session.notes.drafts_of(request.user).of_before(),
            *kept_for(request.user, session.group),
        ],
        "closed_draft": closed_draft(request, session),
    }
    return render(request, "sessions/log_form.html", context)


def closed_draft(request, session) -> bool:
    """Whether the mentor has a draft that does not open: it is kept, beside the log."""
    return any(draft.unopened for draft in session.notes.drafts_of(request.user))


def known_log(request, session) -> dict:
    drafts = session.notes.drafts_of(request.user)
    # A draft for other readers than these stands beside the form, not in it.
    fitting = drafts.exclude(pk__in=drafts.of_before())
    note = session.notes.finished().first()
    if note is None and not closed_draft(request, session):
        note = fitting.first()
    presences = {
        f"presence-{person_id}": presence
        for person_id, presence in session.attendance.values_list("person", "presence")
    }
    return presences | {
        "kind": session.kind,
        "brought_in": note.brought_in if note else "",
        "learnt": note.learnt if note else "",
    }


@saves
@require_POST
def log_draft(request, pk):
    """Keep what is being typed; the answer is the state that the page shows."""
    session = any_session_of_member(request, pk)
    leads_or_403(request, session.group)
    services.keep_draft(
        session=session,
        by=request.user,
        brought_in=request.POST.get("brought_in", "")[:20_000],
        learnt=request.POST.get("learnt", "")[:20_000],
    )
    if not request.htmx:
        return HttpResponse(status=204)
    return render(request, "sessions/log_form.html#state", {"state": "saved"})
