"""Taking back what was put before the other of a pair."""

from django.db import transaction
from django.utils import timezone

from spaces.models import AuditEvent
from spaces.services import record
from spaces.unopened import refuse_unopened
from writing.kinds import TextPlace
from writing.models import Revision, Text
from writing.services.texts import start_text


@transaction.atomic
def unpublish(*, text: Text) -> None:
    """Nobody else reads it any more, in no version; the author's own text stays.

    What was put and is not in its history comes into it: that of before. What another
    window took back meanwhile is taken back, once.
    """
    draft = start_text(
        kind=text.kind, key=text.key, author=text.author, place=TextPlace()
    )
    # A save of the author's waits, and comes on top of the history that is complete.
    draft = Text.objects.select_for_update(no_key=True).get(pk=draft.pk)
    put = list(text.revisions.order_by("saved_at"))
    known = set(draft.revisions.among([revision.client_id for revision in put]))
    for revision in put:
        if revision.client_id not in known:
            _keep(draft, revision)
    gone, _rows = text.delete()
    if gone:
        record(AuditEvent.Verb.MOVED_OUT, text.space_id, text_id=draft.pk)


def _keep(draft, put):
    """A version of which there is no other; it is the text itself where none was."""
    refuse_unopened(put)
    is_head = draft.head is None
    kept = Revision.objects.create(
        text=draft,
        author_id=draft.author_id,
        space_id=draft.space_id,
        title=put.title,
        body=put.body,
        saved_at=put.saved_at,
        second_version=not is_head,
        settled_at=None if is_head else timezone.now(),
    )
    if is_head:
        draft.title, draft.body, draft.head = kept.title, kept.body, kept.pk
        draft.save(update_fields=["title", "body", "head"])
