from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from people.web.typed import Line, Lines


class GroupNameForm(forms.ModelForm):
    class Meta:
        model = MentorGroup
        fields = ["name"]
        field_classes = {"name": Line}


class ToleranceForm(forms.Form):
    """Why a group goes on though it breaks a rule."""

    reason = Lines(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with your name and the date; coordinators read it."),
    )
