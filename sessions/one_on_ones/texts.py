"""What a one-on-one is about: typed in the own space, and put with the request; what was
said in it, which the two write together; and what either notes beside it alone."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.one_on_ones import last_van_x
from sessions.one_on_ones.keys import (
    note_address,
    note_place,
    own_address,
    own_place,
    question_address,
    question_place,
)
from sessions.one_on_ones.models.one_on_one import NOTE, OWN_NOTE, QUESTION, OneOnOne
from writing.bringing import Former, FormerText
from writing.kinds import TextKind
from writing.textforms import TextForm
from writing.writers import Writers


class QuestionForm(TextForm):
    label = gettext_lazy("What is it about?")
    help_text = gettext_lazy(
        "A sentence is enough. The mail about it does not quote it."
    )


class NoteForm(TextForm):
    label = gettext_lazy("What did you discuss and agree?")
    rows = 8


class OwnNoteForm(TextForm):
    label = gettext_lazy("Your own note")
    help_text = gettext_lazy("What you want to remember, and keep to yourself.")
    rows = 8


KINDS = [
    TextKind(
        name=QUESTION,
        heading=lambda text: _("What the one-on-one is about"),
        address=question_address,
        place=question_place,
        form=QuestionForm,
    ),
    TextKind(
        name=NOTE,
        heading=lambda text: _("What you discussed and agreed"),
        address=note_address,
        place=note_place,
        form=NoteForm,
    ),
    TextKind(
        name=OWN_NOTE,
        heading=lambda text: _("Your own note"),
        address=own_address,
        place=own_place,
        form=OwnNoteForm,
    ),
    *last_van_x.KINDS,
]


def texts_of_before(row):
    yield FormerText(
        kind=QUESTION, key=str(row.pk), body=row.question, at=row.question_at
    )
    yield FormerText(
        kind=NOTE,
        key=str(row.pk),
        body=row.note,
        writers=Writers.MEMBERS,
        author=row.mentor,
        at=row.logged_at,
    )


FORMER = [
    Former(
        model=OneOnOne,
        texts=texts_of_before,
        author="asked_by",
        empties=("question", "note"),
    )
]
