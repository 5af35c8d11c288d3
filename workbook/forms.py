import datetime as dt
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.errors import DomainError
from people.typed import Line
from workbook import readers


class Text(forms.Field):
    """A text exactly as it was typed: nothing about it is refused or trimmed."""

    widget = forms.Textarea

    def to_python(self, value):
        return value or ""

    def validate(self, value):
        """It may stay empty, without the form saying so at every field."""


class AnswerForm(forms.Form):
    """One save of one text; `based_on` is the revision that was on the page."""

    body = Text(widget=forms.Textarea(attrs={"data-part": "body", "rows": 5}))
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Another person may have signed in, in another window of this browser.
    author = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def showing(cls, page, author, **kwargs):
        """The form with the page (None: not written yet) in it."""
        initial = {
            "title": page.title if page else "",
            "body": page.body if page else "",
            "based_on": page.head if page else None,
            "client_id": uuid4(),
            "author": author.pk,
        }
        return cls(initial=initial, use_required_attribute=False, **kwargs)

    @property
    def save(self) -> dict:
        """What the service takes, once valid."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in ("client_id", "based_on", "title", "body")
        }


class PromptForm(AnswerForm):
    def __init__(self, *args, prompt, **kwargs):
        super().__init__(*args, prefix=prompt.name, **kwargs)
        self.prompt = prompt
        self.fields["body"].label = prompt.label
        self.fields["body"].help_text = prompt.help


class GoalForm(AnswerForm):
    title = Text(
        label=_("What do you want to learn?"),
        help_text=_("In one sentence, in your own words."),
        widget=forms.Textarea(attrs={"data-part": "title", "rows": 1}),
    )
    field_order = ["title", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("What does it look like?")
        self.fields["body"].help_text = _(
            "What you will do differently, how you will notice, and your first step."
        )
        self.fields["body"].widget.attrs["rows"] = 10


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
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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
