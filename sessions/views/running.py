"""A meeting as its group goes through it: begun, read, asked for what is new."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people import bounded
from people.errors import refusals
from sessions import services
from sessions.course import Course
from sessions.forms import RolesForm, RunForm
from sessions.models import Run
from sessions.running import card_of, proposal, scene_of
from sessions.views.entrance import members_here, session_of_member
from sessions.views.run_ends import at_an_end
from spaces.audience import audiences


@require_http_methods(["GET", "POST"])
def run_start(request, pk):
    """Length, opening, method, closing; or the meeting that goes on already."""
    session = session_of_member(request, pk)
    here = Run.objects.of_session(session).in_circle(session.group.circle_id)
    if going_on := here.going_on().first():
        return redirect(going_on)
    people = members_here(session.group)
    initial, why = proposal(session, list(people))
    sent = request.POST if request.method == "POST" else None
    form = RunForm(sent, people=people, initial=initial, why=why)
    if sent is not None and form.is_valid():
        with refusals(form):
            said = {"session": session, "by": request.user} | form.cleaned_data
            return redirect(services.start_run(**said))
    context = {"session": session, "group": session.group, "form": form}
    return render(request, "sessions/run_form.html", context)


@require_GET
def run(request, pk):
    run = run_of_member(request, pk)
    scene = scene_of(run, request.user, bounded.text(request.GET, "step"))
    group = run.session.group
    leads = run.is_going_on and run.leader_id == request.user.pk
    names = ("case_owner", "timekeeper", "note_taker", "observer")
    roles = {name: getattr(run, name) for name in names}
    context = {
        "run": run,
        "session": run.session,
        "group": group,
        "programme": group.programme,
        "scene": scene,
        "box": scene.box(),
        "table": scene.on_the_table(),
        "card": card_of(scene.role),
        "circle": audiences([run.space_id], request.user)[run.space_id],
        "leads": leads,
        "has_clock": leads or run.timekeeper_id == request.user.pk,
        "roles": RolesForm(people=members_here(group), initial=roles)
        if leads
        else None,
        **at_an_end(scene),
    }
    return render(request, "sessions/run_detail.html", context)


@require_GET
def news(request, pk):
    """Asked every few seconds: 304 as long as nothing changed, and how long is left.

    The row is found by who is signed in and still in its circle; nothing else is asked.
    """
    run = get_object_or_404(Run.objects.visible_to(request.user), pk=pk)
    tag = f'"{run.version}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        number = Course(run).at + 1
        answer = JsonResponse({"step": run.step, "number": number})
    answer["ETag"] = tag
    if run.is_going_on:
        answer["Left"] = run.left_ms
    return answer


def run_of_member(request, pk) -> Run:
    return get_object_or_404(Run.objects.visible_to(request.user).for_page(), pk=pk)
