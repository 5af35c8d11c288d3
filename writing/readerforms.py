import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.web.typed import Line
from spaces.errors import DomainError
from writing import readers


class ReaderForm(forms.Form):
    """Who gets to read a text, and until when."""

    who = Line(
        label=_("Who may read it?"),
        help_text=_("The name or the e-mail address of a colleague."),
        max_length=320,
    )
    until = forms.DateField(
        label=_("Until and including"),
        help_text=_("After that day the copy is deleted. You can take it back before."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.found = []
        today = timezone.localdate()
        self.fields["until"].initial = today + dt.timedelta(days=28)
        self.fields["until"].widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + readers.LONGEST).isoformat(),
        }

    def clean_until(self):
        until = self.cleaned_data["until"]
        try:
            readers.check_until(until)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        return until

    def clean_who(self):
        self.found = readers.readers_named(self.cleaned_data["who"], self.giver)
        if not self.found:
            raise forms.ValidationError(
                _("Nobody of your organisation has that name or address.")
            )
        return self.cleaned_data["who"]


class GiveForm(forms.Form):
    """The yes to exactly what was on the page."""

    reader = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.DateField(widget=forms.HiddenInput)
    head = forms.UUIDField(widget=forms.HiddenInput)
