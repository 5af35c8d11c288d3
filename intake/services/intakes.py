"""When and where an intake is, and that it was held (R5)."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.services import follow
from groups.services import hold
from intake.models import Intake, MenteeSeat
from programmes import clock
from programmes.moments import refuse_unfit
from spaces.errors import DomainError

State = Intake.State


def intake_of(seat: MenteeSeat) -> Intake:
    """The intake of a seat, made with the first thing that is written about it.

    Whoever acts on it at the same moment waits for it.
    """
    if not seat.held_intake:
        Intake.objects.get_or_create(
            seat_id=seat.pk, defaults={"mentor_id": seat.mentor_id}
        )
    seat.intake = Intake.objects.select_for_update().get(seat=seat)
    return seat.intake


def intake_to_change(seat: MenteeSeat) -> Intake:
    """As `intake_of`; raises DomainError where the seat has ended meanwhile."""
    hold(seat)
    return intake_of(seat)


@transaction.atomic
def plan_intake(*, seat: MenteeSeat, on, at, minutes: int, place: str) -> Intake:
    """Set when and where; the calendars of both follow. Again: it moves.

    The same again changes nothing, and tells nobody.
    """
    intake = intake_to_change(seat)
    refuse_held(intake)
    settle_time(intake)
    before = (intake.state, intake.on, intake.at, intake.minutes, intake.place)
    if before == (State.PLANNED, on, at, minutes, place):
        return intake
    refuse_unfit(programme=seat.group.programme, on=on, at=at)
    intake.state = State.PLANNED
    intake.on, intake.at, intake.minutes, intake.place = on, at, minutes, place
    intake.save(update_fields=["state", "on", "at", "minutes", "place"])
    follow([seat.group_id])
    return intake


def refuse_held(intake) -> None:
    if intake.state == State.HELD:
        raise DomainError(_("This intake was held already."))


def settle_time(intake) -> None:
    """Nothing is offered any more, and no other time is asked for."""
    if not intake.is_being_agreed:
        return
    intake.offered.all().delete()
    intake.offered_at = intake.offered_until = intake.others_asked_at = None
    intake.save(update_fields=["offered_at", "offered_until", "others_asked_at"])


def facts(seat, intake) -> dict:
    """What a mail may say of an intake: names, when and where."""
    return {
        "mentor": intake.mentor.full_name,
        "mentee": seat.person.full_name,
        "on": intake.on.isoformat() if intake.on else None,
        "at": intake.at.isoformat() if intake.at else None,
        "place": intake.place,
    }


@transaction.atomic
def hold_intake(*, seat: MenteeSeat, on) -> Intake:
    """Note that the intake was held on a day up to today."""
    intake = intake_to_change(seat)
    if on > clock.today_in(seat.group.programme):
        raise DomainError(_("That day is still to come."))
    settle_time(intake)
    is_next = intake.is_again and not intake.is_held
    intake.state, intake.on = State.HELD, on
    intake.held_at = timezone.now()
    if is_next:
        # It decides anew how they go on.
        intake.outcome, intake.outcome_at, intake.until = "", None, None
    intake.save(
        update_fields=["state", "on", "held_at", "outcome", "outcome_at", "until"]
    )
    if is_next:
        open_round(intake)
    follow([seat.group_id])
    return intake


def open_round(intake) -> None:
    """Ask both once more; what was answered stays in its round, as hidden as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_open_round(%s, %s)", [intake.pk, timezone.now()])
    intake.refresh_from_db()
