from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.choices import PersonField
from people.namesakes import tell_apart
from sessions.methods.files import methods
from sessions.methods.method import Stage
from sessions.methods.minutes import LENGTHS


class MemberField(PersonField):
    def __init__(self, **kwargs):
        super().__init__(queryset=None, required=False, **kwargs)


class OfMembers(forms.Form):
    """Whose fields of people offer `people`, the members of the group."""

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        known = tell_apart(PersonField.with_work(people))
        names = [(person.pk, person.full_name) for person in known]
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
            choices = [(one.slug, one.title) for one in methods(get_language(), stage)]
            if stage != Stage.METHOD:
                choices.insert(0, ("", _("None")))
            self.fields[stage.value].choices = choices


class RolesForm(OfMembers):
    """The jobs beside that of who leads."""

    case_owner = MemberField(label=_("Case owner"), empty_label=_("Nobody"))
    timekeeper = MemberField(label=_("Timekeeper"), empty_label=_("Nobody"))
    note_taker = MemberField(label=_("Note-taker"), empty_label=_("Nobody"))
    observer = MemberField(label=_("Observer"), empty_label=_("Nobody"))
