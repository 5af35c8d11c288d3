"""The letters about ways into an account; their texts are with those of the room."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from people.models import AddressChange, StepReset
from reminders.letters import Letter, as_told

# The links of these end after a while, and one asks for another then.
A_DAY = dt.timedelta(days=1)
# What became of an account is worth hearing late.
LONG = dt.timedelta(days=60)


def to_choose(mail) -> dict | None:
    """As long as no password was chosen since it was asked: that ends the link."""
    chosen = mail.person.password_set_at
    return None if chosen and chosen > mail.created_at else mail.context


def stands(mail) -> dict | None:
    reset = StepReset.objects.standing().filter(pk=mail.object_id).first()
    return reset and mail.context


def is_asked(mail) -> dict | None:
    changes = AddressChange.objects.standing().filter(pk=mail.object_id)
    return mail.context if changes.filter(agreed_at=None).exists() else None


def is_unproven(mail) -> dict | None:
    changes = AddressChange.objects.standing().filter(pk=mail.object_id)
    return mail.context if changes.filter(proven_at=None).exists() else None


def is_invited(mail) -> dict | None:
    invitations = mail.person.invitations.open().filter(pk=mail.object_id)
    return mail.context if invitations.exists() else None


LETTERS = [
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
