"""What is written of a meeting: its log, what each takes along, and what they learnt from whom."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.log.models.session_note import SessionNote
from sessions.log.note_takers import note_taking
from sessions.session.keys import circle_in, circle_place, log_key, read_at, session_of
from sessions.session.models.session import Session
from spaces.models import Member, Seen, Space
from writing.bringing import Former, FormerText
from writing.kinds import TextKind, TextPlace, number_in
from writing.textforms import TextForm


class BroughtInForm(TextForm):
    label = gettext_lazy("What was brought in?")
    help_text = gettext_lazy("The questions and cases, in a few words.")


class LearntForm(TextForm):
    label = gettext_lazy("What did we learn?")


class TakenForm(TextForm):
    label = gettext_lazy("What do you take along?")
    rows = 4


class LearntFromForm(TextForm):
    label = gettext_lazy("What did you learn?")
    help_text = gettext_lazy(
        "A line is enough. Say what it was, and what it does for you."
    )
    rows = 3


TAKEN, LEARNT_FROM = "taken-along", "learnt-from"
OF_EACH = (TAKEN, LEARNT_FROM)
# Whom a line is to, where it is to the whole group.
EVERYBODY = 0


def taken_place(person, key) -> TextPlace | None:
    return TextPlace() if circle_in(person, key) else None


def learnt_place(person, key) -> TextPlace | None:
    """The key names whom it is to as well: another of the circle, or everybody."""
    here, _dot, number = key.rpartition(".")
    to = number_in(number)
    if to is None or to == person.pk:
        return None
    circle = circle_in(person, here)
    if circle is None:
        return None
    readers = Member.objects.filter(space=circle, person=to, left_at=None)
    return TextPlace() if to == EVERYBODY or readers.exists() else None


def taken_at(key) -> str:
    return reverse("sessions:taken", args=[key.partition(".")[0]])


def learnt_at(key) -> str:
    number, _circle, to = key.split(".")
    return reverse("sessions:learnt", args=[number, to])


KINDS_OF_EACH = [
    TextKind(
        name=TAKEN,
        heading=lambda text: _("What I take along"),
        address=taken_at,
        read_at=read_at,
        place=taken_place,
        form=TakenForm,
    ),
    TextKind(
        name=LEARNT_FROM,
        heading=lambda text: _("What I learnt from you"),
        address=learnt_at,
        read_at=read_at,
        place=learnt_place,
        form=LearntFromForm,
    ),
]


BROUGHT_IN, LEARNT = "brought-in", "learnt"
# A log is these two.
LOG = (BROUGHT_IN, LEARNT)


def log_place(person, key) -> TextPlace | None:
    """In a circle of the group, whose members read along: by who writes the log."""
    number, _dot, circle = key.partition(".")
    if number_in(number) is None or circle_place(person, circle) is None:
        return None
    sessions = (
        Session.objects.visible_to(person).knowing(person).select_related("group")
    )
    session = sessions.filter(pk=number_in(number)).first()
    if session is None or not _is_of(session.group, circle):
        return None
    may_write = note_taking(session, circle).may_write(person)
    return circle_place(person, circle) if may_write else None


def _is_of(group, circle) -> bool:
    """Whether the group has that circle, or had it."""
    return str(group.circle_id) == circle or (
        group.former_circles.filter(space=circle).exists()
    )


def write_at(key) -> str:
    return reverse("sessions:log", args=[session_of(key)])


KINDS = [
    TextKind(
        name=BROUGHT_IN,
        heading=lambda text: _("What was brought in"),
        address=write_at,
        read_at=read_at,
        place=log_place,
        form=BroughtInForm,
    ),
    TextKind(
        name=LEARNT,
        heading=lambda text: _("What we learnt"),
        address=write_at,
        read_at=read_at,
        place=log_place,
        form=LearntForm,
    ),
    *KINDS_OF_EACH,
]


def words_of_note(note):
    """A finished note belongs to the circle in which it lies; a draft to that of now,
    unless somebody came since."""
    circle = note.space_id
    if note.space.kind == Space.Kind.OWN:
        circle = note.session.group.circle_id
        looked = Seen.objects.filter(space=circle, person=note.author).first()
        if looked and looked.at > note.changed_at:
            # Nobody's circle: it stands beside the log, and goes nowhere by itself.
            circle = UUID(int=0)
    key = log_key(note.session, circle)
    yield FormerText(kind=BROUGHT_IN, key=key, body=note.brought_in)
    yield FormerText(kind=LEARNT, key=key, body=note.learnt)


FORMER = [Former(model=SessionNote, texts=words_of_note)]
