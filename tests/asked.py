"""Mails of the ledger as a worker asks for them."""

from contextlib import nullcontext

from django.utils import timezone

from reminders import sweeping
from reminders.asking import Asking, now_says
from reminders.models import Mail
from tests import roles


def holds(mail) -> bool:
    """Whether a worker that would send it now finds that it holds."""
    with roles.worker() if roles.has_both() else nullcontext():
        return now_says(mail, Asking()) is not None


def written(kind, person) -> Mail:
    """What a sweep writes down now of this kind for the person."""
    sweeping.write_due(timezone.now())
    return Mail.objects.filter(kind=kind, person=person).latest("pk")
