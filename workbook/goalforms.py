"""What is asked about learning goals, beside their words."""

import datetime as dt
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calendars.fields import date_field
from people.web.typed import Line, Lines
from workbook.models import FIGURES, NO_ROOM, NOTHING, Every, Why
from workbook.services import GoalReason
from writing.models import Part

SAID = [
    *((figure, figure) for figure in FIGURES),
    (NOTHING, _("Nothing happened.")),
    (NO_ROOM, _("There is no room for it now.")),
]
# Longer than any programme; without a day it can rest for good.
LONGEST_PAUSE = dt.timedelta(days=731)
# How much of a goal others read. Not at all: what they read is taken back.
TITLE, NOT_AT_ALL = (Part.TITLE, _("Its title")), ("", _("Nothing"))
PARTS = [
    NOT_AT_ALL,
    TITLE,
    (Part.WORDS, _("The words")),
    (Part.LINE, _("The line")),
    (Part.BOTH, _("The words and the line")),
]


class CheckInForm(forms.Form):
    """Half a minute: a figure or one of two other answers, and if wanted two lines."""

    said = forms.ChoiceField(
        label=_("Where am I?"),
        help_text=_("From 0 (not yet) to 10 (it goes by itself)."),
        choices=SAID,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a figure, or one of the two answers.")},
    )
    happened = Line(
        label=_("What happened?"),
        help_text=_("One line is enough."),
        max_length=300,
        required=False,
    )
    next_step = Line(label=_("My next small step"), max_length=300, required=False)
    check_in = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["check_in"].initial = uuid4

    @property
    def figures(self):
        return list(self["said"])[: len(FIGURES)]

    @property
    def others(self):
        """The answers that are no figure, and as good as one."""
        return list(self["said"])[len(FIGURES) :]


# As good a choice as the others.
NOT = "not"


class RhythmForm(forms.Form):
    every = forms.ChoiceField(
        label=_("Ask me"),
        choices=[*Every.choices, (NOT, _("not"))],
        widget=forms.RadioSelect,
    )


class ReasonForm(forms.Form):
    """Why, which nobody has to say."""

    why = forms.ChoiceField(
        label=_("Why?"), choices=[("", _("I do not say")), *Why.choices], required=False
    )
    words = Line(label=_("In my own words"), max_length=300, required=False)

    def __init__(self, *args, goal, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.goal = goal

    @property
    def typed(self) -> dict:
        """What the service takes besides the goal, once valid."""
        typed = dict(self.cleaned_data)
        reason = GoalReason(why=typed.pop("why"), words=typed.pop("words"))
        return typed | {"reason": reason}


def wording(label):
    return Lines(
        label=label,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("One sentence is enough.")},
    )


class RewordForm(ReasonForm):
    title = wording(_("What do you want to learn?"))
    field_order = ["title", "why", "words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = self.goal.wording


class SplitForm(RewordForm):
    other = wording(_("And the other goal?"))
    new_id = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["title", "other", "why", "words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What does this goal become?")
        self.fields["new_id"].initial = uuid4


class PauseForm(ReasonForm):
    until = date_field(
        label=_("Until which day?"),
        help_text=_("Without a day it rests until you go on with it."),
        required=False,
    )
    field_order = ["until", "why", "words"]

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if until and until <= today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        if until and until > today + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day within two years."))
        return until


class ShowForm(forms.Form):
    """How much of a goal others read; said nothing, they read nothing of it."""

    part = forms.ChoiceField(label=_("They read"), choices=PARTS, required=False)
