"""The letters of this room; their texts are in `templates/people/letters/`."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from people.models import AddressChange, Adviser, Departure, StepReset
from people.services.invitations import waiting_path
from reminders.letters import NOBODY, TO_DO, WAITS, Letter, as_told

# The links of these end after a while, and one asks for another then.
A_DAY = dt.timedelta(days=1)
# What became of an account is worth hearing late.
LONG = dt.timedelta(days=60)


def to_choose(mail) -> dict | None:
    """As long as no password was chosen since it was asked: that ends the link."""
    chosen = mail.person.password_set_at
    return None if chosen and chosen > mail.created_at else mail.context


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


def stands(mail) -> dict | None:
    reset = StepReset.objects.standing().filter(pk=mail.object_id).first()
    return reset and mail.context


def _said_by(person) -> dict:
    return {"by": person.full_name, "by_email": person.email} if person else {}


def is_asked(mail) -> dict | None:
    changes = AddressChange.objects.standing().filter(pk=mail.object_id)
    return mail.context if changes.filter(agreed_at=None).exists() else None


def is_unproven(mail) -> dict | None:
    changes = AddressChange.objects.standing().filter(pk=mail.object_id)
    return mail.context if changes.filter(proven_at=None).exists() else None


def is_invited(mail) -> dict | None:
    invitations = mail.person.invitations.open().filter(pk=mail.object_id)
    return mail.context if invitations.exists() else None


def is_adviser(mail) -> dict | None:
    """As long as the reader is the one."""
    found = Adviser.objects.of(mail.person).filter(email=mail.person.email)
    return mail.context if found.exists() else None


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
        kind="people.address_asked",
        name=_("Another e-mail address"),
        stoppable=False,
        facts=is_asked,
        alone=True,
        braked=False,
    ),
    Letter(
        kind="people.address_prove",
        name=_("Another e-mail address"),
        stoppable=False,
        facts=is_unproven,
        alone=True,
        braked=False,
    ),
    Letter(
        kind="people.address_left",
        name=_("Another e-mail address"),
        stoppable=False,
        facts=as_told,
        alone=True,
        braked=False,
    ),
    Letter(
        kind="people.address_moved",
        name=_("Another e-mail address"),
        stoppable=False,
        facts=is_invited,
        alone=True,
        braked=False,
    ),
    Letter(
        kind="people.new_password",
        name=_("Choosing a new password"),
        stoppable=False,
        facts=to_choose,
        alone=True,
        lasts=A_DAY,
    ),
    Letter(
        kind="people.no_new_password",
        name=_("Choosing a new password"),
        stoppable=False,
        facts=as_told,
        alone=True,
        lasts=A_DAY,
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
    Letter(
        kind="people.step_reset",
        name=_("Taking away your second step"),
        stoppable=False,
        facts=stands,
        alone=True,
        lasts=A_DAY,
    ),
    Letter(
        kind="people.way_in",
        name=_("Changes in the ways into your account"),
        stoppable=False,
        facts=as_told,
        alone=True,
        lasts=LONG,
    ),
]
