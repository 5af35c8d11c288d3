from django import forms
from django.utils.translation import gettext_lazy as _

from handbook.stance.map import Level, StancePlace, felt
from people.web.typed import Line
from writing.textforms import TextForm

# As the map has them: from the top down, and from little relation to much.
CELLS = [
    (relation, content)
    for content in (Level.MUCH, Level.MIDDLE, Level.LITTLE)
    for relation in (Level.LITTLE, Level.MIDDLE, Level.MUCH)
]


class AnswersForm(TextForm):
    """The answers of a self-test in one text; a script keeps it with what is chosen."""

    label = _("Your answers")


class SelfTestForm(forms.Form):
    """An answer to each statement, or none; `dot` is the id that the page made for it."""

    dot = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, test, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(value), words) for value, words in enumerate(test.answers)]
        for statement in test.statements:
            self.fields[statement.key] = forms.ChoiceField(
                label=statement.text,
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def answers(self) -> dict[str, int]:
        """What was answered, once valid."""
        sent = {
            key: answer for key, answer in self.cleaned_data.items() if key != "dot"
        }
        return {key: int(answer) for key, answer in sent.items() if answer}

    @property
    def statements(self):
        return [self[key] for key in self.fields if key != "dot"]


class DotForm(forms.Form):
    """A cell of the map, and a word beside it."""

    dot = forms.UUIDField(widget=forms.HiddenInput)
    where = forms.ChoiceField(
        choices=[(f"{relation}.{content}",) * 2 for relation, content in CELLS],
        error_messages={"required": _("Choose where you stood.")},
    )
    words = Line(
        label=_("A word beside it"),
        help_text=_("With whom, about what."),
        max_length=200,
        required=False,
    )

    @property
    def place(self) -> StancePlace:
        """Where on the map, once valid."""
        return felt(*self.cleaned_data["where"].split("."))
