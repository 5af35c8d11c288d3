from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Adviser, Person
from people.rules import ties_of
from people.web.typed import Line


class LeavingForm(forms.Form):
    """Who has left: one person, or some of a page."""

    person = forms.ModelMultipleChoiceField(queryset=Person.objects.none())

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class AdviserForm(forms.ModelForm):
    """The confidential adviser; who takes part in it all is named by a second yes."""

    sure = forms.BooleanField(label=_("Name this person all the same"), required=False)

    class Meta:
        model = Adviser
        fields = ["name", "telephone", "email", "place"]
        field_classes = {"name": Line, "telephone": Line, "place": Line}
        help_texts = {
            "telephone": _("A number at which this person answers in confidence."),
            "email": _(
                "Of a colleague: then people can also let this person read a text here."
            ),
            "place": _("A room and days, or the address of a practice outside."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ties = ties_of_address(self.instance)
        if not self.ties:
            self.fields["sure"].widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        ways = ("telephone", "email")
        # What was refused was given.
        if not any(cleaned.get(way) or way in self.errors for way in ways):
            self.add_error(
                "telephone", _("Give a telephone number or an e-mail address.")
            )
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        self.ties = ties_of_address(self.instance)
        if self.ties and not self.cleaned_data.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            self.add_error(
                "sure",
                _("Look at the warning: tick this, or name somebody else."),
            )


def ties_of_address(adviser) -> list[str]:
    person = adviser.colleague
    return ties_of(person) if person else []
