from celery import shared_task


@shared_task(name="groups.propose")
def propose(proposal_id):
    from groups.services import run_proposal

    run_proposal(proposal_id)


@shared_task(name="groups.forget_sheets")
def forget_sheets():
    from groups.services.sheets import forget_sheets

    forget_sheets()


@shared_task(name="groups.end_seats")
def end_seats():
    """Of who has left the organisation: those whose morning has come."""
    from groups.services.leavers import end_due_seats

    end_due_seats()
