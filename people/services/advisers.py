"""The confidential adviser of an organisation."""

from zlib import crc32

from django.db import transaction
from django.urls import reverse_lazy
from django.utils import timezone

from people.accounts.services.invitations import invite
from people.models import Adviser, Organisation
from reminders.services import post


@transaction.atomic
def name_adviser(*, adviser: Adviser, by) -> Adviser:
    """Keep who it is from now on; a colleague who was not it yet is told by mail.

    Who cannot sign in yet is invited by the same mail. What was given to the one before
    stays with that reader until its day, or until its giver takes it back.
    """
    # Of two who name somebody at once the later one counts.
    locked = Organisation.objects.select_for_update(no_key=True)
    locked.get(pk=adviser.organisation_id)
    before = Adviser.objects.filter(organisation=adviser.organisation_id).first()
    adviser.pk = before and before.pk
    adviser.named_by, adviser.named_at = by, timezone.now()
    adviser.save()
    colleague = adviser.colleague
    if colleague and (before is None or before.email != adviser.email):
        if not colleague.has_way_in:
            invite(person=colleague, by=by)
        post(
            person=colleague,
            kind="people.adviser",
            object_id=f"{adviser.pk}.{crc32(adviser.email.encode())}",
            link=reverse_lazy("writing:received"),
            context={"by": by.full_name},
        )
    return adviser


@transaction.atomic
def name_nobody(*, organisation) -> None:
    """Nobody is the adviser any more: pages name nobody."""
    Adviser.objects.filter(organisation=organisation).delete()
