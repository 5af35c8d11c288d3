"""Taking back, at once, all that can be."""

from django.db import transaction

from spaces.readings import readings
from writing.given_away import may_be_taken_back
from writing.models import Shown, Snapshot, Text
from writing.services.giving import revoke
from writing.services.showing import take_back_copy
from writing.services.unpublishing import unpublish


@transaction.atomic
def take_back_everything(*, by) -> int:
    """What `by`, who acts, showed, gave or put before another; answers how many.

    What is about others too stays with them, and what is of a group.
    """
    pks = {reading.pk for reading in readings()}
    copies = list(Snapshot.objects.given_by(by).at_any(pks))
    shown = list(Shown.objects.by(by).at_any(pks))
    texts = Text.objects.written_by(by).at_any(pks).select_related("space")
    put = [text for text in texts if may_be_taken_back(text, by)]
    for copy in copies:
        revoke(snapshot=copy)
    for copy in shown:
        take_back_copy(shown=copy)
    for text in put:
        unpublish(text=text)
    return len(copies) + len(shown) + len(put)
