"""Whether there is a click, *klik* (R5)."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import ClickAnswer, MenteeSeat
from intake.services.intakes import facts, intake_to_change, open_round
from reminders.services import post
from spaces.errors import DomainError


@transaction.atomic
def answer_click(*, seat: MenteeSeat, by, answer: str, words: str) -> ClickAnswer:
    """Answer the click question, once a round; hidden by the database until both are in."""
    intake = intake_to_change(seat)
    if not intake.was_held:
        raise DomainError(_("You answer this after the intake."))
    if has_answered(intake, by):
        raise DomainError(_("You answered this already."))
    return _answer(seat, intake, by, answer, words)


@transaction.atomic
def change_mind(*, seat: MenteeSeat, by, answer: str, words: str) -> ClickAnswer:
    """Answer anew: a round opens in which the other is asked too.

    Where the other had one opened just before, this is the answer in that one, so that
    neither learns who began.
    """
    intake = intake_to_change(seat)
    if intake.both_answered:
        open_round(intake)
    elif not intake.was_held or has_answered(intake, by):
        raise DomainError(_("You can answer anew once both answers are in."))
    return _answer(seat, intake, by, answer, words)


def has_answered(intake, person) -> bool:
    """In the round that is asked now."""
    answers = ClickAnswer.objects.of(intake).in_round(intake.round)
    return answers.filter(author=person).exists()


def _answer(seat, intake, by, answer, words):
    click = ClickAnswer.objects.create(
        intake=intake,
        space_id=seat.pair_id,
        author=by,
        round=intake.round,
        answer=answer,
        words=words,
    )
    intake.refresh_from_db()
    if intake.both_answered:
        for reader in (seat.person, intake.mentor):
            post(
                person=reader,
                kind="intake.both_answered",
                programme_id=seat.group.programme_id,
                zone=seat.group.programme.time_zone,
                object_id=intake.round_id,
                link=seat.get_absolute_url(),
                context=facts(seat, intake),
            )
    return click
