"""The sign-in library's forms for a code: each is taken once, a spare one is told."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms as fields
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.accounts.services.second_steps import codes_left, take_code, tell_code_used
from people.accounts.services.step_resets import withdraw_step_resets
from people.web.typed import Line

# From so many on, each use says how many are left.
FEW = 3


def code_field(label: str) -> Line:
    """A code as apps show it and people paste it, with spaces of any kind."""
    of_a_code = {"autocomplete": "one-time-code"}
    return Line(label=label, max_length=64, widget=fields.TextInput(attrs=of_a_code))


class TakenOnce:
    def clean_code(self):
        code = super().clean_code()
        step = self.authenticator
        if step.type == Authenticator.Type.TOTP and not take_code(step=step, code=code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def save(self):
        super().save()
        withdraw_step_resets(person=self.user)
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            self.authenticator.refresh_from_db()
            left = codes_left(self.authenticator)
            tell_code_used(person=self.user, left=left)
            if left <= FEW:
                messages.warning(context.request, words_of_few(left))


def words_of_few(left: int) -> str:
    if not left:
        return _(
            "That was your last recovery code. Make new ones now, while you are signed"
            " in: under your account, “Ways in”."
        )
    return ngettext(
        "You have one recovery code left. Make new ones: under your account, “Ways in”.",
        "You have %(left)d recovery codes left. Make new ones: under your account, “Ways"
        " in”.",
        left,
    ) % {"left": left}


class ActivateForm(ActivateTOTPForm):
    code = code_field(gettext_lazy("Code from the app"))


class AuthenticateForm(TakenOnce, forms.AuthenticateForm):
    code = code_field(gettext_lazy("Code"))


class ReauthenticateForm(TakenOnce, forms.ReauthenticateForm):
    code = code_field(gettext_lazy("Code"))
