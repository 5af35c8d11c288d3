"""What each takes along from a meeting, and what they learnt from whom (reciprocity).

Typed in the own space; the circle of the meeting reads it once its author says so.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from sessions.textforms import LearntFromForm, TakenForm
from sessions.visit_texts import circle_in
from spaces.models import Member
from writing.kinds import Kind, Place, number_in

TAKEN, LEARNT_FROM = "taken-along", "learnt-from"
OF_EACH = (TAKEN, LEARNT_FROM)
# Whom a line is to, where it is to the whole group.
EVERYBODY = 0


def taken_place(person, key) -> Place | None:
    return Place() if circle_in(person, key) else None


def learnt_place(person, key) -> Place | None:
    """The key names whom it is to as well: another of the circle, or everybody."""
    here, _dot, number = key.rpartition(".")
    to = number_in(number)
    if to is None or to == person.pk:
        return None
    circle = circle_in(person, here)
    if circle is None:
        return None
    readers = Member.objects.filter(space=circle, person=to, left_at=None)
    return Place() if to == EVERYBODY or readers.exists() else None


def taken_at(key) -> str:
    return reverse("sessions:taken", args=[key.partition(".")[0]])


def learnt_at(key) -> str:
    number, _circle, to = key.split(".")
    return reverse("sessions:learnt", args=[number, to])


def read_at(key) -> str:
    return reverse("sessions:session", args=[key.partition(".")[0]])


KINDS = [
    Kind(
        name=TAKEN,
        heading=lambda text: _("What I take along"),
        address=taken_at,
        read_at=read_at,
        place=taken_place,
        form=TakenForm,
    ),
    Kind(
        name=LEARNT_FROM,
        heading=lambda text: _("What I learnt from you"),
        address=learnt_at,
        read_at=read_at,
        place=learnt_place,
        form=LearntFromForm,
    ),
]

FORMER = []
