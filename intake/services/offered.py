"""Agreeing on a time: the mentor offers some, the mentee picks one or asks for others."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.services.offered_times import offered_anew, still_to_come
from intake.models import Intake, MenteeSeat, OfferedTime
from intake.services.intakes import (
    intake_to_change,
    plan_intake,
    refuse_held,
    settle_time,
)
from spaces.errors import DomainError


@transaction.atomic
def offer_times(*, seat: MenteeSeat, times, minutes: int, place: str) -> Intake:
    """Have the mentee pick one of these `times`, (date, time) each, or ask for others.

    They take the place of those that were offered before; the same again tells nobody.
    What is planned stands until one is picked.
    """
    intake = intake_to_change(seat)
    refuse_held(intake)
    wanted = offered_anew(
        programme=seat.group.programme,
        times=times,
        before=intake.offered,
        minutes=minutes,
        place=place,
    )
    if wanted is None:
        return intake
    settle_time(intake)
    OfferedTime.objects.bulk_create(
        OfferedTime(intake=intake, on=on, at=at, minutes=minutes, place=place)
        for on, at, minutes, place in wanted
    )
    intake.offered_at, intake.offered_until = timezone.now(), wanted[-1][0]
    intake.save(update_fields=["offered_at", "offered_until"])
    return intake


@transaction.atomic
def pick_time(*, seat: MenteeSeat, time: int) -> Intake:
    """Plan the intake at one of the offered times, by its number; both calendars follow.

    Raises DomainError when it is offered no more, or has passed.
    """
    intake = intake_to_change(seat)
    refuse_held(intake)
    picked = intake.offered.numbered(time).first()
    if picked is None:
        raise DomainError(_("This time is not offered any more: look again."))
    return plan_intake(
        seat=seat,
        on=picked.on,
        at=picked.at,
        minutes=picked.minutes,
        place=picked.place,
    )


@transaction.atomic
def ask_other_times(*, seat: MenteeSeat) -> Intake:
    """None of the offered times suits the mentee, or not that which is planned.

    What is planned stands until the mentor offers or sets another. Again changes nothing.
    """
    intake = intake_to_change(seat)
    refuse_held(intake)
    if intake.others_asked_at:
        return intake
    is_planned = intake.state == Intake.State.PLANNED
    if not (intake.offered_at or is_planned):
        raise DomainError(_("No time was offered yet."))
    settle_time(intake)
    intake.others_asked_at = timezone.now()
    intake.save(update_fields=["others_asked_at"])
    return intake


def offered_times(seat: MenteeSeat) -> list[OfferedTime]:
    """Those that can be picked still."""
    intake = seat.held_intake
    if intake is None or not intake.offered_at:
        return []
    return still_to_come(seat.group.programme, intake.offered)
