"""What waits for coordinators: groups to compose."""

import datetime as dt

from django.urls import reverse

from programmes import clock
from programmes.models import Programme, ProgrammeCoordinator
from reminders.due import Due, concerns

# Days before the start of a programme from which composing waits.
AHEAD = 30


def waiting(*, now, person=None, roles=None, at_hand=None):
    """`at_hand` as the room of programmes takes it: those in progress of the person."""
    if not concerns(roles, "programme coordinator"):
        return
    if at_hand is None:
        pairs = _coordinators(person)
    else:
        pairs = [(programme, person) for programme in at_hand]
    yield from _to_compose(pairs, now)


def _coordinators(person) -> list[tuple]:
    """Each programme that enrols, with everybody (or the person) who coordinates it."""
    coordinators = ProgrammeCoordinator.objects.filter(
        programme__state=Programme.State.ENROLLING
    )
    if person is not None:
        coordinators = coordinators.filter(person=person)
    coordinators = coordinators.select_related("programme", "person")
    return [(coordinator.programme, coordinator.person) for coordinator in coordinators]


def _to_compose(pairs, now):
    for programme, person in pairs:
        since = programme.starts_on - dt.timedelta(AHEAD)
        today = clock.today_in(programme, now)
        if programme.state == Programme.State.ENROLLING and since <= today:
            yield Due(
                kind="boards.to_compose",
                person=person,
                programme_id=programme.pk,
                zone=programme.time_zone,
                object_id=str(programme.pk),
                since=since,
                link=reverse("boards:composition_list", args=[programme.pk]),
                context={"programme": str(programme), "starts_on": programme.starts_on},
            )
