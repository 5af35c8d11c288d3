"""To which group each mentee of one goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.namesakes import tell_apart


class GroupChoice(forms.TypedChoiceField):
    """Of `options`, (group, option) each: those where nothing breaks, the best first.

    Takes groups whose mentors are told apart.
    """

    def __init__(self, *, options, also=(), **kwargs):
        self.fits = {group.pk: option for group, option in options if not option.broken}
        groups = {g.pk: g for g, option in options if not option.broken}
        group_choices = [(key, self.label_of(group)) for key, group in groups.items()]
        super().__init__(
            choices=[("", _("Choose a group")), *group_choices, *also],
            coerce=lambda key: groups[int(key)],
            empty_value=None,
            **kwargs,
        )

    def label_of(self, group):
        option = self.fits[group.pk]
        words = _("%(group)s: %(count)d mentees, %(fit)s")
        count = {"group": group, "count": option.size, "fit": option.fit.words}
        return words % count


class PlaceChoice(GroupChoice):
    """Or no group: chosen as well, not what an empty answer means."""

    NONE = "none"

    def __init__(self, **kwargs):
        super().__init__(also=[(self.NONE, _("No group for now"))], **kwargs)

    def clean(self, value):
        return None if value == self.NONE else super().clean(value)


class MoveOnForm(forms.Form):
    def __init__(self, *args, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"] = GroupChoice(options=options, label=_("To which group"))


class DissolveForm(forms.Form):
    """For each mentee where to go; `moves` answers it by the pk of the seat.

    All go `into` one group to begin with, when they merge.
    """

    def __init__(self, *args, group, options, into=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = [seat for seat in group.held_seats if seat.pk in options]
        tell_apart(seat.person for seat in self.seats)
        for seat in self.seats:
            self.fields[f"seat-{seat.pk}"] = PlaceChoice(
                options=options[seat.pk], label=seat.person.full_name, initial=into
            )
        self.fields["sure"] = forms.BooleanField(
            label=_("I have talked to those concerned.")
        )

    def moves(self) -> dict:
        return {seat.pk: self.cleaned_data[f"seat-{seat.pk}"] for seat in self.seats}
