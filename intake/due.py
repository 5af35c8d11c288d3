"""What waits for whom around the intakes; open rows only, but for one thing on Today:
that a mentor left somebody something to read, asked as that person."""

import datetime as dt

from django.urls import reverse_lazy

from intake.models import Intake, MenteeSeat, Referral
from programmes import clock
from reminders.due import Due, concerns

# Days after the group started on which a mentor is reminded to plan an intake.
AGAIN = (7, 14, 28)
# After times were offered the mentee is told of them and reminded, three mails in all;
# then the mentor decides alone, who hears of that and of other times asked for as often.
TO_PICK, DECIDES = (0, 3, 6), 9
TO_SET = (0, 7, 14)
# Before a pause ends both are told.
PAUSE_ENDS = dt.timedelta(days=7)
NEXT = dt.timedelta(days=1)
# So long it stands on Today that a mentor left something to read.
READ_WITHIN = dt.timedelta(days=14)


def waiting(*, now, person=None, roles=None, at_hand=None):
    """Intakes to plan, to come, to close; clicks and outcomes to give.

    `at_hand` are the `MenteeSeat.at_hand_of` a person, where they are asked for already.
    """
    if person is not None and concerns(roles, "referred"):
        yield from _referred(person, now)
    if not concerns(roles, "mentor", "mentee"):
        return
    if person is None:
        seats = MenteeSeat.objects.of_everybody().here().without_date()
        mentors = MenteeSeat.objects.mentors_of(seats)
        until = clock.latest_day(now) + dt.timedelta(days=1)
        intakes = Intake.objects.of_everybody().unfinished(until, until + PAUSE_ENDS)
    else:
        # Both in one query: with the person, or with mentees of the person.
        seats = MenteeSeat.objects.at_hand_of(person) if at_hand is None else at_hand
        intakes = [seat.intake for seat in seats if seat.held_intake]
        for intake in intakes:
            intake.mentor = intake.seat.group.mentor
        seats = [seat for seat in seats if seat.waits_for_date]
        mentors = {seat.group_id: seat.group.mentor for seat in seats}
    yield from _to_plan(seats, mentors, now, person)
    for intake in intakes:
        today = clock.today_in(intake.seat.group.programme, now)
        if intake.is_being_agreed and intake.seat.person.is_active:
            yield from _agreeing(intake, today, person)
        if intake.state == Intake.State.PLANNED:
            yield from _planned(intake, today, person)
        elif intake.is_held:
            yield from _held(intake, person)
        if intake.outcome == Intake.Outcome.PAUSED and intake.until:
            yield from _pausing(intake, today, person)


def _referred(person, now):
    """On Today for a while, no mail: what is written of it lies in the pair."""
    referrals = Referral.objects.read_by(person, now - READ_WITHIN)
    for referral in referrals.select_related(
        "intake__seat__group__programme", "author"
    ):
        seat = referral.intake.seat
        yield Due(
            kind="intake.referred",
            person=person,
            programme_id=seat.group.programme_id,
            zone=seat.group.programme.time_zone,
            object_id=str(referral.intake_id),
            since=clock.day_of(seat.group.programme, seat.left_at),
            link=reverse_lazy("intake:intake_detail", args=[seat.pk]),
            context={"other": referral.author.full_name},
            mail=False,
        )


def _to_plan(seats, mentors, now, person):
    for seat in seats:
        mentor = mentors.get(seat.group_id)
        if mentor is None or person not in (None, mentor):
            continue
        if seat.held_intake and seat.intake.is_being_agreed:
            continue
        programme = seat.group.programme
        today = clock.today_in(programme, now)
        again = seat.intake if seat.held_intake and seat.intake.is_again else None
        began = again.outcome_at if again else seat.joined_at
        since = clock.day_of(programme, began)
        passed = [days for days in AGAIN if since + dt.timedelta(days) <= today]
        yield Due(
            kind="intake.to_plan",
            person=mentor,
            programme_id=seat.group.programme_id,
            zone=seat.group.programme.time_zone,
            object_id=f"{seat.pk}.{again.number}" if again else str(seat.pk),
            since=since,
            link=reverse_lazy("intake:intake_detail", args=[seat.pk]),
            context={"mentee": seat.person.full_name},
            mail=bool(passed),
            day=since + dt.timedelta(passed[-1]) if passed else None,
        )


