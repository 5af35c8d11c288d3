"""Opening and leaving spaces."""

import os
from uuid import uuid4

from django.db import IntegrityError, connection, transaction

from spaces.acting import current_actor
from spaces.keys import forget_keys
from spaces.keys import texts_lie_in as texts_lie_in
from spaces.models import AuditEvent, Space
from spaces.sealing import SpaceFacts, wrap


def open_space(*, kind, members, owner=None, until=None) -> Space:
    """Open a space with all the members it will ever have (design, invariant 1).

    The one who opens it need not be a member: a coordinator opens the spaces of a group
    and cannot read them. Raises a database error when the members do not fit the kind.
    """
    return _open([(Space(kind=kind, owner=owner, until=until), members)])[0]


def open_spaces(wanted) -> list[Space]:
    """Open a space for each pair of a kind and its members, all in one go."""
    return _open((Space(kind=kind), members) for kind, members in wanted)


@transaction.atomic
def _open(wanted) -> list[Space]:
    spaces, rows = [], []
    for space, members in wanted:
        space.pk = uuid4()
        people = sorted({member.pk for member in members})
        kept = (space.pk, str(space.kind), space.owner_id, space.until)
        master, wrapped = wrap(SpaceFacts(*kept, tuple(people)), os.urandom(32))
        rows.append((*kept, people, master, bytes(wrapped)))
        spaces.append(space)
    with connection.cursor() as cursor:
        cursor.executemany("SELECT spaces_open(%s, %s, %s, %s, %s, %s, %s)", rows)
    forget_keys()
    record_all(AuditEvent.Verb.OPENED, [space.pk for space in spaces])
    return spaces


@transaction.atomic
def own_space(person) -> Space:
    """The own space of `person`, who acts; opened when it is first needed."""
    mine = Space.objects.filter(kind=Space.Kind.OWN, owner=person)
    if space := mine.first():
        return space
    try:
        with transaction.atomic():
            return open_space(kind=Space.Kind.OWN, members=[person], owner=person)
    except IntegrityError:
        # Two windows wrote their first text at the same moment.
        return mine.get()


@transaction.atomic
def leave_space(*, space_id, person) -> None:
    """End a membership of a pair or a circle, for good; without one nothing happens.

    Who may end another's, a mentor or a coordinator by ending a seat, is decided by
    the caller. The database holds only that nobody gains by it: seats and roles lie
    in open tables of the rooms above, which whoever speaks as the web role writes, so
    that a look at them in `spaces_leave` would promise more than it holds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT spaces_leave(%s, %s)", [space_id, person.pk])
        [was_there] = cursor.fetchone()
    if not was_there:
        return
    forget_keys()
    record(AuditEvent.Verb.LEFT, space_id, person=person)


def record(verb, space_id, person=None, text_id=None):
    """Write the audit trail: who did what to which space, never what it holds.

    `text_id` says which text it is about, which who may not read it cannot look up.
    """
    record_all(verb, [space_id], person, text_id)


def record_all(verb, space_ids, person=None, text_id=None):
    actor = current_actor()
    AuditEvent.objects.bulk_create(
        AuditEvent(
            verb=verb,
            space_id=space_id,
            actor_id=actor and actor.person_id,
            person=person,
            text_id=text_id,
        )
        for space_id in space_ids
    )


@transaction.atomic
def unopen(space_ids) -> None:
    """Take back spaces that were opened within the hour and that nobody used.

    Raises IntegrityError when anything, of whichever kind, lies in one of them.
    """
    ids = list(space_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT spaces_unopen(%s::uuid[])", [ids])
    record_all(AuditEvent.Verb.REVOKED, ids)
