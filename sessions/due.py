"""What waits for whom in a group: read by the Today page and by the reminder sweep."""

from collections import defaultdict
from datetime import timedelta

from django.urls import reverse_lazy

from groups.models import Seat
from programmes import clock
from programmes.models import Programme, Role
from reminders.due import concerns, named
from sessions.at_hand import of_person as at_hand_of
from sessions.at_hand import with_signs
from sessions.dates.due import proposals, votes
from sessions.dates.models.poll import DatePoll
from sessions.log.due import actions, notes_to_write, standing_actions, to_log
from sessions.one_on_ones.due import one_on_ones
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.running.due import AHEAD, casting, together
from sessions.session.models.session import Session
from sessions.session.waits import again, due, joined_on, when_of
from sessions.year.due import extensions, first_meetings
from sessions.year.models.extension import Extension


def waiting(*, now, person=None, roles=None, at_hand=None):
    """All that waits here; of one person, who acts, in confidential rows as well.

    `at_hand` is what is so of that person, where somebody has asked for it already.
    """
    if not concerns(roles, "mentor", "mentee"):
        return
    if person is not None:
        yield from of_person(at_hand or at_hand_of(person, now), now)
        return
    # Of everybody: what is said of them and nothing else, and each group once.
    # Nobody waits for who pauses.
    seats = Seat.objects.held().taking_part()
    seats = seats.exclude(group__programme__state=Programme.State.ENDED)
    seats = (
        with_signs(seats)
        .select_related("person")
        .prefetch_related("group__programme", "group__mentor")
    )
    seats = seats.only("group", "role", "joined_at", *named("person")).order_by("pk")
    by_group = defaultdict(list)
    for seat in seats:
        by_group[seat.group_id].append(seat)
    if not by_group:
        return
    polls = DatePoll.objects.asking().filter(group__in=by_group).with_votes()
    sessions = Session.objects.standing().filter(group__in=by_group)
    until = clock.latest_day(now) + AHEAD
    yield from of_all(by_group, now, list(polls), list(sessions.of_interest(until)))
    asking = Extension.objects.asking(now).filter(group__in=by_group)
    yield from extensions(by_group, now, asking)
    yield from standing_actions(by_group, now)


def of_person(at_hand, now):
    """What waits in the person's groups, but for those of a programme that is over."""
    by_group = {
        seat.group_id: [seat]
        for seat in at_hand.seats
        if seat.group.programme.state != Programme.State.ENDED and not seat.paused_until
    }
    polls, sessions, own, asking = (
        [row for row in rows if row.group_id in by_group]
        for rows in (
            at_hand.polls,
            at_hand.sessions,
            at_hand.actions,
            at_hand.extensions,
        )
    )
    talks = [
        one_on_one
        for one_on_one in at_hand.one_on_ones
        if one_on_one.seat.group_id in by_group
    ]
    yield from of_all(by_group, now, polls, sessions)
    yield from extensions(by_group, now, asking)
    yield from of_one(by_group, now, polls, sessions, own, talks)


def in_group(seat, *, now, team, polls, sessions, actions, asking):
    """What waits for one person in one group, of which all that is asked is at hand.

    Nothing while it pauses, or once its programme has ended. Takes a seat that knows what
    those `with_signs` do and whether it pauses, all seats of its group with their people,
    open polls `with_votes`, standing sessions, the person's own open actions, and the vote
    on going on, where the person has still to cast it.
    """
    if seat.paused_until or seat.group.programme.has_ended:
        return
    by_group = {seat.group_id: [seat]}
    talks = []
    if seat.role == Role.MENTOR:
        talks = OneOnOne.objects.of_mentor(seat.person).to_tell_of_seats(team)
    yield from of_all(by_group, now, polls, sessions)
    yield from extensions(by_group, now, asking)
    yield from of_one(by_group, now, polls, sessions, actions, talks)


def of_all(by_group, now, polls, sessions):
    firsts = [session for session in sessions if session.kind == Session.Kind.FIRST]
    yield from votes(by_group, now, polls)
    yield from casting(by_group, now, sessions)
    yield from of_sessions(by_group, now, sessions)
    yield from first_meetings(by_group, now, firsts)


def of_one(by_group, now, polls, sessions, own, talks):
    """What is of one person alone, whose only seats these are."""
    with_first = {poll.group_id for poll in polls if poll.about == "first"}
    with_first |= {
        session.group_id for session in sessions if session.kind == Session.Kind.FIRST
    }
    seats = [seat for of_group in by_group.values() for seat in of_group]
    led = [seat for seat in seats if seat.role == Role.MENTOR]
    yield from together(by_group, now, sessions)
    yield from notes_to_write(by_group, now, sessions)
    yield from proposals([seat for seat in led if seat.group_id not in with_first])
    yield from actions(by_group, now, own)
    yield from one_on_ones(by_group, now, talks)


def of_sessions(by_group, now, sessions):
    for session in sessions:
        if session.logged_at:
            continue
        seats = by_group[session.group_id]
        today = clock.today_in(seats[0].group.programme, now)
        link = reverse_lazy("sessions:session", args=[session.pk])
        if session.is_planned and session.on == today + timedelta(days=1):
            for seat in seats:
                yield due(
                    "sessions.tomorrow",
                    seat,
                    session.pk,
                    today,
                    link,
                    context=when_of(session),
                    day=session.on,
                )
        elif session.on < today:
            since = session.on + timedelta(days=1)
            for seat in seats:
                if seat.role == Role.MENTOR and joined_on(seat) <= session.on:
                    yield to_log(session, seat, day=again(since, today))
