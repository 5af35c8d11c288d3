from django import forms

from sessions.year.models.agenda import LONGEST, Way


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
