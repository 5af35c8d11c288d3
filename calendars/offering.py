"""Times to choose from, as somebody offers them on a page."""

from datetime import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars.fields import date_field, time_field
from calendars.proposing import Offer


class OfferForm(forms.Form):
    """Which of the offered times to ask about; ticked ones stay, whatever is offered."""

    most = 12
    offered = forms.MultipleChoiceField(
        label=gettext_lazy("Dates on which most can come"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        ticked = data.getlist("offered")[: self.most] if data is not None else []
        self.offers = {}
        self.add(Offer(*moment) for moment in filter(None, map(_moment, ticked)))

    def add(self, offers) -> None:
        """Have these stand there too, with who cannot come."""
        self.offers |= {(offer.on, offer.at): offer for offer in offers}
        self.fields["offered"].choices = [
            (f"{on.isoformat()}T{at:%H:%M}", words_of(self.offers[on, at]))
            for on, at in sorted(self.offers)
        ]

    def dates(self):
        return [_moment(text) for text in self.cleaned_data["offered"]]


def _moment(text):
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M")
    except ValueError:
        return None
    return moment.date(), moment.time()


def words_of(offer) -> str:
    when = f"{date_format(offer.on, 'l j F')}, {offer.at:%H:%M}"
    if not offer.missing:
        return when
    names = ", ".join(person.called for person in offer.missing)
    return _("%(when)s (cannot: %(names)s)") % {"when": when, "names": names}


class TimesForTwoForm(OfferForm):
    """Which times one of two lets the other choose from; one more of one's own.

    Who inherits adds `minutes` and `place`.
    """

    on = date_field(label=gettext_lazy("Or another day"), required=False)
    at = time_field(label=gettext_lazy("And its time"), required=False)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["offered"].label = gettext_lazy("Times at which you both can")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and (cleaned["on"] is None) != (cleaned["at"] is None):
            self.add_error("at", gettext_lazy("Give a day and a time, or neither."))
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


class PickTimeForm(forms.Form):
    """Which of the offered `times` suits who was asked."""

    time = forms.TypedChoiceField(
        label=gettext_lazy("Which time suits you?"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": gettext_lazy(
                "This time is not offered any more: choose another."
            )
        },
    )

    def __init__(self, data=None, *, times):
        super().__init__(data)
        known = {str(time.pk): time for time in times}
        field = self.fields["time"]
        field.choices = [
            (key, words_of(Offer(time.on, time.at))) for key, time in known.items()
        ]
        field.coerce = lambda key: known[key].pk

    @property
    def picked(self):
        """The key of that time; None where it is none of them."""
        return self.cleaned_data["time"] if self.is_valid() else None


class DateRow(forms.Form):
    on = date_field(error_messages={"required": gettext_lazy("On what day?")})
    at = time_field(error_messages={"required": gettext_lazy("At what time?")})


class BaseDateRows(forms.BaseFormSet):
    def dates(self):
        rows = (row.cleaned_data for row in self)
        return [(row["on"], row["at"]) for row in rows if row.get("on")]


def date_rows(*, extra: int, most: int):
    """The class of a form of so many further rows, each a day and an hour."""
    return forms.formset_factory(
        DateRow, formset=BaseDateRows, extra=extra, max_num=most, absolute_max=most
    )
