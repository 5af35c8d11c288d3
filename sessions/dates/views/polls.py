from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from people.namesakes import tell_apart
from people.web.refusals import refusals, refusals_told
from sessions.dates.forms.poll import VoteForm
from sessions.dates.models.poll import DatePoll
from sessions.dates.polled import standing_of
from sessions.dates.services.polls import close_poll, pick_date, vote
from sessions.dates.tally import PollChoice
from sessions.session.views.entrance import leads_or_403, members_here, open_or_see


class VoteRow(NamedTuple):
    """A date of a poll, with the people by whom it was answered."""

    choice: PollChoice
    answers: list[tuple]
    missing: list

    @property
    def consequence(self) -> str:
        """What picking this date means, in words."""
        if not self.missing:
            return _("Everybody gets an invitation, and the vote closes.")
        names = ", ".join(person.called for person in self.missing)
        return _("Cannot come: %(names)s. Everybody gets an invitation.") % {
            "names": names
        }


def poll_of_member(request, pk) -> DatePoll:
    polls = DatePoll.objects.visible_to(request.user).knowing(request.user)
    poll = get_object_or_404(
        polls.with_group().with_votes().select_related("picked"), pk=pk
    )
    open_or_see(request, poll.group, poll.is_open)
    return poll


def poll_of_mentor(request, pk) -> DatePoll:
    poll = poll_of_member(request, pk)
    leads_or_403(poll)
    return poll


@require_GET
def poll(request, pk):
    return show_poll(request, poll_of_member(request, pk))


def show_poll(request, poll, form=None):
    people = by_key(members_here(poll.group))
    standing = standing_of(poll, poll.group.programme, timezone.now(), list(people))
    tally, me = standing.tally, request.user.pk
    rows = [row_of(choice, people) for choice in tally.in_order]
    context = {
        "group": poll.group,
        "programme": poll.group.programme,
        "poll": poll,
        "standing": standing,
        "rows": rows,
        "best": rows[0] if tally.best else None,
        "form": form or form_for(me, standing),
        "have_voted": any(dict(choice.answers).get(me) for choice in tally.choices),
        "silent": [people[who] for who in tally.silent],
        "entered": me in standing.entered,
        # Nobody any more when that mentor has left the group.
        "entered_by": people.get(standing.entered.get(me)),
        "entered_for": [people[who] for who in standing.entered],
        "leads": poll.is_led,
        "is_asked": me in people,
        "to_decide": poll.is_led and (tally.complete or standing.late),
    }
    return render(request, "sessions/dates/poll_detail.html", context)


def by_key(people) -> dict:
    return {person.pk: person for person in tell_apart(people)}


def row_of(choice, people) -> VoteRow:
    return VoteRow(
        choice,
        [(people[who], given) for who, given in choice.answers],
        [people[who] for who in choice.missing],
    )


def form_for(who, standing, data=None) -> VoteForm:
    """For the answers of one person, for the dates that are still to come."""
    to_come = standing.tally.to_come
    given = {choice.date.pk: dict(choice.answers).get(who) for choice in to_come}
    return VoteForm(data, dates=[choice.date for choice in to_come], answers=given)


def now_of(poll):
    return standing_of(poll, poll.group.programme, timezone.now())


@require_POST
def poll_vote(request, pk):
    poll = poll_of_member(request, pk)
    form = form_for(request.user.pk, now_of(poll), request.POST)
    if not form.is_valid():
        return show_poll(request, poll, form)
    with refusals_told(request):
        vote(poll=poll, person=request.user, answers=form.answers())
        messages.success(
            request, _("Saved. You can change your answers until a date is picked.")
        )
    return redirect("sessions:poll", poll.pk)


@require_http_methods(["GET", "POST"])
def poll_for(request, pk, person):
    """Where a mentor writes down what somebody answered on the phone."""
    poll = poll_of_mentor(request, pk)
    if person == request.user.pk:
        # One's own answers are given on the poll.
        raise Http404
    person = get_object_or_404(members_here(poll.group), pk=person)
    posted = request.POST if request.method == "POST" else None
    form = form_for(person.pk, now_of(poll), posted)
    if posted is not None and form.is_valid():
        with refusals(form):
            vote(poll=poll, person=person, answers=form.answers(), by=request.user)
            words = _("Saved for %(name)s, who sees that you wrote it down.")
            messages.success(request, words % {"name": person.called})
            return redirect("sessions:poll", poll.pk)
    context = {"group": poll.group, "poll": poll, "person": person, "form": form}
    return render(request, "sessions/dates/poll_for.html", context)


@require_POST
def poll_pick(request, pk, date):
    poll = poll_of_mentor(request, pk)
    picked = get_object_or_404(poll.dates, pk=date)
    with refusals_told(request):
        session = pick_date(poll=poll, date=picked)
        day = {"day": date_format(session.on, "l j F")}
        messages.success(request, told_of(poll) % day)
        return redirect("sessions:group", poll.group_id)
    return redirect("sessions:poll", poll.pk)


def told_of(poll) -> str:
    if poll.about == "move":
        return _("The meeting is on %(day)s now. Everybody is told.")
    if poll.about == "more":
        return _("One more meeting is on %(day)s. Everybody gets an invitation.")
    return _("The first meeting is on %(day)s. Everybody gets an invitation.")


@require_POST
def poll_close(request, pk):
    poll = poll_of_mentor(request, pk)
    with refusals_told(request):
        close_poll(poll=poll)
        messages.success(request, _("The vote has stopped. You can propose new dates."))
    return redirect("sessions:group", poll.group_id)
