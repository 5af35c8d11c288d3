"""A meeting as its group goes through it: begun, read, asked for what is new."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people.web import bounded
from people.web.refusals import refusals
from sessions.methods.models.run import Run, run_for_news
from sessions.running.choosing import with_course
from sessions.running.forms.run import RunForm
from sessions.running.services.runs import start_run
from sessions.running.views.proposal import proposal_for
from sessions.running.views.run_page import news_of, page_of, page_of_table
from sessions.session.models.session import Session
from sessions.session.views.entrance import members_here, session_of_member


@require_http_methods(["GET", "POST"])
def run_start(request, pk):
    """Length, opening, method, closing; or the meeting that goes on already."""
    session = session_of_member(request, pk, with_course(Session.objects))
    if session.going_on:
        return redirect("sessions:run", session.going_on)
    people = members_here(session.group)
    proposal = proposal_for(session, request.user)
    sent = request.POST if request.method == "POST" else None
    form = RunForm(sent, people=people, initial=proposal.parts, why=proposal.why_case)
    if sent is not None and form.is_valid():
        with refusals(form):
            fields = {"session": session, "by": request.user} | form.cleaned_data
            return redirect(start_run(**fields))
    context = {"session": session, "group": session.group, "form": form}
    return render(request, "sessions/running/run_form.html", context)


@require_GET
def run(request, pk):
    run = run_of_member(request, pk)
    context = page_of(run, request.user, bounded.text(request.GET, "step"))
    return render(request, "sessions/running/run_detail.html", context)


@require_GET
def table(request, pk):
    """One telephone for all: big, and with nothing on it of its owner's own."""
    run = run_of_member(request, pk)
    context = page_of_table(run, request.user)
    return render(request, "sessions/running/run_table.html", context)


@require_GET
def news(request, pk):
    """Asked every few seconds: 304 as long as nothing changed, and how long is left.

    The row is found by who is signed in and still in its circle; nothing else is asked.
    """
    run = run_for_news(request.user.pk, pk)
    if run is None:
        raise Http404
    tag = f'"{run.tag}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        answer = JsonResponse(news_of(run_of_member(request, pk), request.user))
    answer["ETag"] = tag
    if run.is_going_on:
        answer["Left"] = run.left_ms
    return answer


def run_of_member(request, pk) -> Run:
    return get_object_or_404(Run.objects.visible_to(request.user).for_page(), pk=pk)
