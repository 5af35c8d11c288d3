"""What was typed for a circle that was not open: never lost, never sent by itself."""

from django.db import transaction

from sessions.session.models.kept import Kept
from spaces.services import own_space


@transaction.atomic
def keep_words(*, group, by, words: str) -> Kept | None:
    """Keep words in the own space of `by`, who acts; the same ones once."""
    words = words.strip().replace("\r\n", "\n")
    known = {kept.words: kept for kept in Kept.objects.of(group, by)}
    if not words or words in known:
        return known.get(words)
    return Kept.objects.create(group=group, author=by, words=words, space=own_space(by))


@transaction.atomic
def drop_kept(*, kept: Kept) -> None:
    """Throw kept words away, for good."""
    kept.delete()
