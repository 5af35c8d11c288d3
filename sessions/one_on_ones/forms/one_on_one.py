from django import forms
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field, minutes_field, place_field
from calendars.offering import TimesForTwoForm
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.session.forms.session import WhenForm


class OneOnOneAskForm(forms.Form):
    urgent = forms.BooleanField(
        label=_("It cannot wait until the next meeting"), required=False
    )


class OneOnOnePlanForm(WhenForm):
    minutes = minutes_field(initial=45)


class SlotsForm(TimesForTwoForm):
    """Which times for a one-on-one to choose from."""

    minutes = minutes_field(initial=45)
    place = place_field()


class OneOnOneLogForm(forms.Form):
    on = date_field(label=_("When was it?"))
    support = forms.ChoiceField(
        label=_("What kind of support was it mostly?"),
        choices=OneOnOne.Support.choices,
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=_("What was it about?"),
        choices=OneOnOne.Theme.choices,
        widget=forms.RadioSelect,
    )
