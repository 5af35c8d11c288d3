from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from calendars.fields import (
    date_field,
    minutes_field,
    place_field,
    time_field,
)
from people.namesakes import tell_apart
from programmes import clock
from programmes.moments import is_short_notice
from sessions.models import Attendance, Session

KINDS = [choice for choice in Session.Kind.choices if choice[0] != Session.Kind.FIRST]


class WhenForm(forms.Form):
    on = date_field()
    at = time_field()
    minutes = minutes_field()
    place = place_field()


class MoveForm(WhenForm):
    sure = forms.BooleanField(
        label=_("Move it all the same: I tell them myself as well"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.session = session

    def clean(self):
        """Ask whether it is sure, of who moves a meeting from or to a day that is near."""
        cleaned = super().clean()
        sure = cleaned.pop("sure", False)
        if (
            not sure
            and not self.errors
            and self._surprises(cleaned["on"], cleaned["at"])
        ):
            programme = self.session.group.programme
            self.fields["sure"].widget = forms.CheckboxInput()
            self.add_error("sure", words_of_notice(programme.notice_days))
        return cleaned

    def _surprises(self, on, at):
        old, new = (self.session.on, self.session.at), (on, at)
        programme = self.session.group.programme
        # What has passed is refused in other words.
        if new == old or clock.has_begun(programme, on, at):
            return False
        on, at = min(old, new)
        return is_short_notice(programme=programme, on=on, at=at)


def words_of_notice(days: int) -> str:
    return ngettext(
        "That is within %(count)d day: not everybody may read the mail in time.",
        "That is within %(count)d days: not everybody may read the mail in time.",
        days,
    ) % {"count": days}


class MeetingForm(WhenForm):
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
