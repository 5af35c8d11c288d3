"""Texts come about, each once."""

from uuid import uuid4

from django.db import IntegrityError, transaction

from spaces.services import own_space
from writing.kinds import TextPlace, kinds
from writing.models import Text


@transaction.atomic
def start_text(*, kind: str, key: str, author, place: TextPlace) -> Text | None:
    """The text of that kind and key in a place, found or made, once.

    None when the id that the place gives is of a text of somebody else.
    """
    texts = Text.objects.of_kind(kind).about(key).in_place(place, author)
    if text := texts.first():
        return text
    text = Text(
        pk=place.pk or uuid4(),
        kind=kind,
        key=key,
        author=author,
        space_id=place.space_id or own_space(author).pk,
        writers=place.writers,
        face_down=place.face_down,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
            kinds()[kind].started(text)
    except IntegrityError:
        # Another window was first, or it is not theirs and the database hides it.
        return texts.first()
    return text


def text_to_write(*, kind: str, key: str, by) -> Text | None:
    """The text of that kind and key where `by`, who acts, writes it: made when it is new.

    None when it is not theirs to write.
    """
    known = kinds().get(kind)
    place = known and known.place(by, key)
    return place and start_text(kind=kind, key=key, author=by, place=place)
