"""How a request comes to its group: members only, and some things the mentor only."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from groups.models import MentorGroup, Seat
from programmes.models import Role
from sessions.session.models.session import Session


class Closed(Exception):
    """The circle of a group is not open to the person, or not as their form took it.

    `sessions.middleware` answers: the person sees who is in it, and loses no words.
    """

    def __init__(self, group, *, is_seen):
        self.group, self.is_seen = group, is_seen


def open_or_see(request, group, is_open) -> None:
    """Raises Closed; also for a form that was made when another circle would read it."""
    if not is_open:
        raise Closed(group, is_seen=False)
    if request.POST.get("circle", str(group.circle_id)) != str(group.circle_id):
        raise Closed(group, is_seen=True)


def seat_of_member(request, pk, seats=None) -> Seat:
    """The person's own in a group whose circle is open to them; 404 for others'.

    `seats`: with what is asked of the group; else they come `with_group`. It knows by
    `is_led` whether that is the seat of the mentor.
    """
    seats = Seat.objects.with_group() if seats is None else seats
    seats = seats.held().of(request.user).knowing()
    seat = get_object_or_404(seats, group=pk)
    open_or_see(request, seat.group, seat.is_open)
    seat.person = request.user
    seat.group.is_led = seat.role == Role.MENTOR
    return seat


def group_of_member(request, pk, seats=None) -> MentorGroup:
    return seat_of_member(request, pk, seats).group


def group_of_mentor(request, pk) -> MentorGroup:
    group = group_of_member(request, pk)
    leads_or_403(group)
    return group


def session_of_member(request, pk, sessions=Session.objects) -> Session:
    session = any_session_of_member(request, pk, sessions)
    open_or_see(request, session.group, session.is_open)
    session.group.is_led = session.is_led
    return session


def any_session_of_member(request, pk, sessions=Session.objects) -> Session:
    """Also of a group whose circle is closed to the person still."""
    sessions = sessions.visible_to(request.user).knowing(request.user)
    return get_object_or_404(
        sessions.select_related("group__programme", "group__mentor"), pk=pk
    )


def session_of_mentor(request, pk, sessions=Session.objects) -> Session:
    session = session_of_member(request, pk, sessions)
    leads_or_403(session)
    return session


def leads_or_403(known) -> None:
    """Takes a group, or what is of a group, that came `knowing` the person."""
    if not known.is_led:
        raise PermissionDenied


def members(group):
    """The people with a seat, the mentor first."""
    return group.seats.held().people()


def members_here(group):
    """Without who has left the organisation or pauses: who is asked to answer or do."""
    return group.seats.held().taking_part().people()
