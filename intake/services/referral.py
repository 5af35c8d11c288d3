"""Beyond what mentoring can do: to whom a mentee is referred (R12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import MenteeSeat, Referral
from intake.services.intakes import intake_of
from intake.services.outcome import decide_outcome
from spaces.errors import DomainError


@transaction.atomic
def refer(*, seat: MenteeSeat, by, to: list[str], words: str = "") -> Referral:
    """End the trajectory the next morning, and leave the mentee to whom to go then.

    To others it has ended, and no more. Raises DomainError as `decide_outcome` does.
    """
    if not to:
        raise DomainError(_("Say to whom."))
    decide_outcome(seat=seat, by=by, outcome="ended")
    return Referral.objects.create(
        space_id=seat.pair_id,
        intake=intake_of(seat),
        author=by,
        to=" ".join(to),
        words=words,
    )
