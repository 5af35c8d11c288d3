from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.web.typed import Line

# Browsers take dates in this form only, whatever the language.
DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")


# Beyond this nothing is planned: a day of the year 9999 has no day after it.
YEARS_AHEAD, FIRST_YEAR = 100, 1900


class Day(forms.DateField):
    """A day that somebody can mean: a slip in the year is told."""

    def to_python(self, value):
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= timezone.now().year + YEARS_AHEAD:
            raise ValidationError(
                _("Is the year right? It says %(year)s."), params={"year": day.year}
            )
        return day


class Hour(forms.TimeField):
    """A time of day in whole minutes, as pages show it: seconds are dropped."""

    def to_python(self, value):
        at = super().to_python(value)
        return at and at.replace(second=0, microsecond=0)


def date_field(**kwargs):
    return Day(**{"label": _("Date"), "widget": DATE} | kwargs)


def time_field(**kwargs):
    return Hour(**{"label": _("Time"), "widget": TIME} | kwargs)


def minutes_field(**kwargs):
    limits = {"min_value": 15, "max_value": 480}
    return forms.IntegerField(**{"label": _("Minutes")} | limits | kwargs)


def place_field(**kwargs):
    return Line(
        **{
            "label": _("Place"),
            "required": False,
            "max_length": 200,
            "help_text": _("A room, an address or the link of a video call."),
        }
        | kwargs
    )
