"""The ways into a person's account: which there are, and the end of each.

The last one is never taken away: nobody could let its person in again but by mail.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from people.accounts.services.notes import Event, note_event
from people.models import Person
from spaces.errors import DomainError


@dataclass(frozen=True)
class WayIn:
    """A way in that another room knows of: `end` is where it ends, by a POST."""

    title: str
    since: dt.datetime
    link: str
    end: str
    consequence: str


def elsewhere(person: Person) -> list[WayIn]:
    """Those of `settings.WAYS_IN`: the rooms above this one."""
    return [way for path in settings.WAYS_IN for way in import_string(path)(person)]


def ways_left(person: Person, *, without) -> int:
    """How many ways to sign in there are besides `without`: "password", or a row of it.

    A code of an app is none, nor is a passkey that is a second step only.
    """
    keys = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    accounts = SocialAccount.objects.filter(user=person)
    ways = [*(key for key in keys if opens_alone(key)), *accounts]
    if person.has_usable_password():
        ways.append("password")
    return sum(way != without for way in ways)


def opens_alone(key: Authenticator) -> bool:
    """Whether a passkey signs in by itself; browsers that do not say make such ones."""
    return key.wrap().is_passwordless is not False


@transaction.atomic
def keep_a_way_in(*, person: Person, without) -> None:
    """Raises DomainError when `without` is the last way in; holds the person's row."""
    # Two that are ended at once would each leave the other.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not ways_left(person, without=without):
        raise DomainError(
            _(
                "This is the only way you have to sign in. Add another one first: a"
                " passkey, or a password."
            )
        )


@transaction.atomic
def remove_password(*, person: Person) -> None:
    """Raises DomainError when it is the last way in."""
    keep_a_way_in(person=person, without="password")
    drop_password(person=person, event=Event.PASSWORD_REMOVED)


@transaction.atomic
def drop_password(*, person: Person, event: Event) -> None:
    person.set_unusable_password()
    person.password_set_at = None
    person.save(update_fields=["password", "password_set_at"])
    note_event(person=person, event=event)


@transaction.atomic
def disconnect(*, account: SocialAccount) -> None:
    """Single sign-on lets this person in no more; DomainError when it is the last."""
    keep_a_way_in(person=account.user, without=account)
    provider = name_of(account)
    account.delete()
    note_event(person=account.user, event=Event.SSO_REMOVED, provider=provider)


def name_of(account: SocialAccount) -> str:
    """Of its provider; of one that is no longer configured, what is kept."""
    try:
        return account.get_provider().name
    except (SocialApp.DoesNotExist, ImproperlyConfigured):
        return account.provider
