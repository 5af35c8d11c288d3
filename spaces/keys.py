"""The data keys of the spaces of the person who acts."""

from spaces.acting import current_actor
from spaces.sealing import CannotOpen, unwrap


def data_key(space_id) -> bytes:
    """The data key of a space of the person who acts, else CannotOpen.

    All of a person's keys come in one query, so that a page over many spaces costs no
    query for each; they are forgotten when the person stops acting.
    """
    actor = current_actor()
    if actor is None:
        raise CannotOpen("Nobody acts, so no space can be opened.")
    if space_id not in actor.keys:
        _load(actor)
    if space_id not in actor.keys:
        raise CannotOpen("The person who acts is not in that space.")
    return actor.keys[space_id]


def _load(actor):
    from spaces.models import DataKey

    actor.keys.update(
        {
            row.space_id: unwrap(row.space_id, row.master, row.wrapped)
            for row in DataKey.objects.exclude(space_id__in=actor.keys)
        }
    )
