"""Who leads hands out the other jobs of a run."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.web.refusals import refusals
from sessions.running.forms.run import RolesForm
from sessions.running.services.runs import set_roles
from sessions.running.turns import turns
from sessions.running.views.runs import run_of_member
from sessions.session.views.entrance import members_here
from spaces.audience import audience_of

NAMES = ("case_owner", "timekeeper", "note_taker", "observer")


@require_http_methods(["GET", "POST"])
def hand_out_roles(request, pk):
    run = run_of_member(request, pk)
    if not run.is_led_by(request.user):
        raise PermissionDenied
    initial = {name: getattr(run, name) for name in NAMES} | {"version": run.version}
    sent = request.POST if request.method == "POST" else None
    form = RolesForm(sent, people=members_here(run.session.group), initial=initial)
    form.propose(turns(run, form.people))
    if sent is not None and form.is_valid():
        with refusals(form):
            set_roles(run=run, by=request.user, **form.cleaned_data)
            return redirect(run)
    context = {"run": run, "form": form, "programme": run.session.group.programme}
    context["audience"] = audience_of(run.space_id, request.user)
    return render(request, "sessions/running/run_roles.html", context)
