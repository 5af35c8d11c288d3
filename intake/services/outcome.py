"""How the two go on (R6, R12)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.services import leave_seat
from intake.models import Intake, MenteeSeat
from intake.services.intakes import facts, intake_of
from people.errors import DomainError
from reminders.services import post


@transaction.atomic
def decide_outcome(*, seat: MenteeSeat, by, outcome: str) -> Intake:
    """Continue, pause or end the trajectory (R6, R12); the same again tells nobody.

    The coordinator sees this state and its date and nothing else. Ended means that the
    mentee leaves the group, which cannot be undone.
    """
    intake = intake_of(seat)
    if intake.state != Intake.State.HELD:
        raise DomainError(_("First note that the intake was held."))
    if intake.outcome == outcome:
        return intake
    intake.outcome, intake.outcome_at = outcome, timezone.now()
    intake.save(update_fields=["outcome", "outcome_at"])
    if outcome == Intake.Outcome.ENDED:
        leave_seat(seat=seat, by=by)
    else:
        post(
            person=seat.person,
            kind="intake.decided",
            programme_id=seat.group.programme_id,
            zone=seat.group.programme.time_zone,
            # Each decision is a mail of its own, also the second of a day.
            object_id=f"{intake.pk}.{intake.outcome_at.timestamp():.0f}",
            link=reverse("intake:intake_detail", args=[seat.pk]),
            context=facts(seat, intake),
        )
    return intake
