"""Who can read a text, in words, taken from its space."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spaces.models import Member, Space


@dataclass(frozen=True)
class Audience:
    """The readers of a space: `kind`, `words` for the page, `names`, and the `people`."""

    kind: str
    words: str
    names: tuple[str, ...]
    space_id: UUID | None = None
    people: tuple = field(default=(), compare=False)

    def __str__(self):
        return self.words

    @cached_property
    def why(self) -> str:
        """The page that says who reads it, and why nobody else does."""
        if self.space_id is None:
            return reverse("spaces:own_readers")
        return reverse("spaces:readers", args=[self.space_id])


def only(person) -> Audience:
    """Of a text in the own space of `person`, which may not be there yet."""
    return Audience(
        kind=Space.Kind.OWN,
        words=_("Only you"),
        names=(person.full_name,),
        people=(person,),
    )


def audiences(space_ids, reader) -> dict:
    """The audience of each space that `reader`, who acts, is in; one query."""
    members = (
        Member.objects.filter(space_id__in=set(space_ids), left_at=None)
        .select_related("space", "person")
        .order_by("person__sort_key", "person_id")
    )
    readers = {}
    for member in members:
        readers.setdefault(member.space, []).append(member.person)
    return {
        space.pk: _audience(space, people, reader) for space, people in readers.items()
    }


def audience_of_circle(space_id, people, reader) -> Audience:
    """The same for a page that knows already who is in a circle."""
    people = sorted(people, key=lambda person: (person.sort_key, person.pk))
    return _audience(Space(pk=space_id, kind=Space.Kind.CIRCLE), people, reader)


def audience_of(space_id, reader) -> Audience:
    """The audience of one space of `reader`, who acts."""
    return audiences([space_id], reader)[space_id]


def own_space_of(person) -> Space | None:
    """The own space of `person`, who acts; None while they wrote nothing yet."""
    return Space.objects.filter(kind=Space.Kind.OWN, owner=person).first()


def readers_of(space) -> list:
    """The people who can read what is in a space of the person who acts."""
    members = Member.objects.filter(space=space, left_at=None).select_related("person")
    return [member.person for member in members.order_by("person__sort_key", "pk")]


def ever_in(space_id) -> list:
    """The people of a space of the person who acts, also who left it."""
    members = Member.objects.filter(space=space_id).select_related("person")
    return [member.person for member in members.order_by("person__sort_key", "pk")]


def _audience(space, people, reader) -> Audience:
    return Audience(
        kind=space.kind,
        words=_words(space, people, reader),
        names=tuple(person.full_name for person in people),
        space_id=space.pk,
        people=tuple(people),
    )


def _words(space, people, reader) -> str:
    others = [person.called for person in people if person.pk != reader.pk]
    if space.kind == Space.Kind.OWN or not others:
        return _("Only you")
    if space.kind == Space.Kind.CIRCLE:
        count = len(people)
        return ngettext(
            "Your group, %(count)d person", "Your group, %(count)d people", count
        ) % {"count": count}
    words = _("You and %(name)s") % {"name": " & ".join(others)}
    if space.until:
        until = date_format(space.until, "j F Y")
        return _("%(readers)s, until %(date)s") % {"readers": words, "date": until}
    return words
