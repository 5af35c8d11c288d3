"""How a request comes to its group: members only, and some things the mentor only."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from groups.models import MentorGroup
from people.models import Person
from sessions import rules
from sessions.models import Session


def group_of_member(request, pk) -> MentorGroup:
    groups = MentorGroup.objects.of(request.user).select_related("programme", "mentor")
    return get_object_or_404(groups, pk=pk)


def group_of_mentor(request, pk) -> MentorGroup:
    group = group_of_member(request, pk)
    leads_or_403(request, group)
    return group


def session_of_member(request, pk) -> Session:
    sessions = Session.objects.visible_to(request.user)
    return get_object_or_404(
        sessions.select_related("group__programme", "group__mentor"), pk=pk
    )


def session_of_mentor(request, pk) -> Session:
    session = session_of_member(request, pk)
    leads_or_403(request, session.group)
    return session


def leads_or_403(request, group) -> None:
    if not rules.may_lead(request.user, group):
        raise PermissionDenied


def members(group):
    """The people with a seat, the mentor first."""
    held = group.seats.held()
    return Person.objects.filter(seats__in=held).order_by("-seats__role", "given_name")


def members_here(group):
    """Without who has left the organisation: those who can still answer or do."""
    return members(group).active()
