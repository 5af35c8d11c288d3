"""Planning, holding and closing the intake of a mentor with one mentee (R5, R6)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.services import follow
from groups.services import leave_seat
from intake.models import ClickAnswer, Intake, Judgement, MenteeSeat
from people.errors import DomainError
from programmes import clock
from programmes.models import OWN_WORDS
from programmes.moments import refuse_unfit
from reminders.services import post
from spaces.services import own_space
from writing import services as writing
from writing.models import Text

State = Intake.State


def intake_of(seat: MenteeSeat) -> Intake:
    """The intake of a seat, made with the first thing that is written about it."""
    if seat.held_intake:
        return Intake.objects.select_for_update().get(seat=seat)
    intake, _created = Intake.objects.get_or_create(
        seat_id=seat.pk, defaults={"mentor_id": seat.mentor_id}
    )
    seat.intake = intake
    return intake


@transaction.atomic
def plan_intake(*, seat: MenteeSeat, on, at, minutes: int, place: str) -> Intake:
    """Set when and where; the calendars of both follow. Again: it moves.

    The same again changes nothing, and tells nobody.
    """
    intake = intake_of(seat)
    if intake.state == State.HELD:
        raise DomainError(_("This intake was held already."))
    before = (intake.state, intake.on, intake.at, intake.minutes, intake.place)
    if before == (State.PLANNED, on, at, minutes, place):
        return intake
    refuse_unfit(programme=seat.group.programme, on=on, at=at)
    intake.state = State.PLANNED
    intake.on, intake.at, intake.minutes, intake.place = on, at, minutes, place
    intake.save(update_fields=["state", "on", "at", "minutes", "place"])
    follow([seat.group_id])
    return intake


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
    intake = intake_of(seat)
    if on > clock.today_in(seat.group.programme):
        raise DomainError(_("That day is still to come."))
    intake.state, intake.on = State.HELD, on
    intake.held_at = timezone.now()
    intake.save(update_fields=["state", "on", "held_at"])
    follow([seat.group_id])
    return intake


@transaction.atomic
def put_text(*, seat: MenteeSeat, kind: str, by) -> Text:
    """Put a text of `by`, who acts, before the other of the pair, as it reads now.

    Raises DomainError when nothing is written, or two versions wait to be chosen from.
    """
    if seat.pair_id is None:
        raise DomainError(_("There is no mentor in this group now."))
    draft = _texts_of(seat, kind, by).drafts().first()
    if draft is None or not (draft.unopened or draft.body.strip()):
        raise DomainError(_("Write something first."))
    if draft.revisions.beside().exists():
        raise DomainError(_("There are two versions of this text: choose one first."))
    return writing.publish(draft=draft, space_id=seat.pair_id)


@transaction.atomic
def take_back_text(*, seat: MenteeSeat, kind: str, by) -> None:
    """Nobody else reads it any more, in no version; the own text stays."""
    for put in _texts_of(seat, kind, by).published():
        writing.unpublish(text=put)


def _texts_of(seat, kind, by):
    key = seat.participation_id if kind == OWN_WORDS else seat.pk
    return Text.objects.written_by(by).of_kind(kind).about(str(key))


@transaction.atomic
def write_judgement(*, seat: MenteeSeat, by, answers: dict) -> Judgement:
    """Keep the mentor's choices in the mentor's own space; nobody else reads them."""
    intake = intake_of(seat)
    judgement = Judgement.objects.filter(intake=intake).first() or Judgement(
        intake=intake, author=by, space=own_space(by)
    )
    for name, answer in answers.items():
        setattr(judgement, name, answer)
    judgement.changed_at = timezone.now()
    judgement.save()
    return judgement


@transaction.atomic
def answer_click(*, seat: MenteeSeat, by, answer: str, words: str) -> ClickAnswer:
    """Answer the click question, once; the database hides it until both are in."""
    intake = intake_of(seat)
    if intake.state != State.HELD:
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


@transaction.atomic
def decide_outcome(*, seat: MenteeSeat, by, outcome: str) -> Intake:
    """Continue, pause or end the trajectory (R6, R12); the same again tells nobody.

    The coordinator sees this state and its date and nothing else. Ended means that the
    mentee leaves the group, which cannot be undone.
    """
    intake = intake_of(seat)
    if intake.state != State.HELD:
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
