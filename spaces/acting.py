"""Who acts: the person whose spaces PostgreSQL opens for the running code."""

from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, connection


@dataclass
class Actor:
    """A person at work, with the data keys of their spaces: wrapped, and opened so far."""

    person_id: int
    # Whether this is a request that may write; and, of the running transaction, whether
    # what it writes stays: nothing that takes all of it waits (spaces_may_write).
    writes: bool = False
    may_write: bool = True
    wrapped: dict[UUID, object] = field(default_factory=dict, repr=False)
    keys: dict[UUID, bytes] = field(default_factory=dict, repr=False)


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current_actor() -> Actor | None:
    return _actor.get()


def current_person_id() -> int | None:
    actor = _actor.get()
    return actor and actor.person_id


@contextmanager
def acting_as(person, writes=False):
    """Run the block as `person`: their spaces are readable inside transactions.

    With `writes`, what they have asked to be erased is not carried out meanwhile; where
    it is at this moment, or all they wrote waits for it, nothing can be sealed.

    The database hears of it at the start of each outermost transaction (see
    `crossmentor.database`), or here when a transaction is already running. `None`
    stands for nobody: no confidential rows at all.
    """
    token = _actor.set(None if person is None else Actor(person.pk, writes))
    try:
        if connection.in_atomic_block:
            connection.set_person(current_person_id())
        yield
    except BaseException:
        _actor.reset(token)
        # A failed transaction takes no commands; its rollback forgets the person.
        with suppress(DatabaseError):
            _tell_database()
        raise
    else:
        _actor.reset(token)
        _tell_database()


def _tell_database():
    if connection.in_atomic_block and not connection.needs_rollback:
        connection.set_person(current_person_id())
