"""The way in: invitations, and a first password or passkey of one's own."""

import datetime as dt

from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.accounts.services.notes import Event, note_event
from people.models import Invitation, Person
from reminders.links import open_way_in, seal_way_in
from spaces.errors import DomainError
from spaces.sealing import CannotOpen

SALT = "people.invitation"
# Longer than a holiday.
VALID = dt.timedelta(days=30)


@transaction.atomic
def invite(*, person: Person, by: Person | None = None) -> Invitation:
    """The open invitation of `person`, made or prolonged for another 30 days."""
    invitation = person.invitations.unused().first()
    if invitation is None:
        invitation = Invitation(person=person, invited_by=by)
    invitation.expires_at = timezone.now() + VALID
    # Its id is part of what is signed.
    invitation.save()
    path = invitation_path(invitation)
    invitation.way_in = seal_way_in(path, to=person.email)
    invitation.save(update_fields=["way_in"])
    return invitation


@transaction.atomic
def end_invitations(*, person: Person) -> int:
    """No link to an invitation works any more; answers how many there were."""
    # Who comes in by one at this moment is waited for, and keeps the row that let them in.
    unused = person.invitations.unused().select_for_update()
    return Invitation.objects.filter(
        pk__in=[invitation.pk for invitation in unused]
    ).delete()[0]


def invitation_path(invitation: Invitation) -> str:
    """The path of the link; whoever has it can take the invitation.

    The web process alone signs one that counts: see `waiting_path` for the worker.
    """
    key = signing.dumps(invitation.pk, salt=SALT)
    return reverse("people:invitation", args=[key])


def waiting_path(person: Person) -> str | None:
    """The path that was signed for the mails to `person`, who cannot come in yet."""
    invitation = person.invitations.unused().first()
    if invitation is None or invitation.way_in is None or person.password_mark:
        return None
    try:
        return open_way_in(invitation.way_in, to=person.email)
    except CannotOpen:
        # Made for another address, or before MAIL_KEY was replaced.
        return None


def find_invitation(key: str) -> Invitation:
    """The invitation behind a link; DomainError says why it no longer works."""
    try:
        pk = signing.loads(key, salt=SALT)
    except signing.BadSignature as error:
        raise DomainError(
            _("This link is not complete. Copy the whole link from the mail.")
        ) from error
    invitation = (
        Invitation.objects.select_related("person__organisation").filter(pk=pk).first()
    )
    if invitation is None or invitation.used_at or invitation.person.has_way_in:
        raise DomainError(
            _("This invitation was used already. Sign in, or ask for a new password.")
        )
    if invitation.expires_at < timezone.now() or not invitation.person.is_active:
        raise DomainError(
            _("This invitation has ended. Ask your coordinator for a new one.")
        )
    return invitation


@transaction.atomic
def accept_with_password(*, invitation: Invitation, password: str) -> Person:
    """Use the invitation up with a first password; DomainError when it was used."""
    person = _use_up(invitation)
    person.set_password(password)
    person.save(update_fields=["password", "password_set_at"])
    note_event(person=person, event=Event.INVITED_WITH_PASSWORD)
    return person


@transaction.atomic
def accept_with_passkey(*, invitation: Invitation, name: str, credential) -> Person:
    """Use the invitation up with a passkey that was proven to be in the reader's hand.

    Opening the link or pressing its buttons does not: a program that looks through mail
    does that too, and makes no passkey.
    """
    person = _use_up(invitation)
    WebAuthn.add(person, name, credential)
    note_event(person=person, event=Event.INVITED_WITH_PASSKEY)
    return person


def _use_up(invitation) -> Person:
    # Two tabs at once: the second one finds the invitation used.
    rows = Invitation.objects.select_for_update().filter(pk=invitation.pk)
    locked = rows.first()
    # It goes when its person gets another address.
    if locked is None or locked.used_at:
        raise DomainError(_("This invitation was used already. Sign in."))
    locked.used_at, locked.way_in = timezone.now(), None
    locked.save(update_fields=["used_at", "way_in"])
    return invitation.person
