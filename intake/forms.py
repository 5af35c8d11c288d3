from django import forms
from django.utils.translation import gettext_lazy as _

from calendars.fields import DATE, TIME
from intake.models import ClickAnswer, Intake, Judgement
from people.typed import Line
from writing.textforms import TextForm


class PlanForm(forms.ModelForm):
    class Meta:
        model = Intake
        fields = ["on", "at", "minutes", "place"]
        field_classes = {"place": Line}
        widgets = {"on": DATE, "at": TIME}
        help_texts = {
            "minutes": _("30 to 60 minutes."),
            "place": _("A room, or the link of a video call."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("on", "at"):
            self.fields[name].required = True


class HeldForm(forms.Form):
    on = forms.DateField(label=_("Held on"), widget=DATE)


class PreparationForm(TextForm):
    label = _("What do you want to tell or ask?")
    help_text = _(
        "For instance: what you want to learn, what you run into, what you hope of "
        "your mentor."
    )
    rows = 8


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


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How do you go on?"),
        choices=Intake.Outcome,
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=_("By or until which day?"),
        widget=DATE,
        required=False,
        help_text=_("Where you talk once more, or pause for a while."),
    )
