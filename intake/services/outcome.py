"""How the two go on (R6, R12)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.services import (
    ask_to_part,
    end_pause,
    parting_asked,
    pause_seat,
    stay_together,
)
from intake.models import Conversation, Intake, MenteeSeat, Referral
from intake.services.intakes import facts, intake_to_change, settle_time
from programmes import clock
from reminders.services import post
from spaces.errors import DomainError

Outcome = Intake.Outcome
# Those that need a day: by which, or until which.
WITH_DAY = {Outcome.AGAIN, Outcome.PAUSED}


@transaction.atomic
def decide_outcome(*, seat: MenteeSeat, by, outcome: str, until=None) -> Intake:
    """Continue, talk once more, pause or end the trajectory (R6, R12).

    The same again tells nobody. The coordinator sees this state and its date and
    nothing else. Ended means that the mentee leaves the group the next morning; until
    then `keep_seat` takes it back, and nobody else is told.
    """
    intake = intake_to_change(seat)
    if parting_asked(seat=seat, by=by):
        raise DomainError(_("It ends tomorrow morning: first take that back."))
    until = until if outcome in WITH_DAY else None
    if (intake.outcome, intake.until) == (outcome, until):
        return intake
    if outcome == Outcome.ENDED:
        # Also before they talked: an end so early would tell that it was the mentee's.
        ask_to_part(seat=seat, by=by)
        return intake
    if not intake.was_held:
        raise DomainError(_("First note that the intake was held."))
    if outcome in WITH_DAY:
        _refuse_no_day(seat, until)
    intake.outcome, intake.until = outcome, until
    intake.outcome_at = timezone.now()
    intake.save(update_fields=["outcome", "outcome_at", "until"])
    if outcome == Outcome.PAUSED:
        pause_seat(seat=seat, until=until)
    else:
        end_pause(seat=seat)
    if outcome == Outcome.AGAIN and intake.is_held:
        _begin_another(intake)
    elif outcome != Outcome.AGAIN:
        settle_time(intake)
    _tell(seat.person, "intake.decided", seat, intake)
    return intake


@transaction.atomic
def come_back(*, seat: MenteeSeat) -> Intake:
    """The mentee ends the pause before its day and takes part again; the mentor is told.

    Raises DomainError where there is no pause to end.
    """
    intake = intake_to_change(seat)
    if not end_pause(seat=seat):
        raise DomainError(_("You take no pause any more: you take part again."))
    intake.outcome, intake.until = Outcome.CONTINUES, None
    intake.outcome_at = timezone.now()
    intake.save(update_fields=["outcome", "outcome_at", "until"])
    _tell(intake.mentor, "intake.back", seat, intake)
    return intake


def ask_another_group(*, seat: MenteeSeat, by) -> None:
    """The mentee wants another group, for a reason that nobody asks for (R6).

    The seat ends the next morning and the mentee can be placed again; that it was the
    mentee who asked is told to nobody.
    """
    ask_to_part(seat=seat, by=by)


@transaction.atomic
def keep_seat(*, seat: MenteeSeat, by) -> None:
    """Take back what `by` asked for, and left to be read, as long as it is not done."""
    if not stay_together(seat=seat, by=by):
        raise DomainError(_("There is nothing to take back."))
    Referral.objects.filter(intake__seat=seat.pk, author=by).delete()


def _tell(person, kind, seat, intake):
    post(
        person=person,
        kind=kind,
        programme_id=seat.group.programme_id,
        zone=seat.group.programme.time_zone,
        # Each decision is a mail of its own, also the second of a day.
        object_id=f"{intake.pk}.{intake.outcome_at.timestamp():.0f}",
        link=reverse("intake:intake_detail", args=[seat.pk]),
        context=facts(seat, intake),
    )


def _refuse_no_day(seat, until):
    if until is None:
        raise DomainError(_("Say by or until which day."))
    if until <= clock.today_in(seat.group.programme):
        raise DomainError(_("That day is not still to come."))


def _begin_another(intake):
    """Keep the conversation that was held; the next is to be planned."""
    Conversation.objects.create(
        intake=intake,
        number=intake.number,
        on=intake.on,
        at=intake.at,
        minutes=intake.minutes,
        place=intake.place,
    )
    intake.number += 1
    intake.state, intake.on, intake.at = Intake.State.TO_PLAN, None, None
    intake.save(update_fields=["number", "state", "on", "at"])
