from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.year.models.promise import Signature
from sessions.year.texts import AGREEMENT
from spaces.acting import current_person_id
from spaces.errors import DomainError
from writing import services as writing
from writing.models import Text


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
    return signature


@transaction.atomic
def write_agreement(*, group, by, text: str) -> Text:
    """Write down how the members treat each other, for the circle as it is now."""
    key = str(group.circle_id)
    known = writing.text_to_write(kind=AGREEMENT, key=key, by=by)
    if known is None:
        raise DomainError(_("Look first who is in the group now."))
    writing.save(text=known, by=by, client_id=uuid4(), based_on=known.head, body=text)
    return known
