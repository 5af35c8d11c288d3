from django import forms
from django.utils.translation import gettext_lazy as _

from groups import services
from groups.forms.people import PersonChoice
from people.choices import SearchForm


class JoinForm(SearchForm):
    mentee = PersonChoice(
        label=_("Mentee"),
        help_text=_(
            "Enrolled in this programme and without a group. Those of the discipline "
            "of the group and of another team stand first."
        ),
        suggests=True,
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("mentee", services.candidates(group))


class SuccessorForm(SearchForm):
    mentor = PersonChoice(
        label=_("New mentor"),
        help_text=_(
            "Enrolled in this programme as a mentor and without a group. Those of the "
            "discipline of the group and of another team stand first."
        ),
        suggests=True,
    )

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("mentor", services.successors(group))


class EndingsForm(forms.Form):
    """Which seats of somebody who has left end the next morning."""

    seats = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        mine = [seat_left for seat_left in left if seat_left.may_end]
        self.fields["seats"].choices = [
            (str(seat_left.seat.pk), "") for seat_left in mine
        ]
        self.initial["seats"] = [
            str(seat_left.seat.pk) for seat_left in mine if seat_left.due_at
        ]

    @property
    def is_open(self) -> bool:
        """Whether there is anything for the reader to decide here."""
        return bool(self.fields["seats"].choices)
