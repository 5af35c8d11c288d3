from django import forms
from django.utils.translation import gettext_lazy as _


class CertificateForm(forms.Form):
    """What it says besides the dates, if that is wanted."""

    meetings = forms.BooleanField(
        label=_("How many times the group met"),
        required=False,
        help_text=_(
            "While you took part, without a pause; not whether you were there each time."
        ),
    )
    hours = forms.BooleanField(label=_("How many hours that took"), required=False)
