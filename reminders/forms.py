from django import forms
from django.utils.translation import gettext_lazy as _

from reminders import letters
from reminders.models import Preference


class PreferencesForm(forms.Form):
    """Which kinds of mail a person gets; the others come in the inbox only."""

    kinds = forms.MultipleChoiceField(
        label=_("Send me a mail about"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What you leave out still comes in your inbox here."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        stopped = Preference.objects.kinds_of(person)
        stoppable = sorted(
            (
                (letter.kind, letter.name)
                for letter in letters.letters_to(person)
                if letter.stoppable
            ),
            key=lambda choice: str(choice[1]).casefold(),
        )
        self.fields["kinds"].choices = stoppable
        self.initial["kinds"] = [
            kind for kind, _name in stoppable if kind not in stopped
        ]

    def wanted(self) -> set[str]:
        return set(self.cleaned_data["kinds"])
