"""The letters of this room; their texts are in `templates/intake/letters/`."""

from django.utils.translation import gettext_lazy as _

from intake.models import Intake
from intake.services import facts
from reminders.letters import (
    MEMBERS,
    MENTEES,
    MENTORS,
    NOBODY,
    SOON,
    TO_DO,
    WAITS,
    Letter,
)


def _intake(mail):
    number = mail.object_id.split(".")[0]
    return Intake.objects.to_remember().filter(pk=number).first()


def both_answered(mail) -> dict | None:
    intake = _intake(mail)
    if intake is None or not intake.both_answered or mail.object_id != intake.round_id:
        return None
    return facts(intake.seat, intake)


def decided(mail) -> dict | None:
    """Of the latest decision, by its moment."""
    intake = _intake(mail)
    if intake is None or not intake.outcome_at:
        return None
    if mail.object_id != f"{intake.pk}.{intake.outcome_at.timestamp():.0f}":
        return None
    return facts(intake.seat, intake)


LETTERS = [
    Letter(
        kind="intake.to_plan",
        name=_("Intakes to plan"),
        to=MENTORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.to_pick",
        name=_("Times to choose from for an intake"),
        to=MENTEES,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.other_times",
        name=_("Other times asked for"),
        to=MENTORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.to_decide",
        name=_("Intakes without a time chosen"),
        to=MENTORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.tomorrow",
        name=_("Intakes tomorrow"),
        to=MEMBERS,
        facts=WAITS,
        pressing=SOON,
    ),
    Letter(
        kind="intake.was_it_held",
        name=_("Intakes to note"),
        to=MENTORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.click",
        name=_("Questions after an intake"),
        to=MEMBERS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.both_answered",
        name=_("Answers after an intake"),
        to=MEMBERS,
        facts=both_answered,
    ),
    Letter(
        kind="intake.outcome",
        name=_("Intakes to close"),
        to=MENTORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.pause_ends",
        name=_("Pauses that end"),
        to=MEMBERS,
        facts=WAITS,
        pressing=SOON,
    ),
    Letter(
        kind="intake.referred",
        name=_("What a mentor left you to read"),
        to=NOBODY,
        facts=WAITS,
    ),
    Letter(
        kind="intake.decided",
        name=_("How you go on after an intake"),
        to=MENTEES,
        facts=decided,
    ),
    Letter(
        kind="intake.back",
        name=_("A mentee who is back from a pause"),
        to=MENTORS,
        facts=decided,
    ),
]
