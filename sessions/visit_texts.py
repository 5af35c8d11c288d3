"""What a group writes around a work visit or a guest (R10), all on the page of it."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sessions.models import Session
from sessions.textforms import (
    ThanksForm,
    VisitAgreedForm,
    VisitQuestionForm,
    VisitTasksForm,
)
from sessions.texts import circle_place, place_of_circle, session_of
from writing.kinds import Kind, Place, number_in

AGREED, TASKS, QUESTION, THANKS = (
    "visit-agreed",
    "visit-tasks",
    "visit-question",
    "visit-thanks",
)
OF_VISIT = (AGREED, TASKS, QUESTION, THANKS)


def circle_in(person, key) -> UUID | None:
    """That of the key, which names a meeting as well: one of the person's, of its group."""
    number, _dot, circle = key.partition(".")
    place = circle_place(person, circle)
    if place is None or number_in(number) is None:
        return None
    sessions = Session.objects.visible_to(person).of_circle(place.space_id)
    return place.space_id if sessions.filter(pk=number).exists() else None


def place_together(person, key) -> Place | None:
    circle = circle_in(person, key)
    return circle and place_of_circle(circle)


def place_of_each(person, key) -> Place | None:
    """In the circle as well, a text of each member's own."""
    circle = circle_in(person, key)
    return circle and Place(circle)


def visit_at(key) -> str:
    return reverse("sessions:visit", args=[session_of(key)])


KINDS = [
    Kind(
        name=AGREED,
        heading=lambda text: _("The contact, and what was agreed"),
        address=visit_at,
        place=place_together,
        form=VisitAgreedForm,
    ),
    Kind(
        name=TASKS,
        heading=lambda text: _("Who prepares what"),
        address=visit_at,
        place=place_together,
        form=VisitTasksForm,
    ),
    Kind(
        name=QUESTION,
        heading=lambda text: _("Questions to ask there"),
        address=visit_at,
        place=place_of_each,
        form=VisitQuestionForm,
    ),
    Kind(
        name=THANKS,
        heading=lambda text: _("Thanks"),
        address=visit_at,
        place=place_together,
        form=ThanksForm,
    ),
]
