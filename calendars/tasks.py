from celery import shared_task
from django.utils import timezone

from calendars import services


@shared_task(name="calendars.bring_in_line")
def bring_in_line(group_id):
    """Tell the calendars of one group what has changed."""
    services.bring_in_line(groups=[group_id])


@shared_task(name="calendars.sweep")
def sweep():
    """Tell all calendars what nobody told them yet."""
    services.bring_stale_in_line()


@shared_task(name="calendars.forget_past")
def forget_past():
    services.forget_past(timezone.now())
