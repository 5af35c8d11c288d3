"""The texts that a page sends along with its form."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404

from writing import services
from writing.kinds import kinds
from writing.models import Text
from writing.textforms import TitledForm


@dataclass(frozen=True)
class Posted:
    """One text of the page; `saved` is None when nothing was typed in it."""

    kind: str
    key: str
    saved: services.Saved | None

    @property
    def is_beside(self) -> bool:
        """Whether it became a second version: another text stands there than was typed."""
        return bool(self.saved and self.saved.beside)


def save_posted(data, person) -> list[Posted]:
    """Save what `person`, who acts, typed in the boxes of a page (`writing/_text.html`).

    `texts` says of each the prefix of its fields, its kind and its key.
    """
    named = [words.split(" ") for words in data.getlist("texts")]
    if any(len(words) != 3 or words[1] not in kinds() for words in named):
        raise BadRequest("A page without what it says of its texts.")
    return [_save(data, person, *words) for words in named]


def to_choose_from(posted: list[Posted]) -> Text | None:
    """The first text of which a second version waits to be looked at."""
    return next((item.saved.text for item in posted if item.is_beside), None)


def _save(data, person, prefix, kind, key) -> Posted:
    form = TitledForm(data, prefix=prefix)
    if not form.is_valid() or form.cleaned_data["author"] != person.pk:
        raise BadRequest("A text without what its page says of it.")
    place = kinds()[kind].place(person, key)
    if place is None:
        raise Http404
    here = Text.objects.of_kind(kind).about(key).in_place(place, person)
    typed = form.typed
    composed = kinds()[kind].composed(key, data, prefix)
    if composed is not None:
        typed["body"] = composed
    if not services.is_typed(text=here.first(), **typed):
        return Posted(kind, key, None)
    saved = services.write_text(kind=kind, key=key, by=person, **typed)
    if saved is None:
        raise Http404
    return Posted(kind, key, saved)
