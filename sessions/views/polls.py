from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from people import bounded
from people.errors import refusals, refusals_told
from people.namesakes import tell_apart
from people.once import once
from programmes import clock
from sessions import services
from sessions.forms import DateRows, PollForm, VoteForm
from sessions.models import DatePoll, PollDate, Vote
from sessions.tally import PollChoice, silent, tally
from sessions.views.entrance import (
    group_of_mentor,
    leads_or_403,
    members_here,
    open_or_see,
)


@require_http_methods(["GET", "POST"])
@once
def poll_form(request, pk):
    group = group_of_mentor(request, pk)
    form = PollForm(request.POST or None)
    rows = DateRows(request.POST or None, prefix="dates")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        with refusals(form):
            poll = services.propose_dates(
                group=group, by=request.user, dates=rows.dates(), **form.cleaned_data
            )
            messages.success(request, _("The group is asked to vote on these dates."))
            return redirect("sessions:poll", poll.pk)
    context = {"group": group, "form": form, "rows": rows}
    return render(request, "sessions/poll_form.html", context)


@require_GET
def poll_row(request, pk):
    group = group_of_mentor(request, pk)
    rows = DateRows(prefix="dates")
    context = next_row(request, rows) | {"group": group}
    return render(request, "sessions/poll_form.html#row", context)


def next_row(request, rows) -> dict:
    """The empty form that comes after the rows on the page."""
    sent = bounded.number(request.GET, f"{rows.prefix}-TOTAL_FORMS")
    index = min(rows.total_form_count() if sent is None else sent, 100)
    if index >= rows.max_num:
        return {"row": None, "total": rows.max_num}
    row = rows.empty_form
    row.prefix = rows.add_prefix(index)
    return {"row": row, "total": index + 1, "full": index + 1 >= rows.max_num}


def choices_of(poll, people) -> list[PollChoice]:
    given = {
        (vote.date_id, vote.person_id): vote.answer
        for vote in Vote.objects.of_poll(poll)
    }
    dates = list(poll.dates.all())
    past = set(dates) - set(dates_to_come(poll, dates))
    mentor = poll.group.mentor
    return tally(dates, people, given, mentor=mentor, past=past)


def dates_to_come(poll, dates) -> list[PollDate]:
    programme = poll.group.programme
    return [one for one in dates if not clock.has_begun(programme, one.on, one.at)]


def poll_of_member(request, pk) -> DatePoll:
    polls = DatePoll.objects.visible_to(request.user).knowing(request.user)
    poll = get_object_or_404(
        polls.with_group().select_related("picked", "asked_by"),
        pk=pk,
    )
    open_or_see(request, poll.group, poll.is_open)
    return poll


@require_GET
def poll(request, pk):
    return show_poll(request, poll_of_member(request, pk))


def show_poll(request, poll, form=None):
    people = tell_apart(members_here(poll.group))
    choices = choices_of(poll, people)
    mine = {one.date.pk: dict(one.answers).get(request.user) for one in choices}
    voted = {who for choice in choices for who, given in choice.answers if given}
    dates = [choice.date for choice in choices if not choice.past]
    asked = [person for person in people if person != poll.group.mentor]
    context = {
        "group": poll.group,
        "poll": poll,
        "choices": choices,
        "people": people,
        "form": form or VoteForm(dates=dates, answers=mine),
        "have_voted": request.user in voted,
        "silent": silent(asked, voted),
        "leads": poll.is_led,
    }
    return render(request, "sessions/poll_detail.html", context)


@require_POST
def poll_vote(request, pk):
    poll = poll_of_member(request, pk)
    dates = dates_to_come(poll, poll.dates.all())
    form = VoteForm(request.POST, dates=dates, answers={})
    if not form.is_valid():
        return show_poll(request, poll, form)
    with refusals_told(request):
        services.vote(poll=poll, person=request.user, answers=form.answers())
        messages.success(
            request, _("Saved. You can change your answers until a date is picked.")
        )
    return redirect("sessions:poll", poll.pk)


@require_POST
def poll_pick(request, pk, date):
    poll = poll_of_member(request, pk)
    leads_or_403(poll)
    picked = get_object_or_404(poll.dates, pk=date)
    with refusals_told(request):
        session = services.pick_date(poll=poll, date=picked)
        day = date_format(session.on, "l j F")
        messages.success(
            request,
            _("The first meeting is on %(day)s. Everybody gets an invitation.")
            % {"day": day},
        )
        return redirect("sessions:group", poll.group_id)
    return redirect("sessions:poll", poll.pk)


@require_POST
def poll_close(request, pk):
    poll = poll_of_member(request, pk)
    leads_or_403(poll)
    with refusals_told(request):
        services.close_poll(poll=poll)
        messages.success(request, _("The vote has stopped. You can propose new dates."))
    return redirect("sessions:group", poll.group_id)
