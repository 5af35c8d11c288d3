from datetime import datetime, timedelta

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars.fields import date_field, minutes_field, place_field, time_field
from sessions.forms.meeting import KINDS
from sessions.models import Session, Vote
from sessions.proposing import Offer
from sessions.services.polls import AT_MOST, DAYS_TO_ANSWER

YEAR = timedelta(days=366)


class PollForm(forms.Form):
    """What a vote on dates is `about`: the first meeting, one more, or another date."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of meeting?"),
        choices=KINDS,
        initial=Session.Kind.INTERVISION,
        widget=forms.RadioSelect,
    )
    minutes = minutes_field(initial=120)
    place = place_field()
    answer_by = date_field(
        label=gettext_lazy("Answer by"),
        required=False,
        help_text=gettext_lazy("Without a day: within a week, before the first date."),
    )

    def __init__(self, *args, about, **kwargs):
        super().__init__(*args, **kwargs)
        # A meeting that moves keeps its length and its place.
        for name in {"first": ["kind"], "move": ["kind", "minutes", "place"]}.get(
            about, []
        ):
            del self.fields[name]


class PeriodForm(forms.Form):
    """Of which days dates are offered; without a word those of the coming weeks."""

    first = date_field(label=gettext_lazy("From"))
    until = date_field(label=gettext_lazy("Until"))

    def __init__(self, data=None, *, today):
        usual = {
            "first": today + timedelta(days=DAYS_TO_ANSWER),
            "until": today + timedelta(days=5 * DAYS_TO_ANSWER),
        }
        self.latest = today + YEAR
        is_sent = data is not None and not usual.keys().isdisjoint(data)
        super().__init__(data if is_sent else None, initial=usual)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["until"] < cleaned["first"]:
            self.add_error("until", _("This lies before the first day."))
        if not self.errors and cleaned["first"] > self.latest:
            self.add_error("first", _("Choose a day within a year."))
        return cleaned

    def days(self) -> dict | None:
        """None where what was typed is no period."""
        if not self.is_bound:
            return dict(self.initial)
        return self.cleaned_data if self.is_valid() else None


class OfferForm(forms.Form):
    """Which of the offered dates to ask about; ticked ones stay, whatever is offered."""

    offered = forms.MultipleChoiceField(
        label=gettext_lazy("Dates on which most can come"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None):
        super().__init__(data)
        ticked = data.getlist("offered")[:AT_MOST] if data is not None else []
        self.offers = {}
        self.add(Offer(*one) for one in filter(None, map(_moment, ticked)))

    def add(self, offers) -> None:
        """Have these stand there too, with who cannot come."""
        self.offers |= {(one.on, one.at): one for one in offers}
        self.fields["offered"].choices = [
            (f"{on.isoformat()}T{at:%H:%M}", words_of(self.offers[on, at]))
            for on, at in sorted(self.offers)
        ]

    def dates(self):
        return [_moment(one) for one in self.cleaned_data["offered"]]


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


class DateRow(forms.Form):
    on = date_field(error_messages={"required": gettext_lazy("On what day?")})
    at = time_field(error_messages={"required": gettext_lazy("At what time?")})


class BaseDateRows(forms.BaseFormSet):
    def dates(self):
        rows = (row.cleaned_data for row in self)
        return [(row["on"], row["at"]) for row in rows if row.get("on")]


DateRows = forms.formset_factory(
    DateRow, formset=BaseDateRows, extra=3, max_num=AT_MOST, absolute_max=AT_MOST
)


class VoteForm(forms.Form):
    """An answer for every date of a poll, as `dates` tells them."""

    def __init__(self, *args, dates, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.dates = list(dates)
        for date in self.dates:
            self.fields[f"date-{date.pk}"] = forms.ChoiceField(
                choices=Vote.Answer.choices,
                widget=forms.RadioSelect,
                initial=answers.get(date.pk),
                error_messages={"required": gettext_lazy("Answer for this date too.")},
            )

    def rows(self):
        for date in self.dates:
            yield date, self[f"date-{date.pk}"]

    def answers(self):
        return {date.pk: self.cleaned_data[f"date-{date.pk}"] for date in self.dates}
