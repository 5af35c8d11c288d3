"""What becomes of an action: done, gone on with, dropped with a word, taken up again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.web.refusals import refusals, refusals_told
from sessions.log.carried import asked_next
from sessions.log.forms.action import DropActionForm, GoOnForm
from sessions.log.services.actions import (
    drop_action,
    finish_action,
    go_on_with,
    put_before_group,
    reopen_action,
)
from sessions.log.views.actions import action_to_change, back_to, met_at
from spaces.audience import audience_of


@require_POST
def action_done(request, pk):
    action = action_to_change(request, pk)
    with refusals_told(request):
        finish_action(action=action)
        messages.success(
            request, _("Done. You can put it back in the list of actions.")
        )
    return redirect(back_to(request, action.group))


@require_POST
def action_open(request, pk):
    action = action_to_change(request, pk)
    with refusals_told(request):
        reopen_action(action=action)
        messages.success(request, _("Put back with what is still to be done."))
    return redirect(back_to(request, action.group))


@require_http_methods(["GET", "POST"])
def action_drop(request, pk):
    action = action_to_change(request, pk)
    form = DropActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            fields = form.cleaned_data | {"by": request.user}
            drop_action(action=action, **fields)
            messages.success(request, _("Dropped. Your group reads your word on it."))
            return redirect(back_to(request, action.group))
    return show_next(request, action, form, _("Drop it"))


@require_http_methods(["GET", "POST"])
def action_go_on(request, pk):
    action = action_to_change(request, pk)
    initial = {"due_on": asked_next(action.group) or action.due_on}
    form = GoOnForm(request.POST or None, initial=initial, group=action.group)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            fields = form.cleaned_data | {"session": met_at(request, action.group)}
            go_on_with(action=action, **fields)
            messages.success(request, _("It goes on."))
            return redirect(back_to(request, action.group))
    return show_next(request, action, form, _("It goes on"))


@require_POST
def action_put(request, pk):
    """What the circle of before agreed on, before that of now: by its owner alone."""
    action = action_to_change(request, pk)
    if action.owner_id != request.user.pk:
        raise PermissionDenied
    with refusals_told(request):
        put_before_group(action=action, by=request.user)
        messages.success(request, _("Your group as it is now reads it from here on."))
    return redirect(back_to(request, action.group))


def show_next(request, action, form, title):
    context = {
        "group": action.group,
        "action": action,
        "form": form,
        "title": title,
        "session": met_at(request, action.group),
        "back": back_to(request, action.group),
        "audience": audience_of(action.space_id, request.user),
    }
    return render(request, "sessions/log/action_next.html", context)
