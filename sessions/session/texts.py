"""What a group writes around a work visit or a guest (R10), all on the page of it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.session.keys import circle_in, place_of_circle, session_of
from writing.kinds import TextKind, TextPlace
from writing.textforms import TextForm


class VisitAgreedForm(TextForm):
    label = gettext_lazy("The contact, and what was agreed")
    help_text = gettext_lazy(
        "Who receives you or comes to you, and what did you agree on?"
    )


class VisitTasksForm(TextForm):
    label = gettext_lazy("Who prepares what")
    help_text = gettext_lazy("A line for each: the name, and what they see to.")


class VisitQuestionForm(TextForm):
    label = gettext_lazy("What would you ask?")
    help_text = gettext_lazy("The questions of all of you stand here together.")
    rows = 3


class ThanksForm(TextForm):
    label = gettext_lazy("A line of thanks")
    help_text = gettext_lazy(
        "What you took along. One of you sends it; nothing goes by itself."
    )
    rows = 3


AGREED, TASKS, QUESTION, THANKS = (
    "visit-agreed",
    "visit-tasks",
    "visit-question",
    "visit-thanks",
)
OF_VISIT = (AGREED, TASKS, QUESTION, THANKS)


def place_together(person, key) -> TextPlace | None:
    circle = circle_in(person, key)
    return circle and place_of_circle(circle)


def place_of_each(person, key) -> TextPlace | None:
    """In the circle as well, a text of each member's own."""
    circle = circle_in(person, key)
    return circle and TextPlace(circle)


def visit_at(key) -> str:
    return reverse("sessions:visit", args=[session_of(key)])


KINDS = [
    TextKind(
        name=AGREED,
        heading=lambda text: _("The contact, and what was agreed"),
        address=visit_at,
        place=place_together,
        form=VisitAgreedForm,
    ),
    TextKind(
        name=TASKS,
        heading=lambda text: _("Who prepares what"),
        address=visit_at,
        place=place_together,
        form=VisitTasksForm,
    ),
    TextKind(
        name=QUESTION,
        heading=lambda text: _("Questions to ask there"),
        address=visit_at,
        place=place_of_each,
        form=VisitQuestionForm,
    ),
    TextKind(
        name=THANKS,
        heading=lambda text: _("Thanks"),
        address=visit_at,
        place=place_together,
        form=ThanksForm,
    ),
]
