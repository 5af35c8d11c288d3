from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars.fields import date_field, minutes_field, place_field
from calendars.offering import date_rows
from sessions.dates.models.poll import Vote
from sessions.dates.services.polls import AT_MOST, DAYS_TO_ANSWER
from sessions.session.forms.session import KINDS
from sessions.session.models.session import Session

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


DateRows = date_rows(extra=3, most=AT_MOST)


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
