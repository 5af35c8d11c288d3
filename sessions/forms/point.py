from django import forms
from django.utils.translation import gettext_lazy as _

from people.typed import Line


class PointForm(forms.Form):
    text = Line(
        label=_("What do you want to talk about?"),
        help_text=_("A line is enough. It stays until it is done or dropped."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class DropForm(forms.Form):
    word = Line(
        label=_("Why does it go?"),
        help_text=_("A word is enough: solved itself, not needed now."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
