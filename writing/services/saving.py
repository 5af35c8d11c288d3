"""Saves: appended, never refused, never over one another."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from spaces.unopened import refuse_unopened
from writing.digests import plain_digest
from writing.kinds import kinds
from writing.models import Revision, Shown, Text
from writing.services.texts import start_text


@dataclass(frozen=True)
class Saved:
    """What a save came to: `based_on` is what the next one builds upon.

    `digest` is of the text as it was read back from the database; `beside` counts the
    second versions that wait to be looked at.
    """

    text: Text
    revision: Revision
    based_on: UUID
    digest: str
    beside: int


@transaction.atomic
def write(*, kind: str, key: str, by, **typed) -> Saved | None:
    """Save the text of that kind and key where `by`, who acts, writes it.

    It is made when it is new; None when it is not theirs to write. `typed`: client_id,
    based_on, title, body.
    """
    known = kinds().get(kind)
    place = known and known.place(by, key)
    if place is None:
        return None
    text = start_text(kind=kind, author=by, space=place.space, key=key, pk=place.pk)
    return text and save(text=text, by=by, **typed)


@transaction.atomic
def save(
    *, text: Text, by, client_id, based_on, title="", body="", chosen=False
) -> Saved:
    """Append one revision; the same `client_id` again is the same revision.

    One that builds upon the head becomes the head. Any other becomes a second version
    beside it, and so do those that build upon that: nothing is overwritten or refused.
    Over a head that does not open goes only what its author has `chosen` to go on with.
    """
    text = Text.objects.select_for_update(no_key=True).get(pk=text.pk)
    revision = text.revisions.filter(client_id=client_id).first()
    if revision is None:
        title, body = _lines(title), _lines(body)
        follows = text.revisions.beside().filter(pk=based_on).first()
        readable = chosen or not text.unopened
        same = (
            readable
            and text.head is not None
            and (title, body) == (text.title, text.body)
        )
        current = readable and based_on == text.head
        revision = Revision.objects.create(
            text=text,
            author=by,
            space_id=text.space_id,
            client_id=client_id,
            based_on=based_on,
            title=title,
            body=body,
            second_version=not (current or same),
        )
        if follows:
            _settle([follows])
        if same:
            # Nothing new: other windows go on from the head that they know.
            return _answer(text, revision, based_on=text.head)
        if current:
            _advance(text, revision)
    return _answer(text, revision)


def is_typed(*, text: Text | None, based_on, title="", body="", **_more) -> bool:
    """Whether this is another text than the revision `based_on`, which a page showed."""
    shown = text and text.revisions.filter(pk=based_on).first()
    known = (shown.title, shown.body) if shown else ("", "")
    return (_lines(title), _lines(body)) != known


def _lines(text):
    """Line ends as the browser has them in its fields, not as a form sends them."""
    return text.replace("\r\n", "\n")


def _advance(text, revision):
    text.title, text.body, text.head = revision.title, revision.body, revision.pk
    text.changed_at = revision.saved_at
    text.save(update_fields=["title", "body", "head", "changed_at"])
    for shown in Shown.objects.by(text.author_id).of(text):
        shown.title, shown.body = text.title, text.body
        shown.changed_at = text.changed_at
        shown.save(update_fields=["title", "body", "changed_at"])


def _answer(text, revision, based_on=None):
    kept = Revision.objects.get(pk=revision.pk)
    return Saved(
        text=text,
        revision=kept,
        based_on=based_on or kept.pk,
        digest=plain_digest(kept.title, kept.body),
        beside=text.revisions.beside().count(),
    )


@transaction.atomic
def settle(*, text: Text, by, chosen, client_id, based_on, title, body) -> Saved:
    """Go on with this text, having looked at the second versions `chosen` from.

    They stay in the history. It is a save like any other: when the text went on
    meanwhile, it becomes a second version itself.
    """
    saved = save(
        text=text,
        by=by,
        client_id=client_id,
        based_on=based_on,
        title=title,
        body=body,
        chosen=True,
    )
    seen = text.revisions.beside().filter(pk__in=chosen)
    _settle(seen.exclude(pk=saved.revision.pk))
    return _answer(saved.text, saved.revision, based_on=saved.based_on)


def _settle(revisions):
    for revision in revisions:
        revision.settled_at = timezone.now()
        revision.save(update_fields=["settled_at"])


@transaction.atomic
def restore(*, text: Text, by, revision: Revision) -> Saved:
    """Go on with an earlier text; what stood there stays in the history."""
    refuse_unopened(revision)
    text = Text.objects.select_for_update(no_key=True).get(pk=text.pk)
    return save(
        text=text,
        by=by,
        client_id=uuid4(),
        based_on=text.head,
        title=revision.title,
        body=revision.body,
        chosen=True,
    )
