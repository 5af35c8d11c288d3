"""What waits for coordinators here: rows of the last roster that were set aside.

And that nobody is named whom people can go to when the mentor is the problem.
"""

import hashlib

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from people.models import Adviser, Coordinator, RosterImport
from reminders.due import Due, concerns

THERE = Exists(Adviser.objects.filter(organisation=OuterRef("organisation")))


def waiting(*, now, person=None, roles=None):
    """Told once for the same rows, however many nights they come again."""
    if not concerns(roles, "coordinator"):
        return
    if person is None:
        coordinators = list(Coordinator.objects.select_related("person"))
    else:
        coordinators = list(
            Coordinator.objects.filter(person=person).annotate(has=THERE)
        )
        for coordinator in coordinators:
            coordinator.person = person
            # On Today as long as it is so; nobody is mailed about it.
            if not coordinator.has:
                yield _no_adviser(coordinator)
    if not coordinators:
        return
    organisations = {coordinator.organisation_id for coordinator in coordinators}
    for roster in RosterImport.objects.latest_of(organisations):
        for coordinator in coordinators:
            if roster.aside and coordinator.organisation_id == roster.organisation_id:
                yield Due(
                    kind="people.set_aside",
                    person=coordinator.person,
                    programme_id=None,
                    object_id=digest(roster.aside),
                    since=timezone.localdate(roster.committed_at),
                    link=roster.get_absolute_url(),
                    context={"count": len(roster.aside)},
                    day=timezone.localdate(coordinator.since),
                )


def _no_adviser(coordinator):
    return Due(
        kind="people.no_adviser",
        person=coordinator.person,
        programme_id=None,
        object_id=str(coordinator.organisation_id),
        since=timezone.localdate(coordinator.since),
        link=reverse("people:adviser"),
        mail=False,
    )


def digest(addresses) -> str:
    return hashlib.sha256(" ".join(addresses).encode()).hexdigest()[:16]
