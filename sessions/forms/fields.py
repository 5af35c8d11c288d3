from django import forms
from django.utils.translation import gettext_lazy as _

from people.typed import Line


def date_field(**kwargs):
    # Browsers take dates in this form only, whatever the language.
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(**{"label": _("Date"), "widget": widget} | kwargs)


def time_field(**kwargs):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(**{"label": _("Time"), "widget": widget} | kwargs)


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
