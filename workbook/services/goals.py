"""What becomes of a learning goal."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from spaces.unopened import refuse_unopened
from workbook.models import Page, Shown
from workbook.services.saving import write
from workbook.services.showing import take_back


@transaction.atomic
def make_goal(*, author, page_id, answer: Page) -> Page | None:
    """A learning goal out of the answer to an exercise; once for each `page_id`."""
    refuse_unopened(answer)
    lines = answer.body.strip().splitlines() or [""]
    title = Truncator(lines[0].strip()).chars(100)
    body = answer.body.strip() if title != answer.body.strip() else ""
    made = Page.objects.written_by(author).filter(pk=page_id).first()
    if made is None:
        saved = write(
            author=author,
            page_id=page_id,
            client_id=uuid4(),
            based_on=None,
            title=title,
            body=body,
        )
        made = saved and saved.page
    return made


@transaction.atomic
def reach(*, page: Page) -> Page:
    return _mark(page, timezone.now())


@transaction.atomic
def unreach(*, page: Page) -> Page:
    return _mark(page, None)


def _mark(page, moment):
    page.reached_at = moment
    page.save(update_fields=["reached_at"])
    Shown.objects.by(page.author_id).filter(page=page).update(reached_at=moment)
    return page


@transaction.atomic
def put_away(*, page: Page) -> Page:
    """Out of the list, and taken back from whoever could read it."""
    for shown in page.shown.all():
        take_back(shown=shown)
    page.archived_at = timezone.now()
    page.save(update_fields=["archived_at"])
    return page


@transaction.atomic
def bring_back(*, page: Page) -> Page:
    """Into the list again, for the author only."""
    page.archived_at = None
    page.save(update_fields=["archived_at"])
    return page
