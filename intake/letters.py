"""The letters of this room; their texts are in `templates/intake/letters/`."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from intake.models import Intake, MenteeSeat
from reminders.ics import REQUEST, Entry, calendar_file
from reminders.letters import MEMBERS, MENTEES, MENTORS, Letter


def _intake(mail):
    number = mail.object_id.split(".")[0]
    return Intake.objects.to_remember().filter(pk=number).first()


def still_to_plan(mail) -> bool:
    seats = MenteeSeat.objects.held().here().with_intake().without_date()
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


def invitation(mail) -> list[tuple[str, bytes, str]]:
    """The intake for the mentee's own calendar; a move changes the same entry."""
    intake = _intake(mail)
    zone = ZoneInfo(intake.seat.group.programme.time_zone)
    language = mail.person.language or mail.person.organisation.language
    with translation.override(language):
        summary = _("Intake with %(name)s") % {"name": intake.mentor.full_name}
    entry = Entry(
        uid=f"intake-{intake.pk}",
        sequence=intake.sequence,
        starts_at=dt.datetime.combine(intake.on, intake.at, zone),
        minutes=intake.minutes,
        place=intake.place,
        summary=str(summary),
        changed_at=mail.created_at,
        organiser=(intake.mentor.bare_name, intake.mentor.email),
        attendees=[(mail.person.bare_name, mail.person.email)],
    )
    content = calendar_file([entry], method=REQUEST)
    return [("intake.ics", content, f"text/calendar; method={REQUEST}")]


LETTERS = [
    Letter(
        kind="intake.to_plan",
        name=_("Intakes to plan"),
        to=MENTORS,
        wanted=still_to_plan,
    ),
    Letter(
        kind="intake.planned",
        name=_("When an intake is"),
        to=MENTEES,
        stoppable=False,
        wanted=still_as_told,
        attach=invitation,
    ),
    Letter(
        kind="intake.tomorrow",
        name=_("Intakes tomorrow"),
        to=MEMBERS,
        wanted=still_planned,
    ),
    Letter(
        kind="intake.was_it_held",
        name=_("Intakes to note"),
        to=MENTORS,
        wanted=still_planned,
    ),
    Letter(
        kind="intake.click",
        name=_("Questions after an intake"),
        to=MEMBERS,
        wanted=still_unanswered,
    ),
    Letter(kind="intake.both_answered", name=_("Answers after an intake"), to=MEMBERS),
    Letter(
        kind="intake.outcome",
        name=_("Intakes to close"),
        to=MENTORS,
        wanted=still_undecided,
    ),
    Letter(kind="intake.decided", name=_("How you go on after an intake"), to=MENTEES),
]
