"""A composition as a spreadsheet: one row for each person, to be read in again."""

from collections import Counter
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from boards.sheets.people import plain
from boards.sheets.pins import written, written_away
from programmes.models import Participation

WIDTHS = range(10, 48)
# Whoever types in a cell of this format types text, never a formula.
TEXT = "@"


def write_sheet(loaded, board, story) -> bytes:
    """An XLSX of a board; `loaded` knows everybody on it and in its pins."""
    return _workbook([_headings(), *SheetRows(loaded, board).of(story)])


def _headings() -> list[str]:
    return [
        _("Group of"),
        _("Role"),
        _("Name"),
        _("E-mail"),
        _("Employee number"),
        _("Team"),
        _("Discipline"),
        _("Needs, or helps with"),
        _("Fit"),
        _("Pins"),
        _("Reason to cross disciplines"),
        _("Remarks"),
    ]


class SheetRows:
    """The rows of a board: each mentor, then the mentees; then who has no group."""

    def __init__(self, loaded, board):
        self.loaded, self.board = loaded, board
        self.called = Counter(plain(p.person.bare_name) for p in loaded.mentors())

    def of(self, story):
        for group in story.groups:
            label = self._label(group.mentor)
            yield self._mentor(group.mentor, label, group.reason, group.broken)
            for card in group.cards:
                yield self._mentee(card, label)
        for card in story.unplaced:
            yield self._mentee(card)
        for mentor in story.idle:
            yield self._mentor(mentor)
        for key in self.board.away:
            yield self._mentor(self.loaded.participations[key], pins=written_away())

    def _label(self, mentor: Participation) -> str:
        """What to call a mentor's group, so that nobody else is meant."""
        person = mentor.person
        if self.called[plain(person.bare_name)] == 1:
            return person.bare_name
        return f"{person.bare_name} ({person.email})"

    def _mentor(self, part, label="", reason="", broken=(), pins="") -> list[str]:
        helps = self.loaded.expertise(str(part.pk))
        return self._row(part, label, helps, "", pins, reason, broken)

    def _mentee(self, card, label="") -> list[str]:
        remarks = [*card.broken]
        if card.reason:
            remarks += [card.reason.why, card.reason.help]
        fit = str(card.fit.words) if card.fit else ""
        pins = self._pins(card.key)
        return self._row(card.participation, label, card.needs, fit, pins, "", remarks)

    def _pins(self, mentee) -> str:
        parts = self.loaded.participations
        return written(
            (self._label(parts[mentor]), kind)
            for (key, mentor), kind in (
                (pair.split(":"), kind) for pair, kind in self.board.pins.items()
            )
            if key == mentee
        )

    def _row(self, part, label, topics, fit, pins, reason, remarks) -> list[str]:
        person = part.person
        return [
            label,
            part.get_role_display(),
            person.bare_name,
            person.email,
            person.employee_number,
            person.team.name if person.team else "",
            person.discipline.name if person.discipline else "",
            ", ".join(topics),
            fit,
            pins,
            " ".join(reason.split()),
            " ".join(remarks),
        ]


def _workbook(rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Groups"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, width in enumerate(widths, 1):
        letter = get_column_letter(number)
        width = max(WIDTHS[0], min(width + 2, WIDTHS[-1]))
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(rows)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, row in enumerate(rows):
        sheet.append([_text(sheet, value, bold=not number) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(sheet, value, *, bold):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    # A name that begins with an equals sign stays a name.
    cell.data_type = "s"
    cell.number_format = TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell
