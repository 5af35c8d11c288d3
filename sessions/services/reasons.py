"""Why a meeting changed, for those who meet."""

from django.db import transaction

from sessions.models import ChangeReason


@transaction.atomic
def give_reason(*, session, by, change: str, words: str) -> ChangeReason | None:
    """Put before the circle why the mentor, who acts, changed a meeting; no words: None."""
    words = words.strip()
    if not words:
        return None
    return ChangeReason.objects.create(
        session=session,
        author=by,
        change=change,
        words=words,
        space_id=session.group.circle_id,
    )
