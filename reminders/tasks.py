from celery import shared_task


@shared_task(name="reminders.deliver")
def deliver():
    """Send what may be sent by now."""


@shared_task(name="reminders.sweep")
def sweep():
    """Write down what is due and missing, and wake the delivery."""
