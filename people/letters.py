"""The letters of this room; their texts are in `templates/people/letters/`."""

from django.utils.translation import gettext_lazy as _

from people.due import digest
from people.models import AddressChange, Departure, RosterImport, StepReset
from reminders.letters import Letter


def is_gone(mail) -> bool:
    return Departure.objects.standing().filter(pk=mail.object_id).exists()


def is_aside(mail) -> bool:
    organisations = mail.person.coordinates.values("organisation")
    found = RosterImport.objects.latest_of(organisations)
    return any(digest(roster.aside) == mail.object_id for roster in found)


def stands(mail) -> bool:
    return StepReset.objects.standing().filter(pk=mail.object_id).exists()


def is_asked(mail) -> bool:
    changes = AddressChange.objects.standing().filter(pk=mail.object_id)
    return changes.filter(agreed_at=None).exists()


def is_unproven(mail) -> bool:
    changes = AddressChange.objects.standing().filter(pk=mail.object_id)
    return changes.filter(proven_at=None).exists()


def is_invited(mail) -> bool:
    return mail.person.invitations.open().filter(pk=mail.object_id).exists()


LETTERS = [
    Letter(
        kind="people.address_asked",
        name=_("Another e-mail address"),
        stoppable=False,
        wanted=is_asked,
        braked=False,
    ),
    Letter(
        kind="people.address_prove",
        name=_("Another e-mail address"),
        stoppable=False,
        wanted=is_unproven,
        braked=False,
    ),
    Letter(
        kind="people.address_left",
        name=_("Another e-mail address"),
        stoppable=False,
        braked=False,
    ),
    Letter(
        kind="people.address_moved",
        name=_("Another e-mail address"),
        stoppable=False,
        wanted=is_invited,
        braked=False,
    ),
    Letter(
        kind="people.new_password",
        name=_("Choosing a new password"),
        stoppable=False,
    ),
    Letter(
        kind="people.no_new_password",
        name=_("Choosing a new password"),
        stoppable=False,
    ),
    Letter(
        kind="people.has_left",
        name=_("Your account is closed"),
        stoppable=False,
        wanted=is_gone,
        to_closed=True,
    ),
    Letter(
        kind="people.is_back",
        name=_("Your account is open again"),
        stoppable=False,
    ),
    Letter(
        kind="people.set_aside",
        name=_("Rows of a roster that are set aside"),
        to=("coordinator",),
        wanted=is_aside,
    ),
    Letter(
        kind="people.step_reset",
        name=_("Taking away your second step"),
        stoppable=False,
        wanted=stands,
    ),
    Letter(
        kind="people.way_in",
        name=_("Changes in the ways into your account"),
        stoppable=False,
    ),
]
