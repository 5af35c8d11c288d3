from django import forms
from django.utils.translation import gettext_lazy as _

from people.web.typed import Line


class PointForm(forms.Form):
    """`noted`: what it begins with, to take a part of; it may be longer than a line."""

    text = Line(
        label=_("What do you want to talk about?"),
        help_text=_("A line is enough. It stays until it is done or dropped."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, noted="", **kwargs):
        super().__init__(*args, **kwargs)
        if noted:
            self.initial["text"] = noted
            self.fields["text"].widget = forms.Textarea(attrs={"rows": 5})
            self.fields["text"].help_text = _("Take out what is not for the other.")


class DropForm(forms.Form):
    word = Line(
        label=_("Why does it go?"),
        help_text=_("A word is enough: solved itself, not needed now."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
