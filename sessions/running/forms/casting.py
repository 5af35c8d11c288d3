from django import forms
from django.utils.translation import gettext_lazy as _

from people.web.typed import Line
from sessions.running.models.casting import Pressing

# Signs: a line, and no story of others.
MOST = 300


class CaseForm(forms.Form):
    line = Line(
        label=_("What would you bring, in one line?"),
        required=False,
        max_length=MOST,
        help_text=_("A talk you dread, a choice, something that went well and why."),
    )
    pressing = forms.TypedChoiceField(
        label=_("How pressing is it?"),
        choices=sorted(Pressing.choices, reverse=True),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how pressing it is, or nothing.")},
    )

    def clean(self):
        cleaned = super().clean()
        is_nothing = cleaned.get("pressing", 0) == Pressing.NOTHING
        if not self.errors and not is_nothing and not cleaned["line"]:
            self.add_error("line", _("Say it in a line, or choose nothing this time."))
        return cleaned
