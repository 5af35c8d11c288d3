"""The sign-in library's forms for a password, with the help in our words."""

from allauth.account import forms

from people.addresses import AddressInput, one_address
from people.forms import FirstPasswordForm


class LoginForm(forms.LoginForm):
    """Takes an address as it is typed: in capitals, with a blank, in full width."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.fields["login"]
        self.fields["login"] = AddressInput(label=given.label, widget=given.widget)

    def clean_login(self):
        return one_address(super().clean_login())


class ResetPasswordForm(forms.ResetPasswordForm):
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


class SetPasswordForm(OwnWords, forms.SetPasswordForm):
    pass


class ChangePasswordForm(OwnWords, forms.ChangePasswordForm):
    pass


class ResetPasswordKeyForm(OwnWords, forms.ResetPasswordKeyForm):
    pass
