from datetime import time

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from people.web.refusals import refusals
from programmes import clock
from sessions.dates.forms.series import FromHereForm, SeriesForm, SeriesPlanForm
from sessions.dates.models.reason import ChangeReason
from sessions.dates.models.series import Series
from sessions.dates.models.working import WorkingAgreement
from sessions.dates.services.attempts import ask_again
from sessions.dates.services.members import who_cannot_on
from sessions.dates.services.reasons import give_reason
from sessions.dates.services.series import (
    agree_on_series,
    days_agreed,
    days_in_question,
    may_be_moved_with_the_rest,
    planned_dates,
    propose_series,
)
from sessions.session.views.entrance import (
    group_of_member,
    group_of_mentor,
    members_here,
    session_of_mentor,
)

# So many meetings of which it says why they changed.
FEW = 5


@require_GET
def series(request, pk):
    """The dates of the series, or how far the planning is; asked again by the page."""
    group = group_of_member(request, pk)
    visible = Series.objects.visible_to(request.user)
    series = visible.of_group(group).with_group().first()
    steps = planned_dates(series, get_language()) if series else []
    sessions = group.sessions.standing().of_series()
    held_on = {session.on for session in sessions}
    context = {
        "group": group,
        "leads": group.is_led,
        "series": series,
        "steps": steps,
        "exceptions": [step for step in steps if step.moved and step.stands(held_on)],
        "sessions": sessions,
        "explained": group.sessions.explained()[:FEW] if series else [],
    }
    template = "sessions/dates/series_detail.html"
    if request.htmx and not request.htmx.history_restore_request:
        template += "#dates"
    return render(request, template, context)


@require_POST
def series_again(request, pk):
    """Have the planning tried anew that failed."""
    group = group_of_mentor(request, pk)
    series = get_object_or_404(Series.objects.visible_to(request.user), group=group)
    ask_again(series=series)
    return redirect("sessions:series", group.pk)


@require_http_methods(["GET", "POST"])
def series_form(request, pk):
    """What the group agrees; sent, its dates are shown first, and nothing is planned."""
    group = group_of_mentor(request, pk)
    form = SeriesForm(request.POST or None, initial=suggested(group))
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        with refusals(form):
            return show_plan(request, group, form)
    known = Series.objects.of_group(group).exists()
    context = {"group": group, "form": form, "known": known}
    return render(request, "sessions/dates/series_form.html", context)


@require_http_methods(["GET", "POST"])
def from_here(request, pk):
    """Other agreements from a meeting on; its plan is shown before anything is sent."""
    session = session_of_mentor(request, pk)
    group, sent = session.group, request.method == "POST"
    if not may_be_moved_with_the_rest(session):
        raise Http404
    before = as_before(group, None, Series.objects.of_group(group).first())
    form = FromHereForm(request.POST or None, initial=before, session=session)
    if sent and form.is_valid() and "change" not in request.POST:
        with refusals(form):
            return show_plan(request, group, form, session)
    context = {"group": group, "form": form, "session": session}
    return render(request, "sessions/dates/series_form.html", context)


def show_plan(request, group, form, session=None):
    """The dates, each to be changed on the spot; sent from there, they are planned.

    All of them, or those from a session on.
    """
    rhythm = {name: form.cleaned_data[name] for name in ("every_weeks", "weekday")}
    agreed = days_agreed(group=group, **rhythm)
    rhythm["since"] = session and session.on
    cannot = members_cannot(group, form, rhythm, agreed)
    steps = propose_series(
        group=group, language=get_language(), cannot=cannot, **rhythm
    )
    today = clock.today_in(group.programme)
    coming = [step for step in steps if (step.on or step.nominal) > today]
    data = request.POST if (sent := "plan" in request.POST) else None
    plan = SeriesPlanForm(data, steps=coming, agreed=agreed, cannot=cannot)
    if sent and plan.is_valid():
        with refusals(plan):
            agree(request, group, form, plan, session)
            messages.success(request, _("Written down. The series is being planned."))
            return redirect("sessions:series", group.pk)
    context = {"group": group, "form": form, "plan": plan, "session": session}
    context["people"] = members_here(group)
    return render(request, "sessions/dates/series_plan.html", context)


def agree(request, group, form, plan, session):
    fields = form.cleaned_data | {"chosen": plan.chosen()}
    reason, by = fields.pop("reason", ""), request.user
    with transaction.atomic():
        since = session and session.on
        agree_on_series(group=group, by=by, since=since, **fields)
        if session:
            change = ChangeReason.Change.MOVED
            give_reason(session=session, by=by, change=change, words=reason)


def members_cannot(group, form, rhythm, agreed) -> dict:
    """By day who of the members cannot: on those of the rhythm, and those agreed on."""
    days = {*days_in_question(group=group, **rhythm), *agreed.values()}
    when = {name: form.cleaned_data[name] for name in ("at", "minutes")}
    return who_cannot_on(group=group, days=days - {None}, **when)


def suggested(group) -> dict:
    first = group.sessions.first_meetings().first()
    written = WorkingAgreement.objects.in_circle(group.circle_id).latest_first()
    known = Series.objects.of_group(group).first() or written.first()
    return as_before(group, first, known)


def as_before(group, first, series) -> dict:
    """What was agreed before, or written down; else the day of the first meeting.

    And as often as the programme says.
    """
    model = series or first
    return {
        "every_weeks": series.every_weeks
        if series
        else group.programme.meeting_every_weeks,
        "weekday": series.weekday if series else first.on.weekday() if first else 1,
        "at": model.at if model else time(16),
        "minutes": model.minutes if model else 120,
        "place": model.place if model else "",
    }
