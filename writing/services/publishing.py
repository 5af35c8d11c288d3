"""What is meant for others is typed in the own space, and put before them by one press."""

from django.db import transaction

from spaces.models import AuditEvent
from spaces.services import record
from spaces.unopened import refuse_unopened
from writing.kinds import TextPlace
from writing.models import Text
from writing.services.saving import save
from writing.services.texts import start_text


@transaction.atomic
def publish(*, draft: Text, space_id, key: str = "") -> Text:
    """Put a text of one's own before a pair or a circle, as it reads now.

    Its history stays behind: they see each version that was put. Nothing new is put
    twice. The caller has asked whether that is a place of the author's.
    """
    # Put twice at once: the second finds nothing new to put.
    draft = Text.objects.select_for_update(no_key=True).get(pk=draft.pk)
    refuse_unopened(draft)
    text = start_text(
        kind=draft.kind,
        key=key or draft.key,
        author=draft.author,
        place=TextPlace(space_id),
    )
    if text.head and not text.unopened and _says(text) == _says(draft):
        # Whatever was typed in between, and taken away again, shows in nothing.
        return text
    saved = save(
        text=text,
        by=draft.author,
        client_id=draft.head or draft.pk,
        based_on=text.head,
        title=draft.title,
        body=draft.body,
        chosen=True,
    )
    if saved.text.head == saved.revision.pk != text.head:
        record(AuditEvent.Verb.MOVED_IN, space_id, text_id=text.pk)
    return saved.text


def _says(text) -> tuple[str, str]:
    return text.title, text.body
