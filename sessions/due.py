"""What waits for whom in a group: read by the Today page and by the reminder sweep."""

from collections import defaultdict
from datetime import date, timedelta

from django.urls import reverse_lazy

from groups.models import Seat
from programmes import clock
from programmes.models import Programme, Role
from reminders.due import concerns, named
from reminders.models import Standing
from sessions.at_hand import of_person as at_hand_of
from sessions.at_hand import with_signs
from sessions.casting_due import AHEAD, casting
from sessions.extension_due import extensions
from sessions.models import DatePoll, Extension, OneOnOne, Session
from sessions.poll_due import votes
from sessions.run_due import notes_to_write, to_log, together
from sessions.services.actions import ACTION_DUE
from sessions.waits import again, due, joined_on, when_of


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
        [one for one in found if one.group_id in by_group]
        for found in (
            at_hand.polls,
            at_hand.sessions,
            at_hand.actions,
            at_hand.extensions,
        )
    )
    talks = [one for one in at_hand.one_on_ones if one.seat.group_id in by_group]
    yield from of_all(by_group, now, polls, sessions)
    yield from extensions(by_group, now, asking)
    yield from of_one(by_group, now, polls, sessions, own, talks)


def in_group(seat, *, now, team, polls, sessions, actions, asking):
    """What waits for one person in one group, of which all that is asked is at hand.

    Takes a seat that knows what those `with_signs` do and whether it pauses, all seats of
    its group with their people, open polls `with_votes`, standing sessions, the person's
    own open actions, and the vote on going on, where the person has still to cast it.
    """
    if seat.paused_until:
        return
    by_group = {seat.group_id: [seat]}
    talks = []
    if seat.role == Role.MENTOR:
        talks = OneOnOne.objects.of_mentor(seat.person).to_tell_of_seats(team)
    yield from of_all(by_group, now, polls, sessions)
    yield from extensions(by_group, now, asking)
    yield from of_one(by_group, now, polls, sessions, actions, talks)


def of_all(by_group, now, polls, sessions):
    firsts = [one for one in sessions if one.kind == Session.Kind.FIRST]
    yield from votes(by_group, now, polls)
    yield from casting(by_group, now, sessions)
    yield from meetings(by_group, now, sessions)
    yield from first_meetings(by_group, now, firsts)


def of_one(by_group, now, polls, sessions, own, talks):
    """What is of one person alone, whose only seats these are."""
    found = {one.group_id for one in polls if one.about == "first"}
    found |= {one.group_id for one in sessions if one.kind == Session.Kind.FIRST}
    seats = [seat for of_group in by_group.values() for seat in of_group]
    led = [seat for seat in seats if seat.role == Role.MENTOR]
    yield from together(by_group, now, sessions)
    yield from notes_to_write(by_group, now, sessions)
    yield from proposals([seat for seat in led if seat.group_id not in found])
    yield from actions(by_group, now, own)
    yield from one_on_ones(by_group, now, talks)


def meetings(by_group, now, sessions):
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


def first_meetings(by_group, now, sessions):
    """From the first meeting on: who has not signed, which group agreed on nothing."""
    for session in sessions:
        programme = by_group[session.group_id][0].group.programme
        today = clock.today_in(programme, now)
        if session.on > today:
            continue
        link = reverse_lazy("sessions:first_meeting", args=[session.group_id])
        for seat in by_group[session.group_id]:
            since = max(session.on, joined_on(seat))
            day = again(since, today)
            if not seat.signed:
                # Each circle asks for the promise anew, when somebody has come.
                came = clock.day_of(seat.group.programme, seat.since)
                by = max(session.on, came)
                on = again(by, today)
                thing = f"{seat.pk}.{seat.group.circle_id}"
                yield due("sessions.sign", seat, thing, by, link, day=on)
            if seat.role == Role.MENTOR and not seat.agreed:
                yield due(
                    "sessions.agreements_missing",
                    seat,
                    session.group_id,
                    since,
                    reverse_lazy("sessions:series_form", args=[session.group_id]),
                    day=day,
                )


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


def actions(by_group, now, own):
    for action in own:
        seat = by_group[action.group_id][0]
        today = clock.today_in(seat.group.programme, now)
        since = action.due_on - timedelta(days=1)
        if since <= today:
            yield due(
                ACTION_DUE,
                seat,
                action.pk,
                since,
                reverse_lazy("sessions:action_list", args=[action.group_id]),
                context={"due_on": action.due_on.isoformat()},
                # The worker mails it, by what stands openly of it.
                mail=False,
            )


def standing_actions(by_group, now):
    """For the worker: each is mailed once, the day before or as soon as it is written."""
    seats = {
        (group_id, seat.person_id): seat
        for group_id, seats in by_group.items()
        for seat in seats
    }
    for row in Standing.objects.filter(kind=ACTION_DUE):
        seat = seats.get((row.facts["group"], row.facts["owner"]))
        due_on = date.fromisoformat(row.facts["due_on"])
        if seat is None:
            continue
        since = due_on - timedelta(days=1)
        if since <= clock.today_in(seat.group.programme, now) <= due_on:
            yield due(
                ACTION_DUE,
                seat,
                row.object_id,
                since,
                reverse_lazy("sessions:action_list", args=[seat.group_id]),
                context={"due_on": due_on.isoformat()},
                day=due_on,
            )


def one_on_ones(by_group, now, found):
    """Asked for and not planned, of who has to act; past and not written down."""
    for one_on_one in found:
        seat = by_group[one_on_one.seat.group_id][0]
        leads = one_on_one.mentor_id == seat.person_id
        is_asked = one_on_one.state == OneOnOne.State.ASKED
        if one_on_one.waits_for_id != seat.person_id if is_asked else not leads:
            continue
        programme = seat.group.programme
        today = clock.today_in(programme, now)
        context = {
            "other": str(one_on_one.mentee if leads else one_on_one.mentor),
            "urgent": one_on_one.urgent,
        }
        if is_asked:
            offered = one_on_one.offered_at
            yield due(
                f"sessions.one_on_one_{'offered' if offered else 'asked'}",
                seat,
                one_on_one.pk,
                clock.day_of(programme, offered or one_on_one.asked_at),
                one_on_one.get_absolute_url(),
                context=context,
                mail=False,
            )
        elif one_on_one.on and one_on_one.on < today:
            yield due(
                "sessions.one_on_one_to_log",
                seat,
                one_on_one.pk,
                one_on_one.on + timedelta(days=1),
                reverse_lazy("sessions:one_on_one_log", args=[one_on_one.pk]),
                context=context | {"on": one_on_one.on.isoformat()},
                mail=False,
            )
