"""Why a meeting changed, for those who meet."""

from django.db import transaction

from sessions.dates.models.reason import ChangeReason
from sessions.dates.models.series import Rhythm
from sessions.session.models.session import Session


@transaction.atomic
def give_reason(*, session, by, change: str, words: str) -> ChangeReason | None:
    """Put before the circle why the mentor, who acts, changed a meeting; no words: None."""
    words = words.strip()
    if not words:
        return None
    reason = ChangeReason.objects.create(
        session=session,
        author=by,
        change=change,
        words=words,
        space_id=session.group.circle_id,
    )
    # What a mail may say: that there is one, and not what it says.
    changes = {"explained_at": reason.said_at}
    Session.objects.filter(pk=session.pk).update(**changes)
    Rhythm.objects.filter(pk=session.rhythm_id).update(**changes)
    return reason
