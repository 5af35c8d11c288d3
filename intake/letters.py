"""The letters of this room; their texts are in `templates/intake/letters/`."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from calendars.file import REQUEST, Entry, calendar_file
from intake.models import Intake
from intake.services import facts, plan_told
from programmes import clock
from reminders.letters import MEMBERS, MENTEES, MENTORS, SOON, TO_DO, WAITS, Letter


def _intake(mail):
    number = mail.object_id.split(".")[0]
    return Intake.objects.to_remember().filter(pk=number).first()


def planned(mail) -> dict | None:
    """Of this version of the plan: a later one is told by a mail of its own."""
    intake = _intake(mail)
    if (
        intake is None
        or intake.state != Intake.State.PLANNED
        or mail.object_id != f"{intake.pk}.{intake.sequence}"
        or clock.has_begun(intake.seat.group.programme, intake.on, intake.at)
    ):
        return None
    return mail.context | plan_told(intake.seat, intake, mail.person)


def both_answered(mail) -> dict | None:
    intake = _intake(mail)
    if intake is None or not intake.both_answered:
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


def invitation(mail) -> list[tuple[str, bytes, str]]:
    """The intake for the reader's own calendar; a move changes the same entry."""
    intake = _intake(mail)
    other = plan_told(intake.seat, intake, mail.person)["other"]
    with translation.override(mail.person.reads_in):
        summary = _("Intake with %(name)s") % {"name": other}
    entry = Entry(
        uid=f"intake-{intake.pk}",
        sequence=intake.sequence,
        starts_at=clock.wall_clock(intake.seat.group.programme, intake.on, intake.at),
        minutes=intake.minutes,
        place=intake.place,
        summary=str(summary),
        changed_at=mail.created_at,
        organiser=str(intake.seat.group),
        attendee=(mail.person.bare_name, mail.person.email),
    )
    content = calendar_file([entry], method=REQUEST)
    return [("intake.ics", content, f"text/calendar; method={REQUEST}")]


LETTERS = [
    Letter(
        kind="intake.to_plan",
        name=_("Intakes to plan"),
        to=MENTORS,
        facts=WAITS,
        pressing=TO_DO,
    ),
    Letter(
        kind="intake.planned",
        name=_("When an intake is"),
        to=MEMBERS,
        stoppable=False,
        facts=planned,
        attach=invitation,
        alone=True,
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
        kind="intake.decided",
        name=_("How you go on after an intake"),
        to=MENTEES,
        facts=decided,
    ),
]
