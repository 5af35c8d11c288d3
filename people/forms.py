from django import forms
from django.contrib.auth.password_validation import (
    validate_password,
)
from django.utils.translation import gettext_lazy as _


class FirstPasswordForm(forms.Form):
    """A first password, once: the page shows it on request instead of asking twice."""

    password = forms.CharField(
        label=_("Choose a password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 characters. A sentence that only you would think of is easy "
            "to remember."
        ),
    )

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password
