from celery import shared_task


@shared_task(name="groups.propose")
def propose(proposal_id):
    from groups.services import run_proposal

    run_proposal(proposal_id)
