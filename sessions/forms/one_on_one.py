from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field, minutes_field, place_field, time_field
from calendars.offering import OfferForm
from sessions.forms.meeting import WhenForm
from sessions.models import OneOnOne


class AskForm(forms.Form):
    urgent = forms.BooleanField(
        label=_("It cannot wait until the next meeting"), required=False
    )


class PlanForm(WhenForm):
    minutes = minutes_field(initial=45)


class SlotsForm(OfferForm):
    """Which times to choose from; one more of one's own."""

    on = date_field(label=_("Or another day"), required=False)
    at = time_field(label=_("And its time"), required=False)
    minutes = minutes_field(initial=45)
    place = place_field()

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["offered"].label = _("Times at which you both can")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and (cleaned["on"] is None) != (cleaned["at"] is None):
            self.add_error("at", _("Give a day and a time, or neither."))
        return cleaned

    @property
    def chosen(self) -> dict:
        """What the service takes, once valid."""
        cleaned = self.cleaned_data
        own = [(cleaned["on"], cleaned["at"])] if cleaned["on"] else []
        return {
            "times": self.dates() + own,
            "minutes": cleaned["minutes"],
            "place": cleaned["place"],
        }


class PickSlotForm(forms.Form):
    slot = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)

    def __init__(self, data=None, *, slots):
        super().__init__(data)
        self.fields["slot"].choices = [
            (str(one.pk), f"{date_format(one.on, 'l j F')}, {one.at:%H:%M}")
            for one in slots
        ]

    @property
    def picked(self) -> str | None:
        return self.cleaned_data["slot"] if self.is_valid() else None


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
