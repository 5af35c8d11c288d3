"""What waits for whom in a group: read by the Today page and by the reminder sweep."""

from collections import defaultdict
from datetime import timedelta

from django.urls import reverse
from django.utils.functional import lazystr

from groups.models import MentorGroup, Seat
from intake.models import Intake
from programmes import clock
from programmes.models import Programme, Role
from reminders.due import Due
from sessions.models import (
    Action,
    DatePoll,
    OneOnOne,
    Series,
    Session,
    Signature,
    Vote,
)
from sessions.tally import silent

# A reminder of the same thing comes again after so many days, at most so often.
AGAIN_DAYS, TIMES = 3, 4
# After that the mentor decides without those who did not vote.
PATIENCE = timedelta(days=AGAIN_DAYS * TIMES)


def waiting(*, now, person=None):
    """All that waits here; confidential rows only for one person, who acts."""
    seats = Seat.objects.held().exclude(group__programme__state=Programme.State.ENDED)
    if person is not None:
        seats = seats.filter(person=person)
    seats = seats.select_related(
        "person", "group__programme", "group__mentor"
    ).order_by("pk")
    by_group = defaultdict(list)
    for seat in seats.with_since():
        by_group[seat.group_id].append(seat)
    if not by_group:
        return
    for source in (votes, meetings, first_meetings):
        yield from source(by_group, now)
    if person is not None:
        for source in (proposals, actions, one_on_ones):
            yield from source(by_group, now, person)


def due(kind, seat, object_id, since, link, **more):
    context = {"group": lazystr(seat.group)} | more.pop("context", {})
    return Due(
        kind=kind,
        person=seat.person,
        programme_id=seat.group.programme_id,
        zone=seat.group.programme.time_zone,
        object_id=str(object_id),
        since=since,
        link=link,
        context=context,
        **more,
    )


