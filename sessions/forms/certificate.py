from django import forms
from django.utils.translation import gettext_lazy as _


class CertificateForm(forms.Form):
    """What it says besides the dates, if that is wanted."""

    meetings = forms.BooleanField(
        label=_("How many times the group met"), required=False
    )
    hours = forms.BooleanField(label=_("How many hours that took"), required=False)
