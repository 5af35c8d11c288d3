"""Whether calendars were told what the rooms say: the ledger can be held to account."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from calendars.appointment import Appointment
from calendars.difference import Difference
from calendars.models import Stale, Told
from calendars.services.telling import batches, hold
from calendars.wanted import wanted_in


@dataclass(frozen=True)
class Amiss:
    """A calendar was told something else of an appointment than the rooms say."""

    group_id: int
    person_id: int
    uid: str
    difference: Difference

    def __str__(self):
        """With numbers, days and times; nobody's name, and no place."""
        was, wanted = _said(self.difference.was), _said(self.difference.wanted)
        so = f"should have {wanted}"
        if was == wanted:
            so = "at another place, or by another name"
        whose = f"Group {self.group_id}, person {self.person_id}, {self.uid}"
        return f"{whose}: was told {was}; {so}."


def amiss_in(groups: Collection[int]) -> list[Amiss]:
    """Of what is still to come; groups that wait for the worker are left out.

    Runs as the worker, in a constant number of queries for `BATCH` groups.
    """
    return [amiss for some in batches(sorted(set(groups))) for amiss in _amiss_in(some)]


@transaction.atomic
def _amiss_in(groups) -> list[Amiss]:
    # Nobody brings them in line meanwhile, so that what changes meanwhile stays noted.
    hold(groups)
    told = {
        (row.person_id, row.uid): (row.group_id, row.appointment)
        for row in Told.objects.of_groups(groups)
    }
    wanted = {
        (entry.person_id, entry.appointment.uid): (entry.group_id, entry.appointment)
        for entry in wanted_in(groups)
    }
    waiting = set(Stale.objects.of(groups).groups())
    now, amiss = timezone.now(), []
    for key in sorted(told.keys() | wanted):
        group_id, _one = told.get(key) or wanted[key]
        was, so = (kept[key][1] if key in kept else None for kept in (told, wanted))
        difference = Difference(was, so)
        if group_id not in waiting and difference.to_tell(now):
            amiss.append(Amiss(group_id, *key, difference))
    return amiss


def _said(appointment: Appointment | None) -> str:
    if appointment is None:
        return "nothing"
    return ", ".join(
        f"{when.on} {when.at:%H:%M} for {when.minutes} minutes"
        for when in appointment.meetings()
    )
