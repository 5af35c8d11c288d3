from django import forms
from django.utils.translation import gettext_lazy as _

from people.namesakes import tell_apart
from sessions.log.models.attendance import Attendance
from sessions.session.forms.session import KINDS
from sessions.session.models.session import Session


class LogForm(forms.Form):
    """What happened at a meeting; who was there is asked for each of `people`."""

    kind = forms.ChoiceField(
        label=_("What kind of meeting was it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, session, people, **kwargs):
        super().__init__(*args, **kwargs)
        if session.kind == Session.Kind.FIRST:
            del self.fields["kind"]
        self.people = tell_apart(people)
        for person in self.people:
            self.fields[f"presence-{person.pk}"] = forms.ChoiceField(
                label=person.full_name,
                choices=Attendance.Presence.choices,
                widget=forms.RadioSelect,
                initial=Attendance.Presence.PRESENT,
            )

    def rows(self):
        for person in self.people:
            yield person, self[f"presence-{person.pk}"]

    def presences(self):
        return {
            person.pk: self.cleaned_data[f"presence-{person.pk}"]
            for person in self.people
        }


class NoteTakerForm(forms.Form):
    """`people` are those of the group, whom the page knows."""

    person = forms.TypedChoiceField(label=_("Who takes notes?"), coerce=int)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = named(people)


class CameLateForm(forms.Form):
    people = forms.TypedMultipleChoiceField(
        label=_("Who came late?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = named(people)


def named(people) -> list[tuple]:
    return [(person.pk, person.full_name) for person in tell_apart(people)]
