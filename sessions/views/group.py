from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Seat
from groups.stories.circles import circles_of
from intake.models import MenteeSeat
from people.namesakes import tell_apart
from programmes import clock
from programmes.models import Role
from reminders.due import Due, waiting
from sessions import due, notes
from sessions.coming import who_can
from sessions.flags import domains_of, tell_flags, with_flags, with_kept
from sessions.models import Action
from sessions.services.coming import may_be_answered
from sessions.texts import AGREEMENT, place_of_circle
from sessions.views.actions import marked, with_owners
from sessions.views.entrance import seat_of_member
from sessions.views.people import kept_for
from sessions.year import named_points, next_of
from spaces.audience import audience_of_circle, audiences
from spaces.services import texts_lie_in
from writing.boxes import Box, box_of
from writing.posted import save_posted, to_choose_from


@require_GET
def group(request, pk):
    seat = seat_of_member(request, pk, with_flags(Seat.objects))
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
    context |= agreements_of(group, request.user, **known)
    return render(request, "sessions/group_detail.html", context)


def coming_to(session, group, seats, reader):
    """Who can come to the next meeting, of which `seats` are; None where there is none."""
    if session is None:
        return None
    session.group = group
    if not may_be_answered(session):
        return None
    held = sorted(
        (seat for seat in seats if seat.left_at is None),
        key=lambda seat: (seat.role != Role.MENTOR, seat.person.sort_key),
    )
    return who_can(session, people=[seat.person for seat in held], reader=reader)


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
    polls = list(group.polls.open().with_voters()) if seat.has_poll else []
    waits = steps_of(seat, team, polls, sessions, actions)
    return {
        "step": waits[0] if waits else None,
        "further": waits[1:5],
        "next_session": next_of(sessions, today),
        "points": named_points(sessions, today),
        "today": today,
        "actions": actions,
        "series": getattr(group, "series", None),
        "first": next((one for one in sessions if one.is_first), None),
        "poll": polls[0] if polls else None,
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
    standing = [one for one in sessions if not one.is_cancelled]
    own = [one for one in actions if one.owner_id == person.pk]
    # In one programme nobody is both: a mentor has no first goal to write there.
    roles = {seat.role} | ({"without goal"} if seat.role == Role.MENTEE else set())
    pairs = pairs_of(seat, team)
    seat.waits_for_intake = any(pair.waits_for_intake for pair in pairs)
    waits = [
        *due.in_group(
            seat, now=now, team=team, polls=polls, sessions=standing, actions=own
        ),
        *waiting(
            now=now,
            person=person,
            roles=roles,
            rooms=settings.STEPS_OF_GROUP,
            at_hand={"intake.due.waiting": pairs, "workbook.due.waiting": seat},
        ),
    ]
    return in_order(one for one in waits if one.programme_id == seat.group.programme_id)


def pairs_of(seat, team) -> list[MenteeSeat]:
    """Of the team the mentees whom the seat has intakes with, or its own one; by name."""
    pairs = [
        one
        for one in team
        if one.role == Role.MENTEE
        and one.left_at is None
        and (seat.group.is_led or one.pk == seat.pk)
    ]
    return sorted(pairs, key=lambda one: (one.person.sort_key, one.pk))


def in_order(waits) -> list[Due]:
    """What only tells a date comes last; what the group does comes before the rest."""
    return sorted(
        waits,
        key=lambda one: (
            one.kind == "sessions.tomorrow",
            not one.kind.startswith("sessions."),
        ),
    )


def open_actions(group, reader, seats) -> list[Action]:
    """Of a group of the reader; `seats` tell of most owners who they are."""
    actions = with_owners(group.actions.open(), [seat.person for seat in seats])
    return marked(actions, reader, group.is_led)


def agreements_of(group, reader, *, circle=None, **known) -> dict:
    """What the members agreed now, and what an earlier circle did: each its readers.

    `circle`: who is in the one of now, where the page knows; `known` as `notes` takes it.
    `begun` is the text of now to write on in, whatever stands in it.
    """
    found = notes.agreements_of(group, **known)
    begun = next((one for one in found if one.space_id == group.circle_id), None)
    former = next(
        (one for one in found if one.space_id != group.circle_id and one.body), None
    )
    readers = readers_of([group.circle_id, former and former.space_id], reader, circle)
    return {
        "begun": begun,
        "agreement": begun if begun and begun.body else None,
        "audience_of_circle": readers[group.circle_id],
        "former": former,
        "audience_of_former": readers[former.space_id].words if former else "",
    }


def readers_of(spaces, reader, circle) -> dict:
    """By the id of each of the spaces; None is none."""
    known = {}
    if circle:
        people = [member.person for member in circle.members]
        known[circle.space_id] = audience_of_circle(circle.space_id, people, reader)
    wanted = set(spaces) - known.keys() - {None}
    return known | (audiences(wanted, reader) if wanted else {})


@require_http_methods(["GET", "POST"])
def agreement(request, pk):
    """Saved as typed, for all who read along; by POST where there is no JavaScript."""
    seats = with_kept(Seat.objects.with_group(), request.user)
    seat = seat_of_member(request, pk, seats)
    group = seat.group
    if posted := save_posted(request.POST, request.user):
        if beside := to_choose_from(posted):
            messages.warning(request, _("Saved, beside what somebody else wrote."))
            return redirect("writing:versions", pk=beside.pk)
        messages.success(request, _("Saved for your group."))
        return redirect("sessions:first_meeting", group.pk)
    found = agreements_of(group, request.user, to_write=True)
    context = found | {
        "group": group,
        "box": box_of_agreement(group, request.user, found),
        "kept": kept_for(request.user, group) if seat.has_kept else [],
    }
    return render(request, "sessions/agreement_form.html", context)


def box_of_agreement(group, person, found) -> Box:
    """To write it in; `found` are the `agreements_of` the group."""
    return box_of(
        kind=AGREEMENT,
        key=str(group.circle_id),
        person=person,
        text=found["begun"],
        place=place_of_circle(group.circle_id),
        audience=found["audience_of_circle"],
        prefix=AGREEMENT,
    )
