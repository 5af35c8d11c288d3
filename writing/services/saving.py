"""Saves: appended, never refused, never over one another."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from spaces.errors import DomainError
from spaces.models import OwnErasure
from spaces.unopened import NotSaved, refuse_unopened, refuse_while_erased
from writing.digests import plain_digest
from writing.models import Revision, Shown, Text
from writing.services.texts import text_to_write


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
def write_text(*, kind: str, key: str, by, **typed) -> Saved | None:
    """Save the text of that kind and key where `by`, who acts, writes it.

    It is made when it is new; None when it is not theirs to write. `typed`: client_id,
    based_on, after, title, body. Raises ErasedMeanwhile.
    """
    refuse_while_erased()
    text = text_to_write(kind=kind, key=key, by=by)
    if text and _is_erased(text, typed.get("based_on"), by):
        raise ErasedMeanwhile
    return text and save(text=text, by=by, **typed)


class ErasedMeanwhile(DomainError):
    """What a page or a device sends builds upon a version that its writer erased.

    Words of before do not come back: not by a window that was open, nor by another device.
    Nor is anything saved of a text that waits to be erased: it would go along.
    """

    def __init__(self):
        super().__init__(
            _(
                "You have this text erased, so nothing is added to it. What you typed is "
                "on this page still: copy what you want to write somewhere else."
            )
        )


def refuse_erasing(text) -> None:
    """Raise ErasedMeanwhile when something is to be made of a text that waits for it.

    The text came `with_erasing`.
    """
    if text.erasing_at:
        raise ErasedMeanwhile


def _is_erased(text, based_on, by) -> bool:
    """Whether the version is none of the text any more, since `by` erased.

    Of who never erased it was lost with a database that was put back: what they typed
    since is all that there is of it.
    """
    if not based_on or text.revisions.at(based_on):
        return False
    return OwnErasure.objects.of(by).done().exists()


@transaction.atomic
def save(
    *, text: Text, by, client_id, based_on, after=None, title="", body="", chosen=False
) -> Saved:
    """Append one revision; the same `client_id` again is the same revision.

    One that builds upon the head becomes the head. Any other becomes a second version
    beside it, and so do those that build upon that: nothing is overwritten or refused.
    `after` is the client id of a save of the same window that nobody has answered yet:
    whichever of the two arrives first, one window makes no second version of its own.
    Over a head that does not open goes only what its author has `chosen` to go on with.
    Raises ErasedMeanwhile.
    """
    refuse_while_erased()
    # What a save builds upon is decided one at a time: two cannot both become the head.
    text = Text.objects.with_erasing().select_for_update(no_key=True).get(pk=text.pk)
    refuse_erasing(text)
    if known := text.revisions.sent_as(client_id):
        return _answer(text, known, based_on=_goes_on_from(text, known))
    before = text.revisions.sent_as(after)
    if before:
        based_on = _goes_on_from(text, before)
    title, body = _lines(title), _lines(body)
    overtaken = text.revisions.sent_after(client_id)
    readable = chosen or not text.unopened
    same = (
        readable and text.head is not None and (title, body) == (text.title, text.body)
    )
    current = readable and based_on == text.head and not overtaken
    follows = text.revisions.beside().filter(pk=based_on).first()
    revision = Revision.objects.create(
        text=text,
        author=by,
        space_id=text.space_id,
        client_id=client_id,
        after=after,
        based_on=text.head if same else based_on,
        title=title,
        body=body,
        second_version=not (current or same or overtaken),
    )
    if follows and not overtaken:
        _settle([follows])
    if current and not same:
        advance(text, revision)
    return _answer(text, revision, based_on=_goes_on_from(text, revision))


def _goes_on_from(text, revision) -> UUID:
    """What the window of a save builds upon next.

    That is the save itself, unless it said nothing new, which the head that it found
    had said before; or a later save of the same window was here first.
    """
    if later := text.revisions.sent_after(revision.client_id):
        return later.pk
    base = text.revisions.at(revision.based_on)
    if base and not revision.second_version and _is_same(base, revision):
        return base.pk
    return revision.pk


def _is_same(one, other) -> bool:
    return (one.title, one.body) == (other.title, other.body) and not one.unopened


def is_typed(*, text: Text | None, based_on, title="", body="", **_more) -> bool:
    """Whether this is another text than the revision `based_on`, which a page showed,
    and than the one that stands there now."""
    shown = text and text.revisions.at(based_on)
    known = [(shown.title, shown.body) if shown else ("", "")]
    if text and text.head:
        known.append((text.title, text.body))
    return (_lines(title), _lines(body)) not in known


def _lines(text):
    """Line ends as the browser has them in its fields, not as a form sends them."""
    return text.replace("\r\n", "\n")


def advance(text, revision) -> None:
    """Have the text say what the revision says, and its copies too."""
    text.title, text.body, text.head = revision.title, revision.body, revision.pk
    text.changed_at = revision.saved_at
    text.save(update_fields=["title", "body", "head", "changed_at"])
    for shown in Shown.objects.by(text.author_id).of(text).with_words():
        shown.follow(text)
        shown.save(update_fields=["title", "body", "changed_at"])


def _answer(text, revision, based_on):
    """Raises NotSaved where the database does not give back what it was given."""
    kept = Revision.objects.get(pk=revision.pk)
    if kept.unopened:
        raise NotSaved(_("What you wrote could not be read back, so it is not saved."))
    return Saved(
        text=text,
        revision=kept,
        based_on=based_on,
        digest=plain_digest(kept.title, kept.body),
        beside=text.revisions.beside().count(),
    )


@transaction.atomic
def settle_versions(*, text: Text, by, chosen, **typed) -> Saved:
    """Go on with this text, having looked at the second versions `chosen` from.

    They stay in the history. `typed`: what `save` takes. It is a save like any other:
    when the text went on meanwhile, it becomes a second version itself.
    """
    saved = save(text=text, by=by, chosen=True, **typed)
    second_versions = text.revisions.beside().filter(pk__in=chosen)
    _settle(second_versions.exclude(pk=saved.revision.pk))
    return _answer(saved.text, saved.revision, based_on=saved.based_on)


def _settle(revisions):
    for revision in revisions:
        revision.settled_at = timezone.now()
        revision.save(update_fields=["settled_at"])


@transaction.atomic
def restore(*, text: Text, by, revision: Revision) -> Saved:
    """Go on with an earlier text; what stood there stays in the history."""
    refuse_unopened(revision)
    # It goes on from the head of this moment, also when another window saves one now.
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
