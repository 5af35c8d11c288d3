"""The sign-in library's forms for passkeys, in our words."""

from allauth.mfa.webauthn import forms as library
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.web.typed import Line

NO_PASSKEY = _("That was no passkey. Try again, or choose another way to sign in.")


class AnyAnswer:
    """Takes whatever is sent as the answer of a passkey.

    The library expects what a browser makes; what somebody made up has parts missing,
    or of other kinds.
    """

    def clean(self):
        return _refusing(super().clean)

    def clean_credential(self):
        clean = getattr(super(), "clean_credential", None)
        return _refusing(clean) if clean else self.cleaned_data["credential"]


def _refusing(clean):
    try:
        return clean()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValidationError(NO_PASSKEY) from error


def _name():
    return Line(
        label=_("What do you call it?"),
        help_text=_("For instance: my phone."),
        max_length=100,
        required=False,
    )


class FirstPasskeyForm(AnyAnswer, library.SignupWebAuthnForm):
    """The passkey with which an invitation is taken."""

    name = _name()


class PasskeyForm(AnyAnswer, library.AddWebAuthnForm):
    """Adding a passkey: for most people the way in, not a second step."""

    name = _name()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if passwordless := self.fields.get("passwordless"):
            passwordless.label = _("Sign in with it without a password")
            passwordless.initial = True
            passwordless.help_text = _("Without this it is only a second step.")

    def clean_passwordless(self):
        passwordless = self.cleaned_data["passwordless"]
        if not passwordless and not self.user.has_usable_password():
            raise ValidationError(
                _("You have no password: keep this ticked, or choose a password first.")
            )
        return passwordless


class SignInPasskeyForm(AnyAnswer, library.LoginWebAuthnForm):
    pass


class SecondStepPasskeyForm(AnyAnswer, library.AuthenticateWebAuthnForm):
    pass


class AgainPasskeyForm(AnyAnswer, library.ReauthenticateWebAuthnForm):
    pass
