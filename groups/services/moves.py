"""Mentees who go from one group under way to another, alone or because theirs ends."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import MentorGroup, Seat
from groups.services.ends import end_on
from groups.services.rooms import have_rooms_follow
from groups.services.seats import (
    end_seat,
    give_up,
    introductions,
    leave_circles,
    seat_newcomers,
    tell_joined,
    tell_left,
)
from programmes import clock
from programmes.models import Role
from reminders.letters import called
from reminders.services import Posting, post_all
from spaces.errors import DomainError


@transaction.atomic
def move_seat(*, seat, group, by) -> Seat:
    """Let a mentee leave one group and join another in one step; all are told.

    As leaving and as joining: nothing of before goes along but what is the mentee's
    own, and the new group starts a new circle. Raises DomainError, and changes nothing.
    """
    before, group = _lock([seat.group_id, group.pk], group.programme_id)
    seat = _held(before, seat.pk)
    if seat.role == Role.MENTOR:
        raise DomainError(_("A mentor does not move: give the group another mentor."))
    give_up(before, seat, by)
    (moved,) = seat_newcomers(group, [seat.participation])
    tell_left(before, seat)
    tell_joined(group, [moved], but=[moved])
    _tell_moved(before, [moved])
    have_rooms_follow(began=[moved], ended=[seat])
    return moved


@transaction.atomic
def dissolve_group(*, group, moves, by) -> list[Seat]:
    """End a group; its mentees go to others, or stay without one for now.

    `moves` says for the pk of each mentee's seat to which group, or None. What the
    group wrote together is read by nobody any more, what a mentee and the mentor wrote
    by the mentee alone, for the time that the programme gives from this day on. Answers
    the new seats. Raises DomainError, and changes nothing.
    """
    # In their order: so the new seats are answered.
    targets = dict.fromkeys(target.pk for target in moves.values() if target)
    group, *others = _lock([group.pk, *targets], group.programme_id)
    seats = {seat.pk: seat for seat in _seats(group)}
    mentees = {pk: seat for pk, seat in seats.items() if seat.role == Role.MENTEE}
    if set(moves) != set(mentees):
        raise DomainError(_("Somebody has left or joined meanwhile: look again."))
    for seat in mentees.values():
        give_up(group, seat, by)
    for seat in seats.values():
        if seat.role == Role.MENTOR:
            end_seat(seat, by)
            leave_circles(group, seat.person)
    end_on(group=group, last_day=clock.today_in(group.programme))
    moved = _seat_elsewhere(others, mentees, moves)
    _tell_moved(group, moved)
    stay = [seat for pk, seat in seats.items() if moves.get(pk) is None]
    post_all(
        Posting(
            person=seat.person,
            kind="groups.dissolved",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=seat.pk,
            link="/",
            context={"group": called(group), "led": seat.role == Role.MENTOR},
        )
        for seat in stay
    )
    have_rooms_follow(began=moved, ended=seats.values())
    return moved


def _seat_elsewhere(groups, mentees, moves) -> list[Seat]:
    going = defaultdict(list)
    for pk, target in moves.items():
        if target:
            going[target.pk].append(mentees[pk].participation)
    seats = []
    for group in groups:
        newcomers = seat_newcomers(group, going[group.pk])
        tell_joined(group, newcomers, but=newcomers)
        seats += newcomers
    return seats


def _lock(pks, programme_id) -> list[MentorGroup]:
    """In one order for everybody; answers them in that of `pks`."""
    # In another order two who move between the same groups could wait for each other.
    groups = (
        MentorGroup.objects.filter(programme=programme_id)
        .select_for_update(of=["self"], no_key=True)
        .select_related("programme", "mentor")
        .order_by("pk")
        .in_bulk(pks)
    )
    if len(groups) != len(set(pks)) or len(set(pks)) != len(list(pks)):
        raise DomainError(_("Choose another group of the same programme."))
    return [groups[pk] for pk in pks]


def _seats(group):
    return group.seats.held().with_person().select_related("participation__person")


def _held(group, pk) -> Seat:
    seat = _seats(group).filter(pk=pk).first()
    if seat is None:
        raise DomainError(_("This place has ended meanwhile: look again."))
    return seat


def _tell_moved(before, moved):
    introduced = {seat.group_id: introductions(seat.group) for seat in moved}
    post_all(
        Posting(
            person=seat.person,
            kind="groups.moved",
            programme_id=before.programme_id,
            zone=before.programme.time_zone,
            object_id=seat.pk,
            link=seat.group.get_absolute_url(),
            context={
                "before": called(before),
                "before_id": before.pk,
                "group": called(seat.group),
                "mentor": seat.group.mentor.full_name,
                "people": [
                    facts
                    for pk, facts in introduced[seat.group_id].items()
                    if pk != seat.person_id
                ],
            },
        )
        for seat in moved
    )
