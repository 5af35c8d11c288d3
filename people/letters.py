"""The letters of this room; their texts are in `templates/people/letters/`."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from people.accounts import letters as accounts
from people.accounts.services.invitations import waiting_path
from people.models import Adviser, Departure
from reminders.letters import NOBODY, TO_DO, WAITS, Letter

# What became of an account is worth hearing late.
LONG = dt.timedelta(days=60)


def is_gone(mail) -> dict | None:
    departures = Departure.objects.standing().filter(pk=mail.object_id)
    departure = departures.select_related("left_by").first()
    return departure and mail.context | _said_by(departure.left_by)


def is_back(mail) -> dict | None:
    if Departure.objects.standing().filter(person=mail.person_id).exists():
        return None
    departure = Departure.objects.select_related("back_by").filter(pk=mail.object_id)
    departure = departure.first()
    return departure and mail.context | _said_by(departure.back_by)


def _said_by(person) -> dict:
    return {"by": person.full_name, "by_email": person.email} if person else {}


def is_adviser(mail) -> dict | None:
    """As long as the reader is the one."""
    advisers = Adviser.objects.of(mail.person).filter(email=mail.person.email)
    return mail.context if advisers.exists() else None


def way_in(mail) -> str:
    """Who cannot sign in yet gets the link of the invitation, if it still counts."""
    return waiting_path(mail.person) or mail.link


LETTERS = [
    Letter(
        kind="people.adviser",
        name=_("You are the confidential adviser"),
        stoppable=False,
        facts=is_adviser,
        link=way_in,
        alone=True,
    ),
    Letter(
        kind="people.no_adviser",
        name=_("A confidential adviser to name"),
        to=NOBODY,
        facts=WAITS,
    ),
    Letter(
        kind="people.has_left",
        name=_("Your account is closed"),
        stoppable=False,
        facts=is_gone,
        to_closed=True,
        alone=True,
        lasts=LONG,
    ),
    Letter(
        kind="people.is_back",
        name=_("Your account is open again"),
        stoppable=False,
        facts=is_back,
        alone=True,
        lasts=LONG,
    ),
    Letter(
        kind="people.set_aside",
        name=_("Rows of a roster that are set aside"),
        to=("coordinator",),
        facts=WAITS,
        pressing=TO_DO,
    ),
    *accounts.LETTERS,
]
