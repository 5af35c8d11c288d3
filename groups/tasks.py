from celery import shared_task

from groups.models import Proposal
from groups.services import leavers, proposals, retention, rooms, sheets
from reminders import bell


@shared_task(name="groups.propose")
def propose(proposal_id):
    proposals.run_proposal(proposal_id)


@shared_task(name="groups.propose_waiting")
def propose_waiting():
    """Ask again for what got lost on its way to a worker; each runs once."""
    for proposal_id in Proposal.objects.overlooked().values_list("pk", flat=True):
        bell.ring("groups.propose", proposal_id)


@shared_task(name="groups.forget_sheets")
def forget_sheets():
    sheets.forget_sheets()


@shared_task(name="groups.end_seats")
def end_seats():
    """Of who has left the organisation: those whose morning has come."""
    leavers.end_due_seats()


@shared_task(name="groups.follow_all")
def follow_all():
    """Look at all calendars: some service may have noted no change."""
    rooms.follow_all()


@shared_task(name="groups.retain")
def retain():
    """What groups that ended left: remind of its end, list it, erase it when it may."""
    retention.go_through()
