from celery import shared_task

from boards.models import Proposal
from boards.services import proposals
from boards.sheets import services as sheets
from reminders import bell


@shared_task(name="boards.propose")
def propose(proposal_id):
    proposals.run_proposal(proposal_id)


@shared_task(name="boards.propose_waiting")
def propose_waiting():
    """Ask again for what got lost on its way to a worker; each runs once."""
    for proposal_id in Proposal.objects.overlooked().values_list("pk", flat=True):
        bell.ring("boards.propose", proposal_id)


@shared_task(name="boards.forget_sheets")
def forget_sheets():
    sheets.forget_sheets()
