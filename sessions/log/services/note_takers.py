from django.db import transaction
from django.utils.translation import gettext as _

from sessions.log.models.note_taker import NoteTaker
from spaces.errors import DomainError


@transaction.atomic
def name_note_taker(*, session, by, person: int, circle_id) -> NoteTaker:
    """The person of that id writes the log for that circle, beside the mentor."""
    if not session.group.seats.held().filter(person=person).exists():
        raise DomainError(_("Choose somebody of the group."))
    return NoteTaker.objects.create(
        session=session, author=by, person_id=person, space_id=circle_id
    )
