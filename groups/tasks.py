from celery import shared_task

from reminders import bell


@shared_task(name="groups.propose")
def propose(proposal_id):
    from groups.services import run_proposal

    run_proposal(proposal_id)


@shared_task(name="groups.propose_waiting")
def propose_waiting():
    """Ask again for what got lost on its way to a worker; each runs once."""
    from groups.models import Proposal

    for proposal_id in Proposal.objects.overlooked().values_list("pk", flat=True):
        bell.call(propose, proposal_id)


@shared_task(name="groups.forget_sheets")
def forget_sheets():
    from groups.services.sheets import forget_sheets

    forget_sheets()


@shared_task(name="groups.end_seats")
def end_seats():
    """Of who has left the organisation: those whose morning has come."""
    from groups.services.leavers import end_due_seats

    end_due_seats()
