from celery import shared_task
from django.utils import timezone

from calendars import services


@shared_task(name="calendars.forget_past")
def forget_past():
    services.forget_past(timezone.now())
