"""What mails and calendars say of an appointment, in the active language."""

import datetime as dt
from dataclasses import asdict

from django.utils.translation import gettext as _

from calendars.appointment import INTAKE, ONE_ON_ONE, Appointment
from calendars.difference import Difference
from people.web.isolating import isolated


def group_of(appointment: Appointment) -> str:
    """What the group is called."""
    if appointment.group:
        return isolated(appointment.group)
    return _("Mentor group %(name)s") % {"name": appointment.mentor}


def title_of(appointment: Appointment) -> str:
    """What stands in the calendar."""
    if appointment.kind == ONE_ON_ONE:
        return _("One-on-one with %(name)s") % {"name": appointment.other}
    if appointment.kind == INTAKE:
        return _("Intake with %(name)s") % {"name": appointment.other}
    return group_of(appointment)


def said_of(difference: Difference, now: dt.datetime) -> dict:
    """What the letters of this room know: names, when and where, and nothing else."""
    was, appointment = difference.was, difference.wanted or difference.was
    when = appointment.when
    facts = {
        "kind": appointment.kind,
        "group": group_of(appointment),
        "other": appointment.other,
        "leads": appointment.leads,
        "has_been": not appointment.is_to_come(when, now),
        **asdict(when),
        "meetings": [asdict(each) for each in difference.to_come(now)],
        "added": [asdict(each) for each in difference.added(now)],
        "gone": [asdict(each) for each in difference.gone(now)],
        "shifted": [
            asdict(each.now)
            | {f"was_{name}": value for name, value in asdict(each.was).items()}
            for each in difference.shifted(now)
        ],
        "was_called": "",
        # That it is said why, and never why.
        "is_explained": appointment.explained_at > (was.explained_at if was else ""),
    }
    if was and difference.wanted and title_of(was) != title_of(appointment):
        facts["was_called"] = title_of(was)
    return facts
