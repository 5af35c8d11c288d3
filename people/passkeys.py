from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    """Adding a passkey: for most people the way in, not a second step."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("For instance: my phone."),
        max_length=100,
        required=False,
    )

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
