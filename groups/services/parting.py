"""That a mentee leaves a group, as one of the pair asks: done the next morning."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import SeatEnding
from groups.services.leavers import next_morning
from groups.services.seats import hold
from programmes.models import Role
from spaces.errors import DomainError


@transaction.atomic
def ask_to_part(*, seat, by) -> SeatEnding:
    """Have a mentee's seat end the next morning; until then nobody else is told.

    Asked by the mentee or the mentor of the group, whose own word it stays: the other
    reads afterwards that the seat has ended, and not who asked. Again changes nothing.
    """
    seat = hold(seat)
    group = seat.group
    if seat.role != Role.MENTEE or by.pk not in (seat.person_id, group.mentor_id):
        raise DomainError(_("Only the two of a pair ask for this."))
    ending, _made = SeatEnding.objects.open().get_or_create(
        participation_id=seat.participation_id,
        asked_by=by,
        by_pair=True,
        defaults={"due_at": next_morning(group.programme)},
    )
    return ending


@transaction.atomic
def stay_together(*, seat, by) -> int:
    """Take back what `by` asked for; answers whether there was anything."""
    return _asked(seat, by).update(called_off_at=timezone.now())


def parting_asked(*, seat, by) -> bool:
    """Whether `by` asked for it, and can take it back still."""
    return _asked(seat, by).exists()


def _asked(seat, by):
    return SeatEnding.objects.open().of_seat(seat.participation_id).asked_by(by)
