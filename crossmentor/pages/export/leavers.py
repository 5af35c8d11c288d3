"""Who left the organisation takes along what they wrote for themselves.

Their account stays closed: what they show here, a password and the code of a second step,
signs nobody in. It gives one file, as long as their own space is kept; nothing of a group,
in which they may have a seat still.
"""

import datetime as dt

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.accounts.second_step_forms import AuthenticateForm, code_field
from people.models import Departure, Person
from people.web.addresses import AddressInput
from people.web.typed import Line

# Who had an address, one after the other.
AT_MOST = 5


class LeaverForm(forms.Form):
    """Finds the `person`; why it does not, it tells nobody."""

    login = AddressInput(
        label=_("Your address at the organisation"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = Line(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = code_field(_("Code"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = None
        self.fields["code"].required = False
        self.fields["code"].help_text = _(
            "Only if you signed in with a second step: the code of your app, or a recovery code."
        )

    def clean(self):
        typed = self.cleaned_data
        if "login" in typed and "password" in typed:
            self.person = leaver(
                typed["login"], typed["password"], typed.get("code", "")
            )
            if self.person is None:
                raise forms.ValidationError(
                    _(
                        "Nobody who left was found with this. Check the address, the "
                        "password and the code. It may also be that your texts are no "
                        "longer kept."
                    )
                )
        return typed


def leaver(address: str, password: str, code: str) -> Person | None:
    """Who left with this address and shows that it is they."""
    since = timezone.now() - dt.timedelta(days=settings.LEFT_KEPT_DAYS)
    departures = Departure.objects.standing().filter(
        address=address, left_at__gte=since
    )
    people = [
        departure.person for departure in departures.select_related("person")[:AT_MOST]
    ]
    # As long for who is not there as for who is.
    for person in people or [Person()]:
        if is_right(person, password) and shows_code(person, code):
            return person
    return None


def is_right(person, password) -> bool:
    if person.pk is None:
        person.set_password(password)
        return False
    return person.check_password(password)


def shows_code(person, code) -> bool:
    if not is_mfa_enabled(person):
        return True
    return AuthenticateForm({"code": code}, user=person).is_valid()
