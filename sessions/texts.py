"""What is written of meetings: the log, by who takes notes; and what the members write
together at the first: how they treat each other, and more."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import FormerCircle, MentorGroup
from sessions.models import GroupAgreement, Item, Session, SessionNote
from sessions.note_takers import note_taking
from sessions.textforms import (
    AgreementForm,
    BroughtInForm,
    LearntForm,
    RunIntoForm,
    VisitsForm,
)
from spaces.models import Member, Seen, Space
from writing.bringing import Former, Words
from writing.kinds import Kind, Place, number_in, uuid_in
from writing.writers import Writers

BROUGHT_IN, LEARNT, AGREEMENT = "brought-in", "learnt", "agreement"
RUN_INTO, VISITS = "run-into", "visits"
# A log is these two.
LOG = (BROUGHT_IN, LEARNT)
# What is written at an item of the first meeting, and on its page there.
OF_ITEM = {Item.QUESTIONS: RUN_INTO, Item.WORKING: VISITS}
OF_FIRST_MEETING = (RUN_INTO, AGREEMENT, VISITS)


def log_key(session, circle_id) -> str:
    """Of the session, and of the circle that it is typed for: a page that was open when
    somebody came goes on with what those of before were to read."""
    return f"{session.pk}.{circle_id}"


def session_of(key) -> str:
    return key.split(".")[0]


def log_place(person, key) -> Place | None:
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


def circle_place(person, key) -> Place | None:
    """The key is the circle, of which each member writes it."""
    circle = uuid_in(key)
    here = Member.objects.filter(
        space=circle,
        space__kind=Space.Kind.CIRCLE,
        person=person,
        left_at=None,
    )
    return place_of_circle(circle) if here.exists() else None


def place_of_circle(space_id) -> Place:
    return Place(space_id, writers=Writers.MEMBERS)


def agreement_address(key) -> str:
    return reverse("sessions:agreement", args=[_group_of(key)])


def address_at(item) -> Callable:
    def address(key) -> str:
        return reverse("sessions:words", args=[_group_of(key), item])

    return address


def _group_of(circle) -> int:
    """The group that has that circle, or had it."""
    group = MentorGroup.objects.filter(circle=circle).first()
    former = group or FormerCircle.objects.filter(space=circle).first()
    return group.pk if group else former.group_id


def write_at(key) -> str:
    return reverse("sessions:log", args=[session_of(key)])


def read_at(key) -> str:
    return reverse("sessions:session", args=[session_of(key)])


KINDS = [
    Kind(
        name=BROUGHT_IN,
        heading=lambda text: _("What was brought in"),
        address=write_at,
        read_at=read_at,
        place=log_place,
        form=BroughtInForm,
    ),
    Kind(
        name=LEARNT,
        heading=lambda text: _("What we learnt"),
        address=write_at,
        read_at=read_at,
        place=log_place,
        form=LearntForm,
    ),
    Kind(
        name=AGREEMENT,
        heading=lambda text: _("How we treat each other"),
        address=agreement_address,
        place=circle_place,
        form=AgreementForm,
    ),
    Kind(
        name=RUN_INTO,
        heading=lambda text: _("What we run into"),
        address=address_at(Item.QUESTIONS),
        place=circle_place,
        form=RunIntoForm,
    ),
    Kind(
        name=VISITS,
        heading=lambda text: _("Work visits and guests"),
        address=address_at(Item.WORKING),
        place=circle_place,
        form=VisitsForm,
    ),
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
    yield Words(kind=BROUGHT_IN, key=key, body=note.brought_in)
    yield Words(kind=LEARNT, key=key, body=note.learnt)


def words_of_agreement(agreement):
    yield Words(
        kind=AGREEMENT,
        key=str(agreement.space_id),
        body=agreement.text,
        writers=Writers.MEMBERS,
    )


FORMER = [
    Former(model=SessionNote, texts=words_of_note),
    Former(model=GroupAgreement, texts=words_of_agreement),
]
