"""A new password for who forgot it, by a link in a mail."""

from uuid import uuid4

from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from people.models import Person
from people.tokens import new_password_tokens
from reminders.models import Mail
from reminders.services import post


@transaction.atomic
def ask_new_password(*, person: Person) -> Mail:
    """Mail the link to choose a new password.

    By the ledger: it takes as long whether or not there is such an address, and goes
    out also when the mail server is away for a while.
    """
    return post(
        person=person,
        kind="people.new_password",
        object_id=uuid4().hex,
        link=reverse("account_reset_password"),
        way_in=new_password_path(person),
    )


def new_password_path(person: Person) -> str:
    """The path of the link; whoever has it chooses the password."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": new_password_tokens.make_token(person),
        },
    )
