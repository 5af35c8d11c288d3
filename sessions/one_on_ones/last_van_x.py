"""*Last van X* (2.4), from a complaint to the question behind it: four steps that the two
fill in together while they talk, each a text of both."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sessions.one_on_ones.keys import note_place
from writing.kinds import TextKind
from writing.textforms import TextForm


@dataclass(frozen=True)
class XStep:
    """`name` is its kind of text, for good; `ask` are questions at hand."""

    name: str
    title: Any
    label: Any
    ask: tuple = ()
    rows: int = 4

    def kind(self) -> TextKind:
        looks = {"label": self.label, "rows": self.rows}
        return TextKind(
            name=self.name,
            heading=lambda text: self.title,
            address=address,
            place=note_place,
            form=type("StepForm", (TextForm,), looks),
        )


def address(key) -> str:
    return reverse("sessions:last_van_x", args=[key])


STEPS = [
    XStep(
        "x_name",
        _("What is X?"),
        _("In a word or two, as it was said"),
        rows=1,
    ),
    XStep(
        "x_what",
        _("1. What is it, exactly?"),
        _("What it looks and feels like"),
        (
            _("What happens then, and what do you do?"),
            _("What do you feel, and where?"),
            _("What would a camera show?"),
        ),
    ),
    XStep(
        "x_much",
        _("2. How often, how much, at what cost?"),
        _("How often, how bad, how long, what it costs"),
        (
            _("How often in a week, and since when?"),
            _("From nought to ten: how bad was it today, and at its worst?"),
            _("What does it cost you: sleep, pleasure, chances?"),
        ),
    ),
    XStep(
        "x_broad",
        _("3. How broad is it?"),
        _("Where it is, and where it is not"),
        (
            _("Only here, or elsewhere as well?"),
            _("With everybody, or with one person?"),
            _("When is it not there, and what is different then?"),
        ),
    ),
    XStep(
        "x_others",
        _("4. Who else is troubled by it?"),
        _("What it does to the people around you"),
        (
            _("What do colleagues notice, and people at home?"),
            _("How do they respond, and what does that do to X?"),
            _("Is it yours, or do you carry it for somebody?"),
        ),
    ),
    XStep(
        "x_question",
        _("The question behind it"),
        _("Hearing all this: what is your question really?"),
    ),
]
KINDS = [step.kind() for step in STEPS]