def again(since, today):
    """The day of the latest reminder: every few days a new one, a few times."""
    times = min((today - since).days // AGAIN_DAYS, TIMES - 1)
    return since + timedelta(days=AGAIN_DAYS * max(times, 0))


def votes(by_group, now):
    polls = DatePoll.objects.open().filter(group__in=by_group)
    polls = polls.select_related("group__programme", "group__mentor", "asked_by")
    voted = defaultdict(set)
    for poll_id, person_id in (
        Vote.objects.filter(date__poll__in=polls)
        .values_list("date__poll", "person")
        .distinct()
    ):
        voted[poll_id].add(person_id)
    mentees = defaultdict(set)
    for group_id, person_id in (
        Seat.objects.held()
        .here()
        .mentees()
        .filter(group__in=[poll.group_id for poll in polls])
        .values_list("group", "person")
    ):
        mentees[group_id].add(person_id)
    for poll in polls:
        today = clock.today_in(poll.group.programme, now)
        asked_on = clock.today_in(poll.group.programme, poll.asked_at)
        link = reverse("sessions:poll", args=[poll.pk])
        complete = not silent(mentees[poll.group_id], voted[poll.pk])
        for seat in by_group[poll.group_id]:
            if seat.role == Role.MENTOR:
                # The mentor chose the dates, and votes only to say more.
                if complete or today >= asked_on + PATIENCE:
                    yield due(
                        "sessions.pick_date",
                        seat,
                        poll.pk,
                        asked_on,
                        link,
                        context={"complete": complete},
                    )
            elif seat.person_id not in voted[poll.pk]:
                yield due(
                    "sessions.vote",
                    seat,
                    poll.pk,
                    asked_on,
                    link,
                    context={"asked_by": poll.asked_by.full_name},
                    day=again(asked_on, today),
                )


def meetings(by_group, now):
    sessions = Session.objects.standing().filter(
        group__in=by_group,
        logged_at=None,
        on__lte=clock.latest_day(now) + timedelta(days=1),
    )
    for session in sessions.select_related("group__programme", "group__mentor"):
        today = clock.today_in(session.group.programme, now)
        seats = by_group[session.group_id]
        link = session.get_absolute_url()
        context = {
            "session": session.pk,
            "on": session.on.isoformat(),
            "at": session.at.isoformat(),
            "place": session.place,
        }
        if session.is_planned and session.on == today + timedelta(days=1):
            for seat in seats:
                yield due(
                    "sessions.tomorrow",
                    seat,
                    session.pk,
                    today,
                    link,
                    context=context,
                    day=session.on,
                )
        elif session.on < today:
            since = session.on + timedelta(days=1)
            for seat in seats:
                if seat.role == Role.MENTOR and _joined(seat) <= session.on:
                    yield due(
                        "sessions.log_to_write",
                        seat,
                        session.pk,
                        since,
                        reverse("sessions:log", args=[session.pk]),
                        context=context,
                        day=again(since, today),
                    )


def first_meetings(by_group, now):
    """From the first meeting on: who has not signed, which group agreed on nothing."""
    agreed = set(
        Series.objects.filter(group__in=by_group).values_list("group", flat=True)
    )
    signed = set(
        Signature.objects.of_now()
        .filter(seat__group__in=by_group)
        .values_list("seat", flat=True)
    )
    sessions = Session.objects.first_meetings().filter(group__in=by_group)
    for session in sessions.select_related("group__programme", "group__mentor"):
        today = clock.today_in(session.group.programme, now)
        if session.on > today:
            continue
        link = reverse("sessions:first_meeting", args=[session.group_id])
        for seat in by_group[session.group_id]:
            since = max(session.on, _joined(seat))
            day = again(since, today)
            if seat.pk not in signed:
                # Each circle asks for the promise anew, when somebody has come.
                came = clock.today_in(seat.group.programme, seat.since)
                by = max(session.on, came)
                on = again(by, today)
                yield due("sessions.sign", seat, seat.pk, by, link, day=on)
            if seat.role == Role.MENTOR and session.group_id not in agreed:
                yield due(
                    "sessions.agreements_missing",
                    seat,
                    session.group_id,
                    since,
                    reverse("sessions:series_form", args=[session.group_id]),
                    day=day,
                )


def _joined(seat):
    return clock.today_in(seat.group.programme, seat.joined_at)


def proposals(by_group, now, person):
    """Groups of a mentor whose intakes are done and that have no first date yet."""
    without_intake = (
        Seat.objects.held().here().mentees().exclude(intake__state=Intake.State.HELD)
    )
    groups = (
        MentorGroup.objects.filter(pk__in=by_group)
        .exclude(polls__in=DatePoll.objects.open())
        .exclude(sessions__in=Session.objects.first_meetings())
        .exclude(seats__in=without_intake)
    )
    for group_id in groups.values_list("pk", flat=True):
        for seat in by_group[group_id]:
            if seat.role == Role.MENTOR:
                yield due(
                    "sessions.propose_dates",
                    seat,
                    group_id,
                    clock.today_in(seat.group.programme, seat.joined_at),
                    reverse("sessions:poll_form", args=[group_id]),
                    mail=False,
                )


def actions(by_group, now, person):
    found = Action.objects.open().owned_by(person).filter(group__in=by_group)
    for action in found.defer("text"):
        seat = by_group[action.group_id][0]
        today = clock.today_in(seat.group.programme, now)
        since = action.due_on - timedelta(days=1)
        if since <= today:
            yield due(
                "sessions.action_due",
                seat,
                action.pk,
                since,
                reverse("sessions:action_list", args=[action.group_id]),
                context={"due_on": action.due_on.isoformat()},
                # Its mail was laid ready when the action was written.
                mail=False,
            )


def one_on_ones(by_group, now, person):
    """Asked of a mentor and not planned, or past and not written down."""
    found = (
        OneOnOne.objects.filter(mentor=person, seat__group__in=by_group)
        .filter(state__in=[OneOnOne.State.ASKED, OneOnOne.State.PLANNED])
        .select_related("seat__person")
        .defer("question", "support", "theme", "note")
        .order_by("-urgent", "asked_at")
    )
    for one_on_one in found:
        seat = by_group[one_on_one.seat.group_id][0]
        programme = seat.group.programme
        today = clock.today_in(programme, now)
        context = {
            "other": one_on_one.seat.person.full_name,
            "urgent": one_on_one.urgent,
        }
        if one_on_one.state == OneOnOne.State.ASKED:
            yield due(
                "sessions.one_on_one_asked",
                seat,
                one_on_one.pk,
                clock.today_in(programme, one_on_one.asked_at),
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
                reverse("sessions:one_on_one_log", args=[one_on_one.pk]),
                context=context | {"on": one_on_one.on.isoformat()},
                mail=False,
            )
