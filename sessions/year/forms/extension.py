from django import forms
from django.utils.translation import gettext_lazy as _

from people.web.typed import Lines
from sessions.year.models.extension import Answer


class BallotForm(forms.Form):
    """One answer, none chosen beforehand: what somebody voted is shown to nobody."""

    answer = forms.ChoiceField(
        label=_("Do you go on with this group?"),
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )


class ExtensionReasonForm(forms.Form):
    reason = Lines(
        label=_("Why the group may go on with three mentees"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with your name; the group and coordinators read it."),
    )
