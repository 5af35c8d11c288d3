from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.choices import PersonField
from people.namesakes import tell_apart
from sessions.methods.files import methods
from sessions.methods.method import Stage
from sessions.methods.minutes import LENGTHS
from sessions.methods.models.mark import Mark

# A text takes no more characters than a small integer counts.
MOST_LINES = 32767


class MemberField(PersonField):
    def __init__(self, **kwargs):
        super().__init__(queryset=None, required=False, **kwargs)


class OfMembers(forms.Form):
    """Whose fields of people offer `people`, the members of the group."""

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = tell_apart(PersonField.with_work(people))
        names = [(person.pk, person.full_name) for person in self.people]
        for field in self.fields.values():
            if isinstance(field, MemberField):
                field.queryset = people
                # Asked for once, for all fields together.
                field.choices = [("", field.empty_label), *names]


class RunForm(OfMembers):
    """How the group goes through its meeting."""

    minutes = forms.TypedChoiceField(label=_("How long is there?"), coerce=int)
    opening = forms.ChoiceField(label=_("Opening"), required=False)
    method = forms.ChoiceField(label=_("Method"))
    case_owner = MemberField(label=_("Who brings a case?"), empty_label=_("Not yet"))
    closing = forms.ChoiceField(label=_("Closing"), required=False)

    def __init__(self, *args, why="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case_owner"].help_text = why
        self.fields["minutes"].choices = [
            (each, _("%(minutes)s minutes") % {"minutes": each}) for each in LENGTHS
        ]
        for stage in Stage:
            choices = [
                (method.slug, method.title) for method in methods(get_language(), stage)
            ]
            if stage != Stage.METHOD:
                choices.insert(0, ("", _("None")))
            self.fields[stage.value].choices = choices


class MarkForm(forms.Form):
    """A press beside a question."""

    text_id = forms.UUIDField()
    line = forms.IntegerField(min_value=1, max_value=MOST_LINES)
    heat = forms.ChoiceField(choices=Mark.Heat)


class RolesForm(OfMembers):
    """The jobs beside that of who leads, at the version that its page was of."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    case_owner = MemberField(label=_("Case owner"), empty_label=_("Nobody"))
    timekeeper = MemberField(label=_("Timekeeper"), empty_label=_("Nobody"))
    note_taker = MemberField(label=_("Note-taker"), empty_label=_("Nobody"))
    observer = MemberField(label=_("Observer"), empty_label=_("Nobody"))

    def propose(self, turns: dict):
        """Say beside each job that is free whose turn it is."""
        for job, person in turns.items():
            words = _("It is the turn of %(name)s.") % {"name": person.called}
            self.fields[job].help_text = words
