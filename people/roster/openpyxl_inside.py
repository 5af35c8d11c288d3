"""What the import uses of the inside of openpyxl, all in one file.

Of version 3.1.5, which `requirements/base.txt` pins. With another one: see that these
names are there still, and run `tests/people/roster/`, which reads real files.
"""

import re
from xml.etree.ElementTree import SubElement, iterparse

from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    MergeCells,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

ZEROS = re.compile(r"0{2,15}$")


class RowParser(WorkSheetParser):
    """Reads rows and merged cells only, with the fast parser of the language."""

    def parse(self):
        for _event, element in iterparse(self.source):  # noqa: S314
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                self.merged_cells = MergeCells.from_tree(element)

    def parse_cell(self, element):
        inline = element.find(INLINE_STRING)
        if inline is not None:
            # As if it were the text that a formula gave: the slow way is left out.
            SubElement(element, VALUE_TAG).text = text_of(inline)
            element.set("t", "str")
        cell = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        cell["is_formula"] = formula is not None
        if formula is not None and not has_kept(element, cell):
            cell["value"], cell["data_type"] = f"={formula.text or ''}", "f"
        return cell


def has_kept(element, cell) -> bool:
    """Whether whoever saved the file kept what the formula gave, be it no text."""
    is_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
    return is_text or cell["value"] is not None


TEXT = f"{{{SHEET_MAIN_NS}}}t"


RUN = f"{{{SHEET_MAIN_NS}}}r"


ITEM = f"{{{SHEET_MAIN_NS}}}si"


def text_of(item) -> str:
    """Return the text of a string in any formatting, without its pronunciation."""
    parts = [item.findtext(TEXT) or ""]
    parts += [run.findtext(TEXT) or "" for run in item.iterfind(RUN)]
    return "".join(parts)


def zero_formats(workbook) -> dict[int, int]:
    """Return how many digits a number shows, for styles like 000000."""
    return {
        index: len(style_format)
        for index, style in enumerate(workbook._cell_styles)
        if (style_format := number_format(workbook, style.numFmtId))
        and ZEROS.match(style_format)
    }


def number_format(workbook, number) -> str:
    own = number - 164
    formats = workbook._number_formats
    return formats[own] if 0 <= own < len(formats) else ""


def rows_of(source, reader) -> RowParser:
    """What reads the rows of a sheet, as the workbook in `reader` says of its dates."""
    return RowParser(
        source,
        reader.shared_strings,
        data_only=True,
        epoch=reader.wb.epoch,
        date_formats=reader.wb._date_formats,
        timedelta_formats=reader.wb._timedelta_formats,
    )
