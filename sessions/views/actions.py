from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from people import bounded
from people.errors import refusals
from people.once import once
from programmes import clock
from sessions import rules, services
from sessions.forms import ActionForm, ActionRows
from sessions.models import Action
from sessions.views.entrance import (
    Closed,
    group_of_member,
    group_of_mentor,
    members_here,
)
from sessions.views.people import kept_for
from sessions.views.poll_form import next_row
from spaces.audience import audience_of

# So many of what is done on a page.
DONE = 25


def with_owners(actions, people) -> list[Action]:
    """The actions, each with whose it is: mostly of `people` whom the page knows."""
    actions, known = list(actions), {one.pk: one for one in people}
    for action in actions:
        if action.owner_id in known:
            action.owner = known[action.owner_id]
    prefetch_related_objects(actions, "owner")
    return actions


def marked(actions, person, leads) -> list[Action]:
    """The actions, each knowing whether the person may change it."""
    actions = list(actions)
    for action in actions:
        action.mine_to_change = leads or action.owner_id == person.pk
    return actions


@require_GET
def action_list(request, pk):
    group = group_of_member(request, pk)
    mine = bounded.text(request.GET, "whose") == "mine"
    actions = Action.objects.visible_to(request.user).of_group(group)
    if mine:
        actions = actions.owned_by(request.user)
    leads = group.is_led
    actions = marked(actions.select_related("owner"), request.user, leads)
    context = {
        "group": group,
        "mine": mine,
        "open": [action for action in actions if action.done_at is None],
        "page": bounded.paged(
            [action for action in actions if action.done_at], request.GET, DONE
        ),
        "today": clock.today_in(group.programme),
        "audience": audience_of(group.circle_id, request.user),
    }
    return render(request, "sessions/action_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def action_new(request, pk):
    group = group_of_member(request, pk)
    form = ActionForm(
        request.POST or None,
        people=members_here(group),
        initial={"owner": request.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            services.add_action(group=group, by=request.user, **form.cleaned_data)
            messages.success(request, _("Written down."))
            return redirect("sessions:action_list", group.pk)
    return show_form(request, group, form)


def show_form(request, group, form, action=None):
    space_id = action.space_id if action else group.circle_id
    context = {
        "group": group,
        "form": form,
        "action": action,
        "audience": audience_of(space_id, request.user),
        "kept": kept_for(request.user, group),
    }
    return render(request, "sessions/action_form.html", context)


@require_GET
def action_row(request, pk):
    """One more empty action for the log."""
    group = group_of_mentor(request, pk)
    rows = ActionRows(prefix="actions", form_kwargs={"people": members_here(group)})
    context = next_row(request, rows) | {"group": group}
    return render(request, "sessions/log_form.html#row", context)


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
            services.change_action(action=action, **form.cleaned_data)
            messages.success(request, _("Changed."))
            return redirect("sessions:action_list", action.group_id)
    return show_form(request, action.group, form, action)


@require_POST
def action_done(request, pk):
    action = services.finish_action(action=action_to_change(request, pk))
    messages.success(request, _("Done. You can put it back below."))
    return redirect("sessions:action_list", action.group_id)


@require_POST
def action_open(request, pk):
    action = services.reopen_action(action=action_to_change(request, pk))
    messages.success(request, _("Put back with what is still to be done."))
    return redirect("sessions:action_list", action.group_id)
