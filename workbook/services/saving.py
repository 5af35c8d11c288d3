"""Saves: appended, never refused, never over one another."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from spaces.services import own_space
from spaces.unopened import refuse_unopened
from workbook.digests import plain_digest
from workbook.models import Page, Revision, Shown


@dataclass(frozen=True)
class Saved:
    """What a save came to: `based_on` is what the next one builds upon.

    `digest` is of the text as it was read back from the database; `beside` counts the
    second versions that wait to be looked at.
    """

    page: Page
    revision: Revision
    based_on: UUID
    digest: str
    beside: int


@transaction.atomic
def write(*, author, page_id=None, exercise="", **text) -> Saved | None:
    """Save a goal by its id, or the answer to a prompt; made when it is new.

    None when that id is of somebody else. `text`: client_id, based_on, title, body.
    """
    own = own_space(author)
    if exercise:
        page, _made = Page.objects.get_or_create(
            author=author,
            exercise=exercise,
            kind=Page.Kind.EXERCISE,
            defaults={"space": own},
        )
        return save(page=page, **text)
    page = Page.objects.goals().written_by(author).filter(pk=page_id).first()
    if page is None:
        page = Page(pk=page_id, author=author, kind=Page.Kind.GOAL, space=own)
        try:
            with transaction.atomic():
                page.save(force_insert=True)
        except IntegrityError:
            # Another window was first, or it is not theirs and the database hides it.
            page = Page.objects.goals().written_by(author).filter(pk=page_id).first()
    return page and save(page=page, **text)


@transaction.atomic
def save(*, page: Page, client_id, based_on, title="", body="", chosen=False) -> Saved:
    """Append one revision; the same `client_id` again is the same revision.

    One that builds upon the head becomes the head. Any other becomes a second version
    beside it, and so do those that build upon that: nothing is overwritten or refused.
    Over a head that does not open goes only what its author has `chosen` to go on with.
    """
    page = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    revision = page.revisions.filter(client_id=client_id).first()
    if revision is None:
        title, body = _lines(title), _lines(body)
        follows = page.revisions.beside().filter(pk=based_on).first()
        readable = chosen or not page.unopened
        same = (
            readable
            and page.head is not None
            and (title, body) == (page.title, page.body)
        )
        current = readable and based_on == page.head
        revision = Revision.objects.create(
            page=page,
            author_id=page.author_id,
            space_id=page.space_id,
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
            return _answer(page, revision, based_on=page.head)
        if current:
            _advance(page, revision)
    return _answer(page, revision)


def _lines(text):
    """Line ends as the browser has them in its fields, not as a form sends them."""
    return text.replace("\r\n", "\n")


def _advance(page, revision):
    page.title, page.body, page.head = revision.title, revision.body, revision.pk
    page.changed_at = revision.saved_at
    page.save(update_fields=["title", "body", "head", "changed_at"])
    for shown in Shown.objects.by(page.author_id).filter(page=page):
        shown.title, shown.body = page.title, page.body
        shown.changed_at = page.changed_at
        shown.save(update_fields=["title", "body", "changed_at"])


def _answer(page, revision, based_on=None):
    kept = Revision.objects.get(pk=revision.pk)
    return Saved(
        page=page,
        revision=kept,
        based_on=based_on or kept.pk,
        digest=plain_digest(kept.title, kept.body),
        beside=page.revisions.beside().count(),
    )


@transaction.atomic
def settle(*, page: Page, chosen, client_id, based_on, title, body) -> Saved:
    """Go on with this text, having looked at the second versions `chosen` from.

    They stay in the history. It is a save like any other: when the page went on
    meanwhile, it becomes a second version itself.
    """
    saved = save(
        page=page,
        client_id=client_id,
        based_on=based_on,
        title=title,
        body=body,
        chosen=True,
    )
    seen = page.revisions.beside().filter(pk__in=chosen)
    _settle(seen.exclude(pk=saved.revision.pk))
    return _answer(saved.page, saved.revision, based_on=saved.based_on)


def _settle(revisions):
    for revision in revisions:
        revision.settled_at = timezone.now()
        revision.save(update_fields=["settled_at"])


@transaction.atomic
def restore(*, page: Page, revision: Revision) -> Saved:
    """Go on with an earlier text; what stood there stays in the history."""
    refuse_unopened(revision)
    page = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    return save(
        page=page,
        client_id=uuid4(),
        based_on=page.head,
        title=revision.title,
        body=revision.body,
        chosen=True,
    )
