"""The mentor's own judgement after an intake (R5, R6)."""

from django.db import transaction
from django.utils import timezone

from intake.models import Judgement, MenteeSeat
from intake.services.intakes import intake_to_change
from spaces.services import own_space


@transaction.atomic
def write_judgement(*, seat: MenteeSeat, by, answers: dict) -> Judgement:
    """Keep the mentor's choices in the mentor's own space; nobody else reads them."""
    intake = intake_to_change(seat)
    judgement = Judgement.objects.filter(intake=intake).first() or Judgement(
        intake=intake, author=by, space=own_space(by)
    )
    for name, answer in answers.items():
        setattr(judgement, name, answer)
    judgement.changed_at = timezone.now()
    judgement.save()
    return judgement
