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
    wrapped: dict[UUID, object] = field(default_factory=dict, repr=False)
    keys: dict[UUID, bytes] = field(default_factory=dict, repr=False)


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current_actor() -> Actor | None:
    return _actor.get()


def current_person_id() -> int | None:
    actor = _actor.get()
    return actor and actor.person_id


@contextmanager
def acting_as(person):
    """Run the block as `person`: their spaces are readable inside transactions.

    The database hears of it at the start of each outermost transaction (see
    `crossmentor.database`), or here when a transaction is already running. `None`
    stands for nobody: no confidential rows at all.
    """
    token = _actor.set(None if person is None else Actor(person.pk))
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
