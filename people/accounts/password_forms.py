"""Forms for a password: ours, and the sign-in library's with the help in our words."""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from people.web.addresses import AddressInput, one_address


class FirstPasswordForm(forms.Form):
    """A first password, once: the page shows it on request instead of asking twice."""

    password = forms.CharField(
        label=_("Choose a password"),
        max_length=1000,
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


class FirstStepForm(forms.Form):
    """The password of somebody whom the link in a mail names already."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=1000,
    )

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password


class LoginForm(allauth_forms.LoginForm):
    """Takes an address as it is typed: in capitals, with a blank, in full width."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.fields["login"]
        self.fields["login"] = AddressInput(label=given.label, widget=given.widget)

    def clean_login(self):
        return one_address(super().clean_login())


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.fields["email"]
        self.fields["email"] = AddressInput(label=given.label, widget=given.widget)


class OwnWords:
    """What is asked of a password stands in one sentence, as at the first one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = FirstPasswordForm.base_fields[
            "password"
        ].help_text
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SetPasswordForm(OwnWords, allauth_forms.SetPasswordForm):
    pass


class ChangePasswordForm(OwnWords, allauth_forms.ChangePasswordForm):
    pass


class ResetPasswordKeyForm(OwnWords, allauth_forms.ResetPasswordKeyForm):
    pass
