from django import forms
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field, minutes_field, place_field, time_field
from sessions.dates.models.series import EVERY
from sessions.session.forms.session import ChangeForm

# Of more people than so many the number is told, and not who.
NAMED = 3


class SeriesForm(forms.Form):
    every_weeks = forms.TypedChoiceField(
        label=_("How often do you meet?"), choices=EVERY, coerce=int
    )
    weekday = forms.TypedChoiceField(
        label=_("On what day?"),
        choices=[(day, WEEKDAYS[day]) for day in range(7)],
        coerce=int,
    )
    at = time_field(label=_("From what time?"))
    minutes = minutes_field(label=_("For how many minutes?"))
    place = place_field(label=_("Where?"))


def words_of_absence(people) -> str:
    """Who cannot, by name; of many the number says it."""
    if len(people) > NAMED:
        return gettext("%(count)d of you cannot") % {"count": len(people)}
    names = get_text_list([person.called for person in people], gettext("and"))
    words = ngettext("%(names)s cannot", "%(names)s cannot", len(people))
    return words % {"names": names}


def on_day(day, words) -> str:
    """What is so on another day than that of the rhythm."""
    values = {"day": formats.date_format(day, "j F"), "words": words}
    return gettext("on %(day)s: %(words)s") % values


class SeriesPlanForm(forms.Form):
    """For each date of the rhythm the day on which it is held; empty leaves it out."""

    def __init__(self, *args, steps, agreed, cannot, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps, self.cannot = steps, cannot
        for step in steps:
            day = formats.date_format(step.nominal, "l j F Y")
            self.fields[f"on-{step.nominal}"] = date_field(
                label=day, required=False, initial=agreed.get(step.nominal, step.on)
            )

    def rows(self):
        for step in self.steps:
            yield step, self[f"on-{step.nominal}"]

    def told(self):
        """Each date, its field, and what speaks against it and what it was moved to."""
        for step, field in self.rows():
            yield step, field, list(self._against(step, field.initial))

    def _against(self, step, day):
        if step.holiday:
            yield step.holiday
        if them := self.cannot.get(step.nominal):
            yield words_of_absence(them)
        if step.school_holiday:
            moved = step.moved and step.on
            words = step.school_holiday
            yield on_day(step.on, words) if moved else words
        if day != step.nominal and (them := self.cannot.get(day)):
            yield on_day(day, words_of_absence(them))

    def count(self) -> int:
        """How many meetings it makes, as it stands in the form."""
        return sum(bool(field.value()) for _step, field in self.rows())

    def chosen(self) -> dict:
        """What was not sent at all is not left out: it stays as it is proposed."""
        return {
            step.nominal: self.cleaned_data[name]
            for step in self.steps
            if (name := f"on-{step.nominal}") in self.data
        }


class FromHereForm(ChangeForm, SeriesForm):
    """What the group agrees from a meeting on; those before it stay as they are."""

    all_the_same = _("Move them all the same: I tell them myself as well")
    field_order = ["every_weeks", "weekday", "at", "minutes", "place", "reason"]

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, programme=session.group.programme, **kwargs)
        self.session = session

    def told_of(self, cleaned):
        return super().told_of({"on": self.session.on, "at": self.session.at})
