import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from people.web.typed import Line

CAN = [("yes", _("I can")), ("no", _("I cannot"))]


class ComingForm(forms.Form):
    """The answer for one meeting; `told` is for when it was asked."""

    can = forms.TypedChoiceField(
        label=_("Can you come?"),
        choices=CAN,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    told = Line(max_length=40, widget=forms.HiddenInput)

    def clean_told(self):
        try:
            moment = dt.datetime.fromisoformat(self.cleaned_data["told"])
        except ValueError:
            raise forms.ValidationError(
                _("Open the page anew and answer there.")
            ) from None
        return moment.date(), moment.time()
