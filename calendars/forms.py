from datetime import time

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from calendars.fields import date_field, time_field

# What is proposed of a day: the usual hours of an office.
OFFICE = [(time(9), time(17))]
OFFICE_DAYS = range(5)
EDGES = {
    "since": pgettext_lazy("a time of day", "from"),
    "until": pgettext_lazy("a time of day", "until"),
}


class HoursForm(forms.Form):
    """Of each weekday from and until, and the same again after a break."""

    def __init__(self, *args, week, **kwargs):
        super().__init__(*args, **kwargs)
        for weekday, day in WEEKDAYS.items():
            known = week.get(weekday, [])
            for number in range(2):
                pair = known[number] if number < len(known) else (None, None)
                for edge, at in zip(EDGES, pair, strict=True):
                    self.fields[f"{edge}-{weekday}-{number}"] = time_field(
                        label=f"{day} {EDGES[edge]}", required=False, initial=at
                    )

    def clean(self):
        """Half a stretch is none: the other time is asked for."""
        for weekday in WEEKDAYS:
            for number in range(2):
                names = [f"{edge}-{weekday}-{number}" for edge in EDGES]
                since, until = (self.cleaned_data.get(name) for name in names)
                if any(name in self.errors for name in names):
                    continue
                if (since is None) != (until is None):
                    missing = names[0] if since is None else names[1]
                    self.add_error(missing, _("Fill in both times, or neither."))
                elif since and until <= since:
                    words = _("“Until” is to be later than “from”.")
                    self.add_error(names[1], words)
        return self.cleaned_data

    def week(self) -> dict:
        return {
            weekday: [
                (said[f"since-{weekday}-{number}"], said[f"until-{weekday}-{number}"])
                for number in range(2)
                if (said := self.cleaned_data)[f"since-{weekday}-{number}"]
            ]
            for weekday in WEEKDAYS
        }

    def days(self):
        """Each weekday with its two stretches: (name, first, second)."""
        for weekday, day in WEEKDAYS.items():
            pairs = [
                [self[f"{edge}-{weekday}-{number}"] for edge in EDGES]
                for number in range(2)
            ]
            yield day, *pairs


class AbsenceForm(forms.Form):
    first = date_field(label=gettext_lazy("From"))
    last = date_field(
        label=gettext_lazy("Until and including"),
        required=False,
        help_text=gettext_lazy("Leave this empty for one day."),
    )
