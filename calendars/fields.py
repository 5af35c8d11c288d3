from django import forms
from django.utils.translation import gettext_lazy as _

from people.typed import Line

# Browsers take dates in this form only, whatever the language.
DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")


def date_field(**kwargs):
    return forms.DateField(**{"label": _("Date"), "widget": DATE} | kwargs)


def time_field(**kwargs):
    return forms.TimeField(**{"label": _("Time"), "widget": TIME} | kwargs)


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
