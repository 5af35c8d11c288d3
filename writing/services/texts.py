"""Texts come about, each once."""

from uuid import uuid4

from django.db import IntegrityError, transaction

from writing.kinds import kinds
from writing.models import Text, Writers


@transaction.atomic
def start_text(
    *, kind: str, author, space, key: str, pk=None, writers=Writers.AUTHOR
) -> Text | None:
    """The text of that kind and key in a space, found or made, once.

    `pk` is the id that a new one is given; None is answered when that is of a text of
    somebody else.
    """
    found = Text.objects.of_kind(kind).about(key).filter(space=space)
    if writers == Writers.AUTHOR:
        found = found.written_by(author)
    if text := found.first():
        return text
    text = Text(
        pk=pk or uuid4(),
        kind=kind,
        author=author,
        space=space,
        key=key,
        writers=writers,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
            kinds()[kind].started(text)
    except IntegrityError:
        # Another window was first, or it is not theirs and the database hides it.
        return found.first()
    return text
