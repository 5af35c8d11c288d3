"""Who reads a text besides its author, as it is and as it becomes."""

from django.db import transaction

from spaces.models import AuditEvent, Space
from spaces.services import record
from writing.models import Shown, Text


@transaction.atomic
def show(*, text: Text, space_id) -> Shown:
    """Let a pair or a circle read a text from now on.

    The caller has asked whether that is a place of the author's.
    """
    shown, new = Shown.objects.get_or_create(
        text=text,
        space=Space(pk=space_id),
        defaults={
            "author": text.author,
            "title": text.title,
            "body": text.body,
            "changed_at": text.changed_at,
        },
    )
    if new:
        record(AuditEvent.Verb.MOVED_IN, space_id, text_id=text.pk)
    return shown


@transaction.atomic
def take_back(*, shown: Shown) -> None:
    """Nobody else reads it any more; the author's own text stays as it is."""
    space_id, text_id = shown.space_id, shown.text_id
    shown.delete()
    record(AuditEvent.Verb.MOVED_OUT, space_id, text_id=text_id)


@transaction.atomic
def take_back_all(*, text: Text) -> int:
    """The same, from whoever could read it; answers from how many places."""
    copies = list(text.shown.all())
    for shown in copies:
        take_back(shown=shown)
    return len(copies)
