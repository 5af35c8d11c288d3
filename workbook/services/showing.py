"""Who reads a goal besides its author."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.errors import DomainError
from spaces.models import AuditEvent, Snapshot, Space
from spaces.services import give_snapshot, record
from workbook import readers
from workbook.models import Page, Shown
from workbook.places import places_of


@transaction.atomic
def show(*, page: Page, space_id) -> Shown:
    """Let the pair or the circle read a goal from now on, as it is and as it becomes.

    Raises DomainError when that is no place of the author's.
    """
    page = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    if page.archived_at:
        raise DomainError(_("Bring the goal back first, then show it."))
    if space_id not in places_of(page.author):
        raise DomainError(_("You can show it to your mentor or to your group."))
    shown, new = Shown.objects.get_or_create(
        page=page,
        space=Space(pk=space_id),
        defaults={
            "author": page.author,
            "title": page.title,
            "body": page.body,
            "changed_at": page.changed_at,
            "reached_at": page.reached_at,
        },
    )
    if new:
        record(AuditEvent.Verb.MOVED_IN, space_id)
    return shown


@transaction.atomic
def take_back(*, shown: Shown) -> None:
    """Nobody else reads it any more; the author's own page stays as it is."""
    space_id = shown.space_id
    shown.delete()
    record(AuditEvent.Verb.MOVED_OUT, space_id)


@transaction.atomic
def give(*, page: Page, head, reader, until) -> Snapshot:
    """Give one reader the goal as it reads in the revision `head`, until a date (R7).

    Raises DomainError when the page reads otherwise by now.
    """
    page = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    if page.head != head:
        raise DomainError(
            _("Your goal has changed meanwhile. Look once more at what you give.")
        )
    readers.check_reader(reader, page.author)
    readers.check_until(until)
    return give_snapshot(
        author=page.author,
        reader=reader,
        title=page.title,
        body=page.body,
        until=until,
    )
