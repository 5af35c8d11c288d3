"""A hand-made composition's way from an uploaded spreadsheet to a board."""

from datetime import timedelta
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.models import Composition, SheetImport
from boards.services.compositions import open_composition
from boards.services.steps import take_in
from boards.sheets import planning, reading
from people.web.typed import one_line, shortened
from spaces.errors import DomainError

# A file full of people is not kept for longer than it takes to decide.
KEPT = timedelta(days=30)


def take_in_sheet(*, programme, onto, by, file_name, content) -> SheetImport:
    """Keep what an uploaded file says; raises DomainError when it cannot be read."""
    return SheetImport.objects.create(
        programme=programme,
        onto=onto,
        uploaded_by=by,
        file_name=one_line(file_name)[-200:] or "-",
        content=reading.read_sheet(content),
    )


def plan_sheet(*, sheet) -> planning.SheetPlan:
    """What carrying it out would do at this moment; nothing is written."""
    return planning.make_plan(
        programme=sheet.programme, onto=board_of(sheet), **sheet.content
    )


def board_of(sheet) -> Composition | None:
    """The board to be replaced, unless it was published or deleted meanwhile."""
    onto = sheet.onto
    return onto if onto and not onto.published_at else None


@transaction.atomic
def carry_out_sheet(*, sheet, by, mark) -> Composition:
    """Put on a board what the preview with this mark showed; safe to do twice.

    Raises DomainError when it would become something else by now.
    """
    # Pressed twice at once: the second finds it made.
    sheet = (
        SheetImport.objects.select_for_update(of=["self"], no_key=True)
        .for_page()
        .get(pk=sheet.pk)
    )
    if sheet.made:
        return sheet.made
    plan = plan_sheet(sheet=sheet)
    if plan.mark != mark:
        raise DomainError(
            _("The people or the board have changed since this preview: look again.")
        )
    if not plan.board.columns:
        raise DomainError(_("There is no group to make: correct the file first."))
    composition = board_of(sheet) or open_composition(
        programme=sheet.programme,
        name=shortened(one_line(PurePath(sheet.file_name).stem), 120),
        by=by,
    )
    sheet.made = composition
    take_in(
        composition=composition, version=composition.version, by=by, target=plan.board
    )
    sheet.content = {}
    sheet.save(update_fields=["made", "content"])
    return sheet.made


def discard_sheet(*, sheet) -> None:
    sheet.delete()


def forget_sheets() -> None:
    """Throw away what nobody wanted."""
    SheetImport.objects.left_lying(timezone.now() - KEPT).delete()
