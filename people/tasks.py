from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from people.accounts.services import addresses
from people.models import AddressChange, Allowance, RosterImport
from people.roster.services import rosters
from reminders import bell

# Longer than a message is on its way to a worker that is not busy.
PATIENCE = timedelta(minutes=1)
# A file full of people is not kept for longer than it takes to decide.
KEPT = timedelta(days=30)


@shared_task(name="people.commit_roster")
def commit_roster(roster_id):
    rosters.carry_out_telling(roster_id=roster_id)


@shared_task(name="people.sweep_rosters")
def sweep_rosters():
    """Carry out what got lost on its way to a worker; forget what nobody wanted."""
    RosterImport.objects.left_lying(timezone.now() - KEPT).delete()
    waiting = RosterImport.objects.waiting(timezone.now() - PATIENCE)
    for roster_id in waiting.values_list("pk", flat=True):
        bell.ring("people.commit_roster", roster_id)


@shared_task(name="people.finish_addresses")
def finish_addresses():
    """Of the host's changes of an address, those whose day has come."""
    for change in AddressChange.objects.due():
        addresses.finish(change=change)


@shared_task(name="people.forget_allowances")
def forget_allowances():
    Allowance.objects.whole(timezone.now()).delete()
