from django import forms

from sessions.forms.group import SeriesForm
from sessions.models import Way
from sessions.models.agenda import LONGEST


class MinutesForm(forms.Form):
    """Empty: as is proposed."""

    minutes = forms.IntegerField(min_value=0, max_value=LONGEST, required=False)


class LeaderForm(forms.Form):
    """One of `people`; empty: the mentor, as is proposed."""

    leader = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = people


class WayForm(forms.Form):
    way = forms.ChoiceField(choices=Way, required=False)


class WorkingForm(SeriesForm):
    """The same as a series, before it is one; `based_on` is what the page showed."""

    based_on = forms.UUIDField(required=False, widget=forms.HiddenInput)
