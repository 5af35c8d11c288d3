from django import forms
from django.utils.translation import gettext_lazy as _

from groups import services
from groups.models import Composition


class MenteeChoice(forms.ModelChoiceField):
    def label_from_instance(self, participation):
        person = participation.person
        about = [str(part) for part in (person.team, person.discipline) if part]
        return f"{person.full_name} ({', '.join(about)})" if about else str(person)


class JoinForm(forms.Form):
    mentee = MenteeChoice(
        queryset=None,
        label=_("Mentee"),
        help_text=_("Enrolled in this programme and without a group."),
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentee"].queryset = services.candidates(group)


class CompositionForm(forms.ModelForm):
    class Meta:
        model = Composition
        fields = ["name"]
