from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class LongTextField(forms.Field):
    """A text exactly as it was typed: nothing about it is refused or trimmed."""

    widget = forms.Textarea

    def to_python(self, value):
        return value or ""

    def validate(self, value):
        """It may stay empty, without the form saying so at every field."""


class TextForm(forms.Form):
    """One save of one text; `based_on` is the revision that was on the page.

    `after` is told by a script, which may send a save before the last one is answered.
    Of a kind: what stands above the box and below that, and how many lines it shows.
    """

    label = _("Text")
    help_text = ""
    rows = 5

    body = LongTextField(widget=forms.Textarea(attrs={"data-part": "body"}))
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.UUIDField(required=False, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Another person may have signed in, in another window of this browser.
    author = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.label, body.help_text = self.label, self.help_text
        body.widget.attrs["rows"] = self.rows

    @classmethod
    def showing(cls, text, author, begin=None, **kwargs):
        """The form with the text in it; None: not written yet, it begins with `begin`."""
        shown = text or begin
        initial = {
            "title": shown.title if shown else "",
            "body": shown.body if shown else "",
            "based_on": text.head if text else None,
            "client_id": uuid4(),
            "author": author.pk,
        }
        return cls(initial=initial, use_required_attribute=False, **kwargs)

    @property
    def typed(self) -> dict:
        """What the service takes, once valid."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in ("client_id", "based_on", "after", "title", "body")
        }


class TitledForm(TextForm):
    """The same for a text that has a title, or may have one."""

    title = LongTextField(
        widget=forms.Textarea(attrs={"data-part": "title", "rows": 1})
    )
    field_order = ["title", "body"]
