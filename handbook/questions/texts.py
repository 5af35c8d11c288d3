"""The questions that somebody keeps for a conversation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from handbook.questions.forms import KeptForm
from writing.kinds import TextKind, TextPlace, uuid_in

QUESTIONS = "questions"


def questions_place(person, key) -> TextPlace | None:
    """In the own space; its key is the id that the page made up for it."""
    return TextPlace() if uuid_in(key) else None


KINDS = [
    TextKind(
        name=QUESTIONS,
        heading=lambda text: _("Questions for a conversation"),
        address=lambda key: reverse("handbook:questions_kept", args=[key]),
        place=questions_place,
        form=KeptForm,
    )
]
