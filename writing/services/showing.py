"""Who reads a text besides its author, as it is and as it becomes."""

from django.db import transaction

from spaces.models import AuditEvent
from spaces.services import record
from writing.models import Part, Shown, Text


@transaction.atomic
def show_text(*, text: Text, space_id, part=Part.WORDS) -> Shown:
    """Let a pair or a circle read that part of a text from now on.

    What they read already becomes more or less then. The caller has asked whether that
    is a place of the author's.
    """
    known = Shown.objects.of(text).filter(space=space_id).first()
    if known and known.part == part:
        return known
    before = known.holds if known else set()
    shown = known or Shown(text=text, space_id=space_id, author=text.author)
    shown.part = part
    shown.follow(text)
    if known:
        shown.save(update_fields=["part", "title", "body", "changed_at"])
    else:
        shown.save(force_insert=True)
    if shown.holds - before:
        record(AuditEvent.Verb.MOVED_IN, space_id, text_id=text.pk)
    return shown


@transaction.atomic
def take_back_copy(*, shown: Shown) -> None:
    """Nobody else reads it any more; the author's own text stays as it is.

    What another window took back meanwhile is taken back, once.
    """
    space_id, text_id = shown.space_id, shown.text_id
    gone, _rows = shown.delete()
    if gone:
        record(AuditEvent.Verb.MOVED_OUT, space_id, text_id=text_id)


@transaction.atomic
def take_back_all(*, text: Text) -> int:
    """The same, from whoever could read it; answers from how many places."""
    copies = list(text.shown.all())
    for shown in copies:
        take_back_copy(shown=shown)
    return len(copies)