def _agreeing(intake, today, person):
    """Who has to act for there to be a time; told three times at most."""
    seat, programme = intake.seat, intake.seat.group.programme
    to_mentor = {"person": person, "other": seat.person, "today": today}
    # Times offered anew are told anew.
    thing = (
        f"{intake.pk}.{(intake.offered_at or intake.others_asked_at).timestamp():.0f}"
    )
    to_mentor |= {"thing": thing}
    if intake.others_asked_at:
        since = clock.day_of(programme, intake.others_asked_at)
        yield from _told(
            "intake.other_times", intake.mentor, intake, since, TO_SET, **to_mentor
        )
        return
    since = clock.day_of(programme, intake.offered_at)
    decides = min(since + dt.timedelta(DECIDES), intake.offered_until + NEXT)
    if today < decides:
        yield from _told(
            "intake.to_pick",
            seat.person,
            intake,
            since,
            TO_PICK,
            person=person,
            other=intake.mentor,
            today=today,
            thing=thing,
        )
    else:
        yield from _told(
            "intake.to_decide", intake.mentor, intake, decides, TO_SET, **to_mentor
        )


def _told(kind, reader, intake, since, days, *, person, other, today, thing):
    """With a mail on each of these days after `since`."""
    passed = [after for after in days if since + dt.timedelta(after) <= today]
    day = since + dt.timedelta(passed[-1])
    more = {"other": other, "day": day, "thing": thing}
    yield from _due(kind, reader, intake, since, person, **more)


def _planned(intake, today, person):
    seat = intake.seat
    if intake.on == today + dt.timedelta(days=1):
        for reader, other in (
            (seat.person, intake.mentor),
            (intake.mentor, seat.person),
        ):
            yield from _due(
                "intake.tomorrow", reader, intake, today, person, other=other
            )
    elif intake.on < today:
        yield from _due(
            "intake.was_it_held",
            intake.mentor,
            intake,
            intake.on + dt.timedelta(days=1),
            person,
            other=seat.person,
        )


def _held(intake, person):
    seat = intake.seat
    since = clock.day_of(seat.group.programme, intake.asked_at or intake.held_at)
    sides = (
        (seat.person, intake.mentor, intake.mentee_answered_at),
        (intake.mentor, seat.person, intake.mentor_answered_at),
    )
    for reader, other, answered_at in sides:
        if answered_at is None:
            more = {"other": other, "thing": intake.round_id}
            yield from _due("intake.click", reader, intake, since, person, **more)
    if intake.both_answered and not intake.outcome:
        yield from _due(
            "intake.outcome", intake.mentor, intake, since, person, other=seat.person
        )


def _pausing(intake, today, person):
    since = intake.until - PAUSE_ENDS
    if today < since:
        return
    for reader, other in (
        (intake.seat.person, intake.mentor),
        (intake.mentor, intake.seat.person),
    ):
        yield from _due(
            "intake.pause_ends",
            reader,
            intake,
            since,
            person,
            other=other,
            until=intake.until.isoformat(),
        )


def _due(kind, reader, intake, since, person, *, other, day=None, thing=None, **more):
    if person is not None and reader != person:
        return
    context = {
        "other": other.full_name,
        "on": intake.on.isoformat() if intake.on else None,
        "at": intake.at.isoformat() if intake.at else None,
        "place": intake.place,
        **more,
    }
    yield Due(
        kind=kind,
        person=reader,
        programme_id=intake.seat.group.programme_id,
        zone=intake.seat.group.programme.time_zone,
        object_id=thing or str(intake.pk),
        since=since,
        link=reverse_lazy("intake:intake_detail", args=[intake.seat_id]),
        context=context,
        day=day,
    )
