from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groups.models import Seat
from groups.presenters.circles import circles_of
from intake.models import MenteeSeat
from people.namesakes import tell_apart
from programmes import clock
from programmes.models import Role
from reminders.due import Due, waiting
from sessions import due
from sessions.at_hand import to_vote_in
from sessions.flags import domains_of, tell_flags, with_flags
from sessions.log.views.actions import open_actions
from sessions.running.due import UNDER_WAY
from sessions.session.coming import who_can
from sessions.session.services.coming import may_be_answered
from sessions.session.views.entrance import seat_of_member
from sessions.session.views.people import kept_for
from sessions.year.line import named_points, next_of
from sessions.year.views.words import agreements_of
from spaces.services import texts_lie_in


@require_GET
def group(request, pk):
    seat = seat_of_member(request, pk, with_flags(Seat.objects).with_pause())
    tell_flags(seat)
    group = seat.group
    texts_lie_in([group.circle_id])
    seats = team_of(group)
    context = {
        "group": group,
        "leads": group.is_led,
        "seat": seat,
        "circle": circle_of(seats),
        "people": people_of(seat, seats),
        "kept": kept_for(request.user, group) if seat.has_kept else [],
    }
    context |= year_of(seat, seats, open_actions(group, request.user, seats))
    context["coming"] = coming_to(context["next_session"], group, seats, request.user)
    known = {"has_former": seat.has_former, "circle": context["people"]}
    context["agreement"] = agreements_of(group, request.user, **known)
    return render(request, "sessions/group_detail.html", context)


def coming_to(session, group, seats, reader):
    """Who can come to the next meeting, of which `seats` are; None where there is none."""
    if session is None:
        return None
    session.group = group
    if not may_be_answered(session):
        return None
    held = sorted(
        (seat for seat in seats if takes_part(seat)),
        key=lambda seat: (seat.role != Role.MENTOR, seat.person.sort_key),
    )
    return who_can(session, people=[seat.person for seat in held], reader=reader)


def takes_part(seat) -> bool:
    """As `Seat.objects.taking_part` says it of rows, of one that came `with_pause`."""
    return seat.left_at is None and seat.person.is_active and not seat.paused_until


def team_of(group) -> list[MenteeSeat]:
    """All seats of the group, also ended ones; it knows its mentor by them."""
    seats = list(MenteeSeat.objects.of_group(group))
    for seat in seats:
        seat.group = group
        if seat.person_id == group.mentor_id:
            group.mentor = seat.person
    return seats


def people_of(seat, seats):
    """Who is in the circle of now, for who has that seat."""
    known = {"has_former": seat.has_former, "domains": domains_of(seat)}
    (circle, *_former) = circles_of(seat.group, seat.person, seats, **known)
    return circle


def year_of(seat, team, actions) -> dict:
    """How far the group is in its year, and what comes next."""
    group = seat.group
    today = clock.today_in(group.programme)
    sessions = list(group.sessions.all())
    polls = list(group.polls.asking().with_votes()) if seat.has_poll else []
    waits = steps_of(seat, team, polls, sessions, actions)
    return {
        "step": waits[0] if waits else None,
        "further": waits[1:5],
        "next_session": next_of(sessions, today),
        "points": named_points(sessions, today),
        "today": today,
        "actions": actions,
        "series": getattr(group, "series", None),
        "first": next((session for session in sessions if session.is_first), None),
        "polls": polls,
    }


def circle_of(seats) -> list[dict]:
    tell_apart(seat.person for seat in seats)
    return [
        {
            "name": seat.person.called,
            "role": seat.role,
            "left": seat.left_at is not None,
        }
        for seat in seats
    ]


def steps_of(seat, team, polls, sessions, actions) -> list[Due]:
    """What waits for a member in the group, the next step first."""
    now, person = timezone.now(), seat.person
    known = {
        "polls": polls,
        "sessions": [session for session in sessions if not session.is_cancelled],
        "actions": [action for action in actions if action.owner_id == person.pk],
        "asking": to_vote_in([seat]),
    }
    # In one programme nobody is both: a mentor has no first goal to write there.
    roles = {seat.role} | ({"without goal"} if seat.role == Role.MENTEE else set())
    pairs = pairs_of(seat, team)
    seat.waits_for_intake = any(pair.waits_for_intake for pair in pairs)
    waits = [
        *due.in_group(seat, now=now, team=team, **known),
        *waiting(
            now=now,
            person=person,
            roles=roles,
            rooms=settings.STEPS_OF_GROUP,
            at_hand={"intake.due.waiting": pairs, "workbook.due.waiting": seat},
        ),
    ]
    return in_order(due for due in waits if due.programme_id == seat.group.programme_id)


def pairs_of(seat, team) -> list[MenteeSeat]:
    """Of the team the mentees whom the seat has intakes with, or its own one; by name."""
    pairs = [
        mentee_seat
        for mentee_seat in team
        if mentee_seat.role == Role.MENTEE
        and mentee_seat.left_at is None
        and (seat.group.is_led or mentee_seat.pk == seat.pk)
    ]
    return sorted(
        pairs, key=lambda mentee_seat: (mentee_seat.person.sort_key, mentee_seat.pk)
    )


def in_order(waits) -> list[Due]:
    """What only tells a date comes last; what the group does comes before the rest,
    and first of all what it does now."""
    return sorted(
        waits,
        key=lambda due: (
            due.kind != UNDER_WAY,
            due.kind == "sessions.tomorrow",
            not due.kind.startswith("sessions."),
        ),
    )
