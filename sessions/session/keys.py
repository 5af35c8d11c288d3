"""The keys of texts that name a session or a circle, and in which space those lie."""

from uuid import UUID

from django.urls import reverse

from sessions.session.models.session import Session
from spaces.models import Member, Space
from writing.kinds import TextPlace, number_in, uuid_in
from writing.writers import Writers


def log_key(session, circle_id) -> str:
    """Of the session, and of the circle that it is typed for: a page that was open when
    somebody came goes on with what those of before were to read."""
    return f"{session.pk}.{circle_id}"


def session_of(key) -> str:
    return key.split(".")[0]


def circle_place(person, key) -> TextPlace | None:
    """The key is the circle, of which each member writes it."""
    circle = uuid_in(key)
    here = Member.objects.filter(
        space=circle,
        space__kind=Space.Kind.CIRCLE,
        person=person,
        left_at=None,
    )
    return place_of_circle(circle) if here.exists() else None


def place_of_circle(space_id) -> TextPlace:
    return TextPlace(space_id, writers=Writers.MEMBERS)


def read_at(key) -> str:
    return reverse("sessions:session", args=[session_of(key)])


def circle_in(person, key) -> UUID | None:
    """That of the key, which names a meeting as well: one of the person's, of its group."""
    number, _dot, circle = key.partition(".")
    place = circle_place(person, circle)
    if place is None or number_in(number) is None:
        return None
    sessions = Session.objects.visible_to(person).of_circle(place.space_id)
    return place.space_id if sessions.filter(pk=number).exists() else None
