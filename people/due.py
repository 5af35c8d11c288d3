"""What waits for coordinators here: rows of the last roster that were set aside."""

import hashlib

from django.utils import timezone

from people.models import Coordinator, RosterImport
from reminders.due import Due, concerns


def waiting(*, now, person=None, roles=None):
    """Told once for the same rows, however many nights they come again."""
    if not concerns(roles, "coordinator"):
        return
    if person is None:
        coordinators = list(Coordinator.objects.select_related("person"))
    else:
        coordinators = list(Coordinator.objects.filter(person=person))
        for one in coordinators:
            one.person = person
    if not coordinators:
        return
    organisations = {one.organisation_id for one in coordinators}
    for roster in RosterImport.objects.latest_of(organisations):
        for one in coordinators:
            if roster.aside and one.organisation_id == roster.organisation_id:
                yield Due(
                    kind="people.set_aside",
                    person=one.person,
                    programme_id=None,
                    object_id=digest(roster.aside),
                    since=timezone.localdate(roster.committed_at),
                    link=roster.get_absolute_url(),
                    context={"count": len(roster.aside)},
                    day=timezone.localdate(one.since),
                )


def digest(addresses) -> str:
    return hashlib.sha256(" ".join(addresses).encode()).hexdigest()[:16]
