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
            known = [*week.get(weekday, []), (None, None), (None, None)]
            for names, pair in zip(stretches_of(weekday), known, strict=False):
                for name, edge, at in zip(names, EDGES, pair, strict=True):
                    self.fields[name] = time_field(
                        label=f"{day} {EDGES[edge]}", required=False, initial=at
                    )

    def clean(self):
        """Half a stretch is none: the other time is asked for."""
        for weekday in WEEKDAYS:
            for names in stretches_of(weekday):
                if self.errors.keys().isdisjoint(names):
                    self._check(*names)
        return self.cleaned_data

    def _check(self, *names):
        since, until = (self.cleaned_data[name] for name in names)
        if (since is None) != (until is None):
            missing = names[0] if since is None else names[1]
            self.add_error(missing, _("Fill in both times, or neither."))
        elif since and until <= since:
            self.add_error(names[1], _("“Until” is to be later than “from”."))

    def week(self) -> dict:
        """By weekday the stretches that were filled in."""
        pairs = {
            weekday: [
                tuple(self.cleaned_data[name] for name in names)
                for names in stretches_of(weekday)
            ]
            for weekday in WEEKDAYS
        }
        return {
            day: [stretch for stretch in two if all(stretch)]
            for day, two in pairs.items()
        }

    def days(self):
        """Each weekday with the fields of its two stretches: (name, first, second)."""
        for weekday, day in WEEKDAYS.items():
            yield day, *([self[name] for name in two] for two in stretches_of(weekday))


def stretches_of(weekday: int) -> list[list[str]]:
    """The names of the fields of a day, of both its stretches."""
    return [[f"{edge}-{weekday}-{number}" for edge in EDGES] for number in range(2)]


class AbsenceForm(forms.Form):
    first = date_field(label=gettext_lazy("From"))
    last = date_field(
        label=gettext_lazy("Until and including"),
        required=False,
        help_text=gettext_lazy("Leave this empty for one day."),
    )
