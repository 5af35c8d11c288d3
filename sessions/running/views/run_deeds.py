"""What is pressed on the page of a run; then that page again, with what was refused."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from people.web import bounded
from people.web.refusals import refusals_told
from sessions.running.forms.run import MarkForm
from sessions.running.services import runs
from sessions.running.services.marks import mark_question
from sessions.running.services.ready import say_busy, say_ready
from sessions.running.services.runs import add_minutes, end_run, take_lead
from sessions.running.views.runs import run_of_member

# Minutes that one press adds: enough to finish, and not a new round.
MORE = 3


@require_POST
def step_on(request, pk):
    return done(request, pk, runs.step_on)


@require_POST
def step_back(request, pk):
    return done(request, pk, runs.step_back)


@require_POST
def pause(request, pk):
    return done(request, pk, runs.pause)


@require_POST
def resume(request, pk):
    return done(request, pk, runs.resume)


@require_POST
def more(request, pk):
    return done(request, pk, add_minutes, minutes=MORE)


@require_POST
def ready(request, pk):
    return said_of_step(request, pk, say_ready)


@require_POST
def busy(request, pk):
    return said_of_step(request, pk, say_busy)


@require_POST
def end(request, pk):
    return done(request, pk, end_run)


@require_POST
def lead(request, pk):
    """Whatever version the page was of: the lead is free to take."""
    run = run_of_member(request, pk)
    with refusals_told(request):
        take_lead(run=run, by=request.user)
    return page_again(request, run)


@require_POST
def mark(request, pk):
    run = run_of_member(request, pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise BadRequest("A mark that the page does not offer.")
    with refusals_told(request):
        mark_question(run=run, by=request.user, **form.cleaned_data)
    return page_again(request, run, "#questions")


def said_of_step(request, pk, service):
    """Of a step: by the version at which the run came to it."""
    run = run_of_member(request, pk)
    since = bounded.number(request.POST, "since")
    if since is None:
        raise BadRequest("A press without the step of its page.")
    with refusals_told(request):
        service(run=run, by=request.user, since=since)
    return redirect(run)


def done(request, pk, service, **what):
    run = run_of_member(request, pk)
    version = bounded.number(request.POST, "version")
    if version is None:
        raise BadRequest("A press without the version of its page.")
    with refusals_told(request):
        service(run=run, by=request.user, version=version, **what)
    return page_again(request, run)


def page_again(request, run, at=""):
    """The one that was pressed on: of a member, or for the table."""
    on_table = bounded.number(request.POST, "on_table")
    page = (
        reverse("sessions:run_table", args=[run.pk])
        if on_table
        else run.get_absolute_url()
    )
    return redirect(page + at)
