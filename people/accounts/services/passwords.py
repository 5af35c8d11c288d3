"""A new password for who forgot it, by a link in a mail."""

from uuid import uuid4

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from people.accounts.services.notes import Event
from people.accounts.services.single_sign_on import coordinates, offered
from people.accounts.services.ways import drop_password, ways_left
from people.accounts.tokens import new_password_tokens
from people.models import Person, SingleSignOn
from reminders.models import Mail
from reminders.services import post
from spaces.errors import DomainError


@transaction.atomic
def ask_new_password(*, person: Person) -> Mail:
    """Mail the link to choose a new password.

    By the ledger: it takes as long whether or not there is such an address, and goes
    out also when the mail server is away for a while. Where the host closed this, the
    mail says so, and no page tells a stranger of whom.
    """
    if instead := reset_closed(person):
        return post(
            person=person,
            kind="people.no_new_password",
            object_id=uuid4().hex,
            link=reverse("account_login"),
            context={"provider": instead},
        )
    return post(
        person=person,
        kind="people.new_password",
        object_id=uuid4().hex,
        link=reverse("account_reset_password"),
        way_in=new_password_path(person),
    )


def reset_closed(person: Person) -> str:
    """What the person signs in with instead; empty where a new password is mailed.

    A coordinator comes by single sign-on only after connecting it: until then a mail
    is the one way back in.
    """
    sign_on = settings.PASSWORD_RESET_CLOSED and offered(person)
    if not sign_on or (coordinates(person) and not sign_on["linked"]):
        return ""
    return sign_on["name"]


def organisations_closed() -> list[SingleSignOn]:
    """Of which organisations nobody gets a new password by mail."""
    if not (settings.PASSWORD_RESET_CLOSED and settings.SOCIALACCOUNT_PROVIDERS):
        return []
    return list(SingleSignOn.objects.select_related("organisation"))


@transaction.atomic
def take_password(*, person: Person) -> None:
    """Take away a forgotten one: single sign-on lets in who has no way in yet.

    Raises DomainError when nothing else would let the person in after that.
    """
    if not (offered(person) or ways_left(person, without="password")):
        raise DomainError(
            _("Nothing else lets %(name)s in: connect single sign-on first.")
            % {"name": person}
        )
    drop_password(person=person, event=Event.PASSWORD_TAKEN)


def new_password_path(person: Person) -> str:
    """The path of the link; whoever has it chooses the password."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": new_password_tokens.make_token(person),
        },
    )
