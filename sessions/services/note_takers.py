from django.db import transaction
from django.utils.translation import gettext as _

from people.errors import DomainError
from sessions.models import NoteTaker


@transaction.atomic
def name_note_taker(*, session, by, person, circle_id) -> NoteTaker:
    """`person` writes the log for that circle from here on, beside the mentor."""
    if not session.group.seats.held().filter(person=person).exists():
        raise DomainError(_("Choose somebody of the group."))
    return NoteTaker.objects.create(
        session=session, author=by, person=person, space_id=circle_id
    )
