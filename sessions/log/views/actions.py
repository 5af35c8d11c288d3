from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from people.web import bounded
from people.web.once import once
from people.web.refusals import refusals
from programmes import clock
from sessions.log import rules
from sessions.log.carried import asked_next, told_actions
from sessions.log.forms.action import ActionForm, ActionRows
from sessions.log.models.action import Action
from sessions.log.services.actions import add_action, change_action
from sessions.session.models.session import Session
from sessions.session.views.entrance import (
    Closed,
    group_of_member,
    group_of_mentor,
    members_here,
)
from sessions.session.views.people import kept_for
from sessions.session.views.rows import next_row
from spaces.audience import audience_of

# So many of what is done or dropped on a page.
ENDED = 25


def marked(actions, person, group, known=()) -> list[Action]:
    """The actions of a group that knows whether the person leads it.

    Each is one of `told_actions` (`sessions/log/carried.py`), and knows whether the
    person may change it.
    """
    actions = told_actions(actions, group, known)
    prefetch_related_objects(actions, "owner")
    for action in actions:
        action.is_mine = action.owner_id == person.pk
        action.mine_to_change = group.is_led or action.is_mine
    return actions


def sent_with(request):
    """What its form says once it is pressed, its address before; to be bounded."""
    return request.POST if request.method == "POST" else request.GET


def back_to(request, group) -> str:
    """The page of ours on which it was pressed; else the list of actions."""
    there = reverse("sessions:action_list", args=[group.pk])
    return bounded.path(sent_with(request), "back") or there


def met_at(request, group) -> Session | None:
    """The meeting of the group at which the page says that it is pressed."""
    pk = bounded.number(sent_with(request), "session")
    return get_object_or_404(group.sessions, pk=pk) if pk else None


@require_GET
def action_list(request, pk):
    group = group_of_member(request, pk)
    mine = bounded.text(request.GET, "whose") == "mine"
    actions = Action.objects.visible_to(request.user).of_group(group).standing()
    if mine:
        actions = actions.owned_by(request.user)
    actions = marked(actions, request.user, group)
    context = {
        "group": group,
        "mine": mine,
        "open": [action for action in actions if action.is_undone],
        "page": bounded.paged(
            [action for action in actions if not action.is_undone], request.GET, ENDED
        ),
        "today": clock.today_in(group.programme),
        "audience": audience_of(group.circle_id, request.user),
    }
    return render(request, "sessions/log/action_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def action_new(request, pk):
    group = group_of_member(request, pk)
    form = ActionForm(
        request.POST or None,
        people=members_here(group),
        initial={"owner": request.user.pk, "due_on": asked_next(group)},
    )
    session = met_at(request, group)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            fields = form.cleaned_data | {"session": session}
            add_action(group=group, by=request.user, **fields)
            messages.success(request, _("Written down."))
            return redirect(back_to(request, group))
    return show_form(request, group, form, session=session)


def show_form(request, group, form, action=None, session=None):
    space_id = action.space_id if action else group.circle_id
    context = {
        "group": group,
        "form": form,
        "action": action,
        "session": session,
        "back": back_to(request, group),
        "audience": audience_of(space_id, request.user),
        "kept": kept_for(request.user, group),
    }
    return render(request, "sessions/log/action_form.html", context)


@require_GET
def action_row(request, pk):
    """One more empty action for the log."""
    group = group_of_mentor(request, pk)
    rows = ActionRows(prefix="actions", form_kwargs={"people": members_here(group)})
    context = next_row(request, rows) | {"group": group}
    return render(request, "sessions/log/log_form.html#row", context)


def action_to_change(request, pk) -> Action:
    actions = Action.objects.visible_to(request.user).knowing(request.user)
    actions = actions.select_related("owner", "group__programme", "group__mentor")
    action = get_object_or_404(actions, pk=pk)
    if not action.is_open:
        raise Closed(action.group, is_seen=False)
    if not rules.may_change_action(request.user, action):
        raise PermissionDenied
    return action


@require_http_methods(["GET", "POST"])
def action_form(request, pk):
    action = action_to_change(request, pk)
    initial = {"text": action.text, "owner": action.owner, "due_on": action.due_on}
    form = ActionForm(
        request.POST or None, people=members_here(action.group), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            change_action(action=action, **form.cleaned_data)
            messages.success(request, _("Changed."))
            return redirect(back_to(request, action.group))
    return show_form(request, action.group, form, action)


def open_actions(group, reader, seats) -> list[Action]:
    """Of a group of the reader; `seats` tell of most owners who they are."""
    known = [seat.person for seat in seats]
    return marked(group.actions.open(), reader, group, known)
