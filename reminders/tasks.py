from celery import shared_task
from django.utils import timezone

from reminders import bell, delivery, sweeping
from reminders.models import Mail


@shared_task(name="reminders.deliver")
def deliver():
    """Send what may be sent by now."""
    delivery.deliver_ready()


@shared_task(name="reminders.sweep")
def sweep():
    """Write down what is due and missing, settle broken claims, ring the bell."""
    sweeping.write_due(timezone.now())
    delivery.recover()
    if Mail.objects.ready().exists():
        bell.ring("reminders.deliver")
