from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from handbook.questions.coaching import LONGEST, MOST_LINES, look_at
from handbook.questions.rules import LANGUAGES
from people.web.typed import Lines
from writing.textforms import TextForm

NAMES = {"nl": _("Dutch"), "en": _("English")}


class QuestionsForm(forms.Form):
    """Questions to look at; what is typed here is kept nowhere. `pk` is the id that they
    get when they are kept after all."""

    questions = Lines(
        label=_("Your questions"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=[(code, NAMES[code]) for code in LANGUAGES],
    )
    pk = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = _("One question on each line, at most %(most)s.") % {"most": MOST_LINES}
        self.fields["questions"].help_text = most

    @classmethod
    def empty(cls, questions=""):
        language = get_language().split("-")[0]
        known = language if language in LANGUAGES else LANGUAGES[-1]
        initial = {"questions": questions, "language": known, "pk": uuid4()}
        return cls(initial=initial)

    @property
    def left_out(self) -> int:
        """Once valid; how many lines are too many to look at."""
        typed = self.cleaned_data["questions"].splitlines()
        return max(0, sum(1 for line in typed if line.strip()) - MOST_LINES)

    @property
    def looked(self):
        """Once valid; what the coach says of each."""
        typed, language = (
            self.cleaned_data[name] for name in ("questions", "language")
        )
        return look_at(typed, language, get_language().split("-")[0])


class KeptForm(TextForm):
    label = _("Your questions")
    help_text = _("One question on each line.")
    rows = 8
