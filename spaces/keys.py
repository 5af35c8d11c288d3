"""The data keys of the spaces of the person who acts.

It reads them by SQL, since the models stand on the fields and these on this module.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from spaces.acting import current_actor
from spaces.sealing import CannotOpen, Key, Sealed, SpaceFacts, unwrap

# The facts of a space in the order of `SpaceFacts`, then its key.
ROWS = """
SELECT datakey.space_id, space.kind, space.owner_id, space.until,
       ARRAY(SELECT member.person_id FROM spaces_member member
             WHERE member.space_id = datakey.space_id),
       datakey.master, datakey.wrapped
FROM spaces_datakey datakey JOIN spaces_space space ON space.id = datakey.space_id
"""


class NobodyActs(CannotOpen):
    """Code asks for a text outside of anybody's request."""


@dataclass(frozen=True)
class WrappedKey:
    """A data key as it lies in the database, with what it is bound to."""

    space: SpaceFacts
    master: str
    wrapped: Sealed

    def unwrapped(self) -> Key:
        """Raises CannotOpen."""
        return unwrap(self.space, self.master, self.wrapped)


def data_key(space_id) -> Key:
    """The data key of a space of the person who acts, else CannotOpen.

    All of a person's wrapped keys come in one query, so that a page over many spaces
    costs no query for each; each is unwrapped when it is first asked for, so that one
    that does not open takes nothing but its own space along. They are forgotten when
    the person stops acting.
    """
    actor = _actor()
    if space_id not in actor.keys:
        actor.keys[space_id] = _wrapped(actor, space_id).unwrapped()
    return actor.keys[space_id]


def is_of_before(space_id) -> bool:
    """Whether texts of the first version may still lie in a space."""
    return _wrapped(_actor(), space_id).wrapped.is_of_before


def texts_lie_in(space_ids) -> None:
    """Said beforehand by a page of which nearly all texts do: it takes less to open them.

    Texts of other spaces open as ever, for one query more.
    """
    actor, wanted = _actor(), set(space_ids)
    if wanted - actor.wrapped.keys():
        condition = "WHERE datakey.space_id = ANY (%s)"
        with connection.cursor() as cursor:
            keys = wrapped_keys(cursor, condition, [list(wanted)])
        actor.wrapped.update({key.space.id: key for key in keys})


def forget_keys() -> None:
    """Ask the database anew: a space was opened, or somebody left one."""
    if actor := current_actor():
        actor.wrapped.clear()
        actor.keys.clear()


def wrapped_keys(cursor, condition="", parameters=()) -> list[WrappedKey]:
    """The keys that `cursor` sees; `condition` is what follows the query's FROM."""
    cursor.execute(ROWS + condition, parameters)
    return [wrapped_key(*row) for row in cursor.fetchall()]


def wrapped_key(space_id, kind, owner, until, members, master, wrapped) -> WrappedKey:
    """Out of such a row."""
    facts = SpaceFacts(space_id, kind, owner, until, tuple(members))
    return WrappedKey(space=facts, master=master, wrapped=Sealed(wrapped))


def facts_of(space_ids) -> dict[UUID, SpaceFacts]:
    """Of those of these spaces that the role of this process sees."""
    with connection.cursor() as cursor:
        keys = wrapped_keys(
            cursor, "WHERE datakey.space_id = ANY (%s)", [list(space_ids)]
        )
    return {key.space.id: key.space for key in keys}


def _actor():
    actor = current_actor()
    if actor is None:
        raise NobodyActs("Nobody acts, so no space can be opened.")
    return actor


def _wrapped(actor, space_id) -> WrappedKey:
    if space_id not in actor.wrapped:
        with connection.cursor() as cursor:
            keys = wrapped_keys(cursor)
        actor.wrapped.update({key.space.id: key for key in keys})
        # A key that is not there is not asked for again with every text.
        actor.wrapped.setdefault(space_id, None)
    if actor.wrapped[space_id] is None:
        raise CannotOpen("The person who acts is not in that space.")
    return actor.wrapped[space_id]
