"""What is written in a run: face down before the circle, or a note for oneself."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.methods.course import Course, is_face_down
from sessions.methods.models.run import Run
from writing.kinds import TextKind, TextPlace, uuid_in
from writing.textforms import TextForm


class AloneForm(TextForm):
    label = gettext_lazy("Write, alone and in silence")
    rows = 6


class RunNoteForm(TextForm):
    label = gettext_lazy("A note for yourself")
    rows = 4


ALONE, RUN_NOTE = "written-alone", "run-note"


def step_address(key) -> str:
    pk, _dot, step = key.partition(".")
    return reverse("sessions:run", args=[pk]) + f"?step={step}"


def alone_place(person, key) -> TextPlace | None:
    """In the circle, face down, once the group has come to that step; late is all right."""
    run, slot = _step_of(person, key)
    if slot and is_face_down(slot.step):
        return TextPlace(run.space_id, face_down=True)
    return None


def note_place(person, key) -> TextPlace | None:
    """In the own space, at any step that the group has come to."""
    _run, slot = _step_of(person, key)
    return slot and TextPlace()


def _step_of(person, key):
    pk, _dot, step = key.partition(".")
    runs = Run.objects.visible_to(person)
    run = runs.filter(pk=uuid_in(pk)).first() if uuid_in(pk) else None
    return run, run and Course(run).reached(step)


KINDS = [
    TextKind(
        name=ALONE,
        heading=lambda text: _("What you wrote alone"),
        address=step_address,
        place=alone_place,
        form=AloneForm,
    ),
    TextKind(
        name=RUN_NOTE,
        heading=lambda text: _("A note for yourself"),
        address=step_address,
        place=note_place,
        form=RunNoteForm,
    ),
]
