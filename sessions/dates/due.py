"""What waits of dates: whose answer a poll waits for, who picks one, who proposes some."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from programmes.models import Role
from sessions.dates.polled import said_of, standing_of
from sessions.session.waits import again, due, joined_on


def votes(by_group, now, polls):
    """Takes polls that are asking, `with_votes`, and seats by group."""
    for poll in polls:
        seats = by_group[poll.group_id]
        group = seats[0].group
        standing = standing_of(poll, group.programme, now)
        context = said_of(poll, group)
        for seat in seats:
            if seat.role == Role.MENTOR:
                yield from to_pick(poll, standing, context, seat, seats)
            if seat.person_id in standing.tally.silent:
                yield to_answer(poll, standing, context, seat, now)


def to_answer(poll, standing, context, seat, now):
    """Every few days until the last one; who comes after it is asked once."""
    programme = seat.group.programme
    asked_on = clock.day_of(programme, poll.asked_at)
    since, until = max(asked_on, joined_on(seat)), standing.until
    today = min(clock.today_in(programme, now), max(since, until))
    return due(
        "sessions.vote",
        seat,
        poll.pk,
        since,
        reverse_lazy("sessions:poll", args=[poll.pk]),
        context=context | {"until": until.isoformat() if since <= until else None},
        day=again(since, today),
    )


def to_pick(poll, standing, context, seat, seats):
    """When all have answered, or were asked for as long as was said.

    What suits all is picked by itself: it waits on Today, and is not mailed.
    """
    tally = standing.tally
    since = clock.day_of(seat.group.programme, poll.asked_at)
    if tally.all_past:
        since = max((choice.date.on for choice in tally.choices), default=since)
    elif standing.late:
        since = standing.until + timedelta(days=1)
    elif not tally.complete:
        return
    yield due(
        "sessions.pick_date",
        seat,
        poll.pk,
        since,
        reverse_lazy("sessions:poll", args=[poll.pk]),
        context=context
        | {
            "complete": tally.complete,
            "passed": tally.all_past,
            "suits": tally.decided is not None,
        }
        | who_would_miss(tally, seats),
        mail=tally.decided is None,
    )


def who_would_miss(tally, seats) -> dict:
    """Each date to come with the names of who cannot, where the seats tell them all."""
    names = {seat.person_id: seat.person.full_name for seat in seats}
    members = {who for choice in tally.choices for who, _given in choice.answers}
    if not members <= names.keys():
        return {}
    return {
        "silent": [names[who] for who in tally.silent],
        "choices": [
            {
                "on": choice.date.on.isoformat(),
                "at": choice.date.at.isoformat(),
                "missing": [names[who] for who in choice.missing],
            }
            for choice in tally.in_order
            if choice.may_be_picked
        ],
    }


def proposals(seats):
    """Mentors of groups without a date whose intakes are done."""
    for seat in seats:
        if not seat.waits_for_intake:
            yield due(
                "sessions.propose_dates",
                seat,
                seat.group_id,
                joined_on(seat),
                reverse_lazy("sessions:poll_form", args=[seat.group_id]),
                mail=False,
            )
