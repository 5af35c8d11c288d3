from dataclasses import dataclass, field

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
from people.once import once
from programmes import clock
from sessions import rules, services
from sessions.forms import DateRows, PollForm, VoteForm
from sessions.models import DatePoll, PollDate, Vote
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


@dataclass
class Choice:
    """A date of a poll as the group answered so far."""

    date: PollDate
    answers: list = field(default_factory=list)
    past: bool = False
    best: bool = False

    def count(self, answer):
        return sum(given == answer for _person, given in self.answers)

    @property
    def yes(self):
        return self.count(Vote.Answer.YES)

    @property
    def possible(self):
        return self.yes + self.count(Vote.Answer.IF_NEED_BE)

    @property
    def everybody(self):
        return self.possible == len(self.answers)

    @property
    def missing(self):
        """Who said no."""
        return [who for who, given in self.answers if given == Vote.Answer.NO]

    @property
    def silent(self):
        return [who for who, given in self.answers if not given]

    @property
    def consequence(self):
        if self.missing:
            names = ", ".join(person.given_name for person in self.missing)
            return _("Cannot come: %(names)s. Everybody gets an invitation.") % {
                "names": names
            }
        return _("Everybody gets an invitation, and the vote closes.")


def choices_of(poll, people) -> list[Choice]:
    given = {
        (vote.date_id, vote.person_id): vote.answer
        for vote in Vote.objects.of_poll(poll)
    }
    programme = poll.group.programme
    choices = [
        Choice(
            date,
            [(person, given.get((date.pk, person.pk), "")) for person in people],
            past=clock.has_begun(programme, date.on, date.at),
        )
        for date in poll.dates.all()
    ]
    open_ones = [choice for choice in choices if not choice.past and choice.possible]
    if open_ones:
        top = max((choice.possible, choice.yes) for choice in open_ones)
        for choice in open_ones:
            choice.best = (choice.possible, choice.yes) == top
    return choices


def poll_of_member(request, pk) -> DatePoll:
    polls = DatePoll.objects.visible_to(request.user).knowing(request.user)
    poll = get_object_or_404(
        polls.select_related("group__programme", "group__mentor", "picked", "asked_by"),
        pk=pk,
    )
    open_or_see(request, poll.group, poll.is_open)
    return poll


@require_GET
def poll(request, pk):
    return show_poll(request, poll_of_member(request, pk))


def show_poll(request, poll, form=None):
    people = list(members_here(poll.group))
    choices = choices_of(poll, people)
    mine = {
        choice.date.pk: {who.pk: given for who, given in choice.answers}.get(
            request.user.pk
        )
        for choice in choices
    }
    voted = {who.pk for choice in choices for who, given in choice.answers if given}
    dates = [choice.date for choice in choices if not choice.past]
    context = {
        "group": poll.group,
        "poll": poll,
        "choices": choices,
        "people": people,
        "form": form or VoteForm(dates=dates, answers=mine),
        "have_voted": request.user.pk in voted,
        "silent": [person for person in people if person.pk not in voted],
        "leads": rules.may_lead(request.user, poll.group),
    }
    return render(request, "sessions/poll_detail.html", context)


@require_POST
def poll_vote(request, pk):
    poll = poll_of_member(request, pk)
    dates = [
        date
        for date in poll.dates.all()
        if not clock.has_begun(poll.group.programme, date.on, date.at)
    ]
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
    leads_or_403(request, poll.group)
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
    leads_or_403(request, poll.group)
    with refusals_told(request):
        services.close_poll(poll=poll)
        messages.success(request, _("The vote has stopped. You can propose new dates."))
    return redirect("sessions:group", poll.group_id)
