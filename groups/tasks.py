from celery import shared_task

from groups.services import leavers, retention, rooms


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
