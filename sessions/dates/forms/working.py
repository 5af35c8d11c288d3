from django import forms

from sessions.dates.forms.series import SeriesForm


class WorkingForm(SeriesForm):
    """The same as a series, before it is one; `based_on` is what the page showed."""

    based_on = forms.UUIDField(required=False, widget=forms.HiddenInput)
