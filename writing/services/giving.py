"""A copy of a text for one reader, until a date: the writer's own request (R7)."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from reminders.services import post
from spaces.errors import DomainError
from spaces.models import AuditEvent, Space
from spaces.sealing import CannotOpen
from spaces.services import open_space, record, record_all
from writing import readers
from writing.models import Snapshot, Text


@transaction.atomic
def give_text(*, text: Text, head, reader, until) -> Snapshot:
    """Give one reader the text as it reads in the revision `head`, until a date.

    Raises DomainError when it reads otherwise by now, for a reader of elsewhere, and
    for a date that cannot be.
    """
    # The reader gets what its giver looked at, and not what another window saves now.
    text = Text.objects.select_for_update(no_key=True).get(pk=text.pk)
    if text.head != head:
        raise DomainError(
            _("Your text has changed meanwhile. Look once more at what you give.")
        )
    readers.check_reader(reader, text.author)
    readers.check_until(until)
    return give_words(
        author=text.author,
        reader=reader,
        title=text.title or str(text.heading),
        body=text.told,
        until=until,
        of=text,
    )


@transaction.atomic
def give_words(
    *, author, reader, title: str, body: str, until, of: Text | None = None
) -> Snapshot:
    """Give one reader these words of `author`, who acts, until a date.

    The reader is told by mail, with the name of the author only. `of` is the text from
    which they come.
    """
    space = open_space(
        kind=Space.Kind.SHARED, members=[author, reader], owner=author, until=until
    )
    snapshot = Snapshot.objects.create(
        space=space, author=author, title=title, body=body
    )
    record(AuditEvent.Verb.SHARED, space.pk, person=reader, text_id=of and of.pk)
    post(
        person=reader,
        kind="writing.given",
        object_id=space.pk,
        link=snapshot.get_absolute_url(),
        context={"author": author.full_name, "until": until.isoformat()},
    )
    return snapshot


@transaction.atomic
def revoke(*, snapshot: Snapshot) -> None:
    """Take back what was given away: the copy and its key are deleted.

    What another window took back meanwhile is taken back. Raises CannotOpen for what
    is not the actor's.
    """
    space_id = snapshot.space_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT spaces_revoke(%s)", [space_id])
        (gone,) = cursor.fetchone()
    if gone:
        record(AuditEvent.Verb.REVOKED, space_id)
    elif Snapshot.objects.filter(pk=snapshot.pk).exists():
        raise CannotOpen("Only the giver takes back, and only what was given.")


@transaction.atomic
def expire() -> int:
    """Delete what was given away until a day that has passed; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT spaces_expire()")
        gone = [row[0] for row in cursor.fetchall()]
    record_all(AuditEvent.Verb.EXPIRED, gone)
    return len(gone)
