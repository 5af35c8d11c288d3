"""The sign-in library's forms for a code, which take each code once."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator

from people.services.second_steps import take_code


class TakenOnce:
    def clean_code(self):
        code = super().clean_code()
        step = self.authenticator
        if step.type == Authenticator.Type.TOTP and not take_code(step=step, code=code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(TakenOnce, forms.AuthenticateForm):
    pass


class ReauthenticateForm(TakenOnce, forms.ReauthenticateForm):
    pass
