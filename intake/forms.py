from django import forms
from django.utils.translation import gettext_lazy as _

from calendars.fields import (
    DATE,
    TIME,
    Day,
    Hour,
    date_field,
    minutes_field,
    place_field,
)
from calendars.offering import TimesForTwoForm
from intake.models import ClickAnswer, Intake, Judgement, Referral
from people.web.typed import Line, Lines
from writing.textforms import TextForm


class PlanForm(forms.ModelForm):
    class Meta:
        model = Intake
        fields = ["on", "at", "minutes", "place"]
        field_classes = {"on": Day, "at": Hour, "place": Line}
        widgets = {"on": DATE, "at": TIME}
        help_texts = {
            "minutes": _("30 to 60 minutes."),
            "place": _("A room, or the link of a video call."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("on", "at"):
            self.fields[name].required = True


class TimesForm(TimesForTwoForm):
    """Which times for an intake the mentee may choose from."""

    minutes = minutes_field(
        min_value=30, max_value=60, initial=45, help_text=_("30 to 60 minutes.")
    )
    place = place_field(help_text=_("A room, or the link of a video call."))


class HeldForm(forms.Form):
    on = date_field(label=_("Held on"))


class PreparationForm(TextForm):
    label = _("What brings you here?")
    help_text = _("What you want to learn, what you run into, or who sent you.")


class FirstGoalForm(TextForm):
    label = _("A first goal")
    help_text = _("It may be rough still. It begins with a goal of your workbook.")
    rows = 3


class HopeForm(TextForm):
    label = _("What do you hope for?")
    help_text = _("Of your mentor, of the group, or of this year.")
    rows = 3


class FearForm(TextForm):
    label = _("What do you fear?")
    help_text = _("For instance that something gets around, or takes too much time.")
    rows = 3


class ReportForm(TextForm):
    label = _("What did you agree?")
    rows = 6


class NotesForm(TextForm):
    label = _("Notes")


class JudgementForm(forms.Form):
    """The mentor's private aid of R5 and section 2.1; never a label others see."""

    KINDS = [
        ("", _("I leave this open")),
        ("nothing", _("nothing the matter: sent by somebody, no goal of their own")),
        ("wont", _("has to but won't: knows that something must change, and resists")),
        ("shopper", _("shopper: a clear question, takes responsibility")),
        ("other", _("needs other help than mentoring")),
    ]
    teachable = forms.ChoiceField(
        label=_("Is the mentee teachable?"),
        choices=Judgement.Answer,
        widget=forms.RadioSelect,
        required=False,
    )
    has_goals = forms.ChoiceField(
        label=_("Are there learning goals?"),
        choices=Judgement.Answer,
        widget=forms.RadioSelect,
        required=False,
    )
    reflects = forms.ChoiceField(
        label=_("Can the mentee reflect on own functioning?"),
        choices=Judgement.Answer,
        widget=forms.RadioSelect,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Which kind of mentee does this look like?"),
        choices=KINDS,
        required=False,
        help_text=_("An aid for you; nobody else ever sees it."),
    )


class ClickForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Is there a click?"),
        choices=ClickAnswer.Answer,
        widget=forms.RadioSelect,
    )
    words = Line(
        label=_("In a sentence"),
        max_length=1000,
        required=False,
        help_text=_("The two of you read each other's answer once both are in."),
    )


class ReferralForm(forms.Form):
    """To whom, of whom several can help; and a sentence."""

    to = forms.MultipleChoiceField(
        label=_("Who can help better?"),
        choices=Referral.To,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one of them.")},
    )
    words = Lines(
        label=_("A sentence of your own"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you would say as you part."),
    )


class OutcomeForm(forms.Form):
    REFER = "refer"
    outcome = forms.ChoiceField(
        label=_("How do you go on?"),
        choices=[
            *Intake.Outcome.choices,
            (REFER, _("it ends, and somebody else can help better")),
        ],
        widget=forms.RadioSelect,
    )
    until = date_field(
        label=_("By or until which day?"),
        required=False,
        help_text=_("Where you talk once more, or pause for a while."),
    )
