from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.errors import DomainError
from reminders import services as reminders
from sessions.models import GroupAgreement, Signature
from spaces.acting import current_person_id


@transaction.atomic
def sign(*, seat) -> Signature:
    """Give one's own word that everything stays in the group (R7); given for good.

    Once in each circle, by the person of the seat, who acts; raises DomainError.
    """
    if seat.person_id != current_person_id():
        raise DomainError(_("Everybody signs for themselves."))
    if not seat.group.sessions.first_meetings().exists():
        raise DomainError(
            _("You sign at the first meeting: first a date for it has to be picked.")
        )
    signature, _created = Signature.objects.get_or_create(
        seat=seat, circle_id=seat.group.circle_id
    )
    reminders.cancel(kind="sessions.sign", object_id=seat.pk)
    return signature


@transaction.atomic
def write_agreement(*, group, by, text: str) -> GroupAgreement:
    """Write down how the members treat each other, for the circle as it is now."""
    known = GroupAgreement.objects.current(group).first()
    if known is None:
        return GroupAgreement.objects.create(
            group=group, author=by, text=text, space_id=group.circle_id
        )
    known.text, known.author, known.changed_at = text, by, timezone.now()
    known.save(update_fields=["text", "author", "changed_at"])
    return known
