"""A composition as a spreadsheet: one row for each mentee."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell


def write(story) -> bytes:
    """An XLSX of a board's story; every cell is text or a number, never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Groups"))
    sheet.freeze_panes = "A2"
    rows = [[_("Mentor"), _("Mentee"), _("Email"), _("Team"), _("Discipline")]]
    for group in story.groups:
        rows += [_row(group.mentor, card) for card in group.cards]
        if not group.cards:
            rows.append([group.mentor.person.full_name, "", "", "", ""])
    rows += [_row(None, card) for card in story.unplaced]
    for row in rows:
        sheet.append([_text(sheet, value) for value in row])
    found = BytesIO()
    book.save(found)
    return found.getvalue()


def _row(mentor, card) -> list[str]:
    person = card.participation.person
    lead = mentor.person.full_name if mentor else ""
    about = [str(part or "") for part in (person.team, person.discipline)]
    return [lead, person.full_name, person.email, *about]


def _text(sheet, value):
    cell = WriteOnlyCell(sheet, value)
    # A name that begins with an equals sign stays a name.
    cell.data_type = "s"
    return cell
