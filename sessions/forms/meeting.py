from django import forms
from django.utils.translation import gettext_lazy as _

from people.namesakes import tell_apart
from sessions.forms.fields import (
    date_field,
    minutes_field,
    place_field,
    time_field,
)
from sessions.models import Attendance, Session

KINDS = [choice for choice in Session.Kind.choices if choice[0] != Session.Kind.FIRST]


class MoveForm(forms.Form):
    on = date_field()
    at = time_field()
    minutes = minutes_field()
    place = place_field()


class MeetingForm(MoveForm):
    kind = forms.ChoiceField(
        label=_("What kind of meeting?"), choices=KINDS, widget=forms.RadioSelect
    )
    field_order = ["kind", "on", "at", "minutes", "place"]


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
