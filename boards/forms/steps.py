"""The steps on a board, each made on a version of it."""

from django import forms

from boards.models import Pin
from people.web.typed import Lines


class StepForm(forms.Form):
    """A step on the board, made on a version of it."""

    version = forms.IntegerField(min_value=0)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        people = programme.participations
        for name in {"mentee", "mentor"} & set(self.fields):
            chosen = people.mentees() if name == "mentee" else people.mentors()
            self.fields[name].queryset = chosen.select_related("person")


class BackForm(StepForm):
    """The step that is taken back or done again: the one that the button named."""

    step = forms.IntegerField(min_value=1, required=False)


class MoveForm(StepForm):
    mentee = forms.ModelChoiceField(queryset=None)
    mentor = forms.ModelChoiceField(queryset=None, required=False)


class ColumnForm(StepForm):
    mentor = forms.ModelChoiceField(queryset=None)


class ColumnReasonForm(ColumnForm):
    reason = Lines(required=False, max_length=2000)


class UnpinForm(StepForm):
    mentee = forms.ModelChoiceField(queryset=None)
    mentor = forms.ModelChoiceField(queryset=None)


class PinForm(UnpinForm):
    kind = forms.ChoiceField(choices=Pin.Kind)
