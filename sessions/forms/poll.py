from django import forms
from django.utils.translation import gettext_lazy

from calendars.fields import date_field, minutes_field, place_field, time_field
from sessions.models import Vote
from sessions.services.polls import AT_MOST


class PollForm(forms.Form):
    minutes = minutes_field(initial=120)
    place = place_field()


class DateRow(forms.Form):
    on = date_field(error_messages={"required": gettext_lazy("On what day?")})
    at = time_field(error_messages={"required": gettext_lazy("At what time?")})


class BaseDateRows(forms.BaseFormSet):
    def dates(self):
        rows = (row.cleaned_data for row in self)
        return [(row["on"], row["at"]) for row in rows if row.get("on")]


DateRows = forms.formset_factory(
    DateRow, formset=BaseDateRows, extra=5, max_num=AT_MOST, absolute_max=AT_MOST
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
