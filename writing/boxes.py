"""A text as a page has it to write in: `templates/writing/_text.html` draws a box."""

from dataclasses import dataclass

from django.urls import reverse

from spaces.audience import Audience, audiences, only
from writing.audience import with_audience
from writing.kinds import TextKind, TextPlace, kinds
from writing.models import Text
from writing.textforms import TextForm


@dataclass(frozen=True)
class Box:
    """`text` is None while nothing was written. `put` is what others read of it, as it
    was put before them last."""

    kind: TextKind
    key: str
    place: TextPlace
    text: Text | None
    form: TextForm
    audience: Audience
    put: Text | None = None
    address: str = ""

    @property
    def save_url(self) -> str:
        return reverse("writing:save", args=[self.kind.name, self.key])

    @property
    def named(self) -> str:
        """As `writing:write` takes it."""
        return f"{self.form.prefix or ''} {self.kind.name} {self.key}"

    @property
    def has_versions(self) -> bool:
        return bool(self.text and self.text.has_versions)

    @property
    def is_shared(self) -> bool:
        return self.place.is_shared

    @property
    def is_put(self) -> bool:
        """Whether others read it as it stands here."""
        text, put = self.text, self.put
        if put is None or text is None:
            return put is not None
        return (text.title, text.body) == (put.title, put.body)


def box(*, kind: str, key: str, person, put=None, address="", **options) -> Box | None:
    """The box of a text of `person`, who acts; None when it is not theirs to write.

    `options` are those of the form of its kind. While nothing was written here, it
    begins with what was `put` before others. `address` is that of a page which a text
    has from its first save on.
    """
    known = kinds()[kind]
    place = known.place(person, key)
    if place is None:
        return None
    here = Text.objects.of_kind(kind).about(key).in_place(place, person)
    text = here.with_shown().with_beside().first()
    form = known.form.showing(text, person, begin=put, **options)
    return Box(
        known, key, place, text, form, _audience(text, place, person), put, address
    )


def box_of(
    *,
    kind: str,
    key: str,
    person,
    text,
    place=None,
    audience=None,
    put=None,
    begin=None,
    **options,
) -> Box:
    """The same for a page that knows the place, the text and who reads it already.

    Without a place it is the own space. It may `begin` with another text.
    """
    known = kinds()[kind]
    form = known.form.showing(text, person, begin=put or begin, **options)
    audience = audience or only(person)
    return Box(known, key, place or TextPlace(), text, form, audience, put)


def _audience(text, place, person):
    if place.space_id:
        return audiences([place.space_id], person)[place.space_id]
    if text:
        return with_audience([text], person)[0].audience
    return only(person)
