"""A mentor's map of stances: the self-test, a dot after a meeting, and the path (2.2)."""

import datetime as dt
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handbook import rules, services
from handbook.models import StanceDot
from handbook.stance.drawing import drawing
from handbook.stance.forms import CELLS, AnswersForm, DotForm, SelfTestForm
from handbook.stance.map import felt
from handbook.stance.scoring import answers_in
from handbook.stance.statements import self_test
from handbook.stance.texts import ANSWERS, SELF_TEST
from handbook.stance.words import LEVELS, moved, stood
from people.web.refusals import refusals, refusals_told
from sessions.models import Session
from spaces.audience import only
from writing.boxes import box

DAY = dt.timedelta(1)
# Of some years; older ones are kept, and not drawn.
MOST = 60


@require_GET
@never_cache
def stance(request):
    """The path over the year, and what belongs to where one stands now."""
    mentor_or_404(request)
    test = self_test(get_language())
    mine = StanceDot.objects.visible_to(request.user)
    dots = list(mine.standing().latest_first()[:MOST])
    for dot in dots:
        dot.stood = stood(dot, test)
    path = [dot.stood for dot in reversed(dots) if dot.stood]
    context = {
        "test": test,
        "dots": dots,
        "now": path[-1] if path else None,
        "moved": moved_since(path),
        "drawing": drawing(path, test.map),
        "dropped": mine.dropped().first(),
        "audience": only(request.user),
    }
    return render(request, "handbook/stance_detail.html", context)


def moved_since(path) -> str:
    """From the self-test before the last one; of dots by feeling nothing is said."""
    tests = [stood for stood in path if stood.dot.kind == StanceDot.Kind.TEST]
    return moved(*tests[-2:]) if len(tests) > 1 else ""


@require_http_methods(["GET", "POST"])
@never_cache
def stance_test(request):
    mentor_or_404(request)
    test = self_test(get_language())
    kept = box(kind=SELF_TEST, key=ANSWERS, person=request.user)
    begun = answers_in(test, str(kept.form["body"].initial))
    initial = begun | {"dot": uuid4()}
    form = SelfTestForm(request.POST or None, test=test, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            services.finish_test(
                by=request.user,
                pk=form.cleaned_data["dot"],
                on=timezone.localdate(),
                test=test,
                answers=form.answers,
            )
            return redirect("handbook:stance")
    context = {"test": test, "form": form, "box": kept, "audience": only(request.user)}
    return render(request, "handbook/stance_test.html", context)


@require_POST
def stance_keep(request):
    """What is chosen so far, for a browser without JavaScript."""
    mentor_or_404(request)
    form = SelfTestForm(request.POST, test=self_test(get_language()))
    typed = AnswersForm(request.POST)
    if form.is_valid() and typed.is_valid():
        if typed.cleaned_data["author"] != request.user.pk:
            raise BadRequest("Answers from the page of somebody else.")
        sent = {name: typed.typed[name] for name in ("client_id", "based_on")}
        services.keep_answers(by=request.user, answers=form.answers, **sent)
        messages.success(request, _("Kept. You can go on whenever you like."))
    return redirect("handbook:stance_test")


@require_http_methods(["GET", "POST"])
@never_cache
def stance_dot(request, pk=None):
    """Ten seconds: a dot of today, or of the meeting of that number."""
    mentor_or_404(request)
    session = session_led(request, pk)
    dot = dot_of(request.user, session)
    form = DotForm(request.POST or None, initial=initial_of(dot))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            services.put_dot(
                by=request.user,
                pk=form.cleaned_data["dot"],
                on=session.on if session else timezone.localdate(),
                place=form.place,
                words=form.cleaned_data["words"],
                about=str(session.pk) if session else "",
            )
            return redirect("handbook:stance")
    cells = cells_of(form, self_test(get_language()))
    context = {"form": form, "session": session, "dot": dot, "cells": cells}
    context["audience"] = only(request.user)
    return render(request, "handbook/stance_dot.html", context)


def session_led(request, pk) -> Session | None:
    if pk is None:
        return None
    led = Session.objects.standing().led_by(request.user)
    return get_object_or_404(led.before(timezone.localdate() + DAY), pk=pk)


def dot_of(person, session) -> StanceDot | None:
    if session is None:
        return None
    return StanceDot.objects.visible_to(person).standing().about(session.pk).first()


def initial_of(dot) -> dict:
    """As it lies there, where it was put by feeling and opens."""
    initial = {"dot": uuid4()}
    if dot and dot.place:
        at = {felt(*cell): cell for cell in CELLS}.get(dot.place)
        initial |= {"where": at and ".".join(at), "words": dot.words}
    return initial


def cells_of(form, test) -> list[dict]:
    """The nine cells of the map, the corners with the stance that lies there."""
    chosen = form["where"].value()
    cells = []
    for relation, content in CELLS:
        stances = test.map.stances_at(felt(relation, content))
        value = f"{relation}.{content}"
        cells.append(
            {
                "value": value,
                "stance": test.stance(stances[0]).name if len(stances) == 1 else "",
                "relation": LEVELS[relation],
                "content": LEVELS[content],
                "chosen": value == chosen,
            }
        )
    return cells


@require_POST
def stance_drop(request, pk):
    mentor_or_404(request)
    mine = StanceDot.objects.visible_to(request.user).standing()
    services.drop_dot(dot=get_object_or_404(mine, pk=pk))
    return redirect("handbook:stance")


@require_POST
def stance_put_back(request, pk):
    mentor_or_404(request)
    mine = StanceDot.objects.visible_to(request.user).dropped()
    with refusals_told(request):
        services.put_back(dot=get_object_or_404(mine, pk=pk))
    return redirect("handbook:stance")


def mentor_or_404(request) -> None:
    """Nobody else is told that there is such a map."""
    if not rules.may_stand(request.user):
        raise Http404
