"""Whether there is a click, *klik* (R5)."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import ClickAnswer, Intake, MenteeSeat
from intake.services.intakes import facts, intake_of
from people.errors import DomainError
from reminders.services import post


@transaction.atomic
def answer_click(*, seat: MenteeSeat, by, answer: str, words: str) -> ClickAnswer:
    """Answer the click question, once; the database hides it until both are in."""
    intake = intake_of(seat)
    if intake.state != Intake.State.HELD:
        raise DomainError(_("You answer this after the intake."))
    if ClickAnswer.objects.filter(intake=intake, author=by).exists():
        raise DomainError(_("You answered this already."))
    click = ClickAnswer.objects.create(
        intake=intake, space_id=seat.pair_id, author=by, answer=answer, words=words
    )
    intake.refresh_from_db()
    if intake.both_answered:
        for reader in (seat.person, intake.mentor):
            post(
                person=reader,
                kind="intake.both_answered",
                programme_id=seat.group.programme_id,
                zone=seat.group.programme.time_zone,
                object_id=intake.pk,
                link=seat.get_absolute_url(),
                context=facts(seat, intake),
            )
    return click
