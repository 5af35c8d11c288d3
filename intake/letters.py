"""The letters of this room; their texts are in `templates/intake/letters/`."""

from django.utils.translation import gettext_lazy as _

from intake.models import Intake, MenteeSeat
from reminders.letters import Letter


def _intake(mail):
    number = mail.object_id.split(".")[0]
    return Intake.objects.to_remember().filter(pk=number).first()


def still_to_plan(mail) -> bool:
    seats = MenteeSeat.objects.with_intake().without_date()
    return seats.filter(pk=mail.object_id).exists()


def still_planned(mail) -> bool:
    intake = _intake(mail)
    return bool(intake) and intake.state == Intake.State.PLANNED


def still_as_told(mail) -> bool:
    """Unless it moved again, which is told by a mail of its own."""
    intake = _intake(mail)
    return bool(intake) and mail.object_id == f"{intake.pk}.{intake.sequence}"


def still_unanswered(mail) -> bool:
    intake = _intake(mail)
    if intake is None:
        return False
    mentors = mail.person_id == intake.mentor_id
    return (intake.mentor_answered_at if mentors else intake.mentee_answered_at) is None


def still_undecided(mail) -> bool:
    intake = _intake(mail)
    return bool(intake) and not intake.outcome


LETTERS = [
    Letter(kind="intake.to_plan", name=_("Intakes to plan"), wanted=still_to_plan),
    Letter(
        kind="intake.planned",
        name=_("When an intake is"),
        stoppable=False,
        wanted=still_as_told,
    ),
    Letter(kind="intake.tomorrow", name=_("Intakes tomorrow"), wanted=still_planned),
    Letter(kind="intake.was_it_held", name=_("Intakes to note"), wanted=still_planned),
    Letter(
        kind="intake.click",
        name=_("Questions after an intake"),
        wanted=still_unanswered,
    ),
    Letter(kind="intake.both_answered", name=_("Answers after an intake")),
    Letter(kind="intake.outcome", name=_("Intakes to close"), wanted=still_undecided),
    Letter(kind="intake.decided", name=_("How you go on after an intake")),
]
