import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calendars.fields import DATE
from people.errors import DomainError
from people.typed import Line
from writing import readers
from writing.textforms import TextForm, TitledForm


class PromptForm(TextForm):
    def __init__(self, *args, prompt, **kwargs):
        super().__init__(*args, prefix=prompt.name, **kwargs)
        self.prompt = prompt
        self.fields["body"].label = prompt.label
        self.fields["body"].help_text = prompt.help


class GoalForm(TitledForm):
    label = _("What does it look like?")
    help_text = _(
        "What you will do differently, how you will notice, and your first step."
    )
    rows = 10

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What do you want to learn?")
        self.fields["title"].help_text = _("In one sentence, in your own words.")


class ShowForm(forms.Form):
    """How much of a goal others read; said nothing, it is all of it."""

    part = forms.ChoiceField(choices=[("all", ""), ("title", "")], required=False)

    @property
    def only_title(self) -> bool:
        return self.cleaned_data["part"] == "title"


class ReaderForm(forms.Form):
    """Who gets to read a goal, and until when."""

    who = Line(
        label=_("Who may read it?"),
        help_text=_("The name or the e-mail address of a colleague."),
        max_length=320,
    )
    until = forms.DateField(
        label=_("Until and including"),
        help_text=_("After that day the copy is deleted. You can take it back before."),
        widget=DATE,
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
        self.found = readers.found(self.cleaned_data["who"], self.giver)
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
