"""Reading an .xlsx or .xlsm without trusting it: bounded in size, no entities."""

import io
import logging
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import iterparse
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from people.roster.archive import CHUNK, Archive
from people.roster.openpyxl_inside import ITEM, rows_of, text_of, zero_formats
from people.roster.problems import FileRefused
from people.roster.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    CellError,
    Formula,
    Row,
    Sheet,
    is_blank,
    trimmed,
)

logger = logging.getLogger(__name__)

# A workbook has ten parts and one for each sheet: so many are no workbook.
MAX_MEMBERS = 2000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_excel(content: bytes) -> list[Sheet]:
    with Archive(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if len(names) > MAX_MEMBERS:
            raise FileRefused("bomb")
        refuse_other_kinds(archive, names)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return read_sheets(archive, content)
        except DefusedXmlException:
            raise FileRefused("entities") from None
        except FileRefused:
            raise
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
            raise FileRefused("damaged") from None
        except Exception as error:
            # The library has no one error for what it cannot make sense of.
            logger.info("A workbook could not be read: %s", type(error).__name__)
            raise FileRefused("damaged") from None


def refuse_other_kinds(archive, names):
    if any(name.lower() == "xl/workbook.bin" for name in names):
        raise FileRefused("old_format", kind="xlsb")
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
        raise FileRefused("old_format", kind="ods")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise FileRefused("old_format", kind="numbers")
    for folder, kind in (("word/", "word"), ("ppt/", "slides")):
        if any(name.startswith(folder) for name in names):
            raise FileRefused("not_a_spreadsheet", kind=kind)
    if "[Content_Types].xml" not in names:
        raise FileRefused("not_a_spreadsheet", kind="zip")


def read_sheets(archive, content) -> list[Sheet]:
    reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
    reader.archive.close()
    reader.archive = archive
    reader.read_manifest()
    reader.shared_strings = shared_texts(archive, reader.package)
    reader.read_workbook()
    apply_stylesheet(archive, reader.wb)
    formats = zero_formats(reader.wb)
    sheets = []
    for sheet, rel in reader.parser.find_sheets():
        if sheet.state != "visible" or "worksheet" not in rel.Type:
            continue
        if rel.target not in reader.valid_files:
            continue
        refuse_doctype(archive, rel.target)
        with archive.open(rel.target) as source:
            rows = read_rows(rows_of(source, reader), formats)
        sheets.append(Sheet(sheet.name, rows, reader.wb.epoch))
    if not sheets:
        raise FileRefused("damaged")
    return sheets


def shared_texts(archive, package) -> list[str]:
    part = package.find(SHARED_STRINGS)
    if part is None:
        return []
    name = part.PartName.lstrip("/")
    refuse_doctype(archive, name)
    texts = []
    with archive.open(name) as source:
        for _event, element in iterparse(source):  # noqa: S314
            if element.tag == ITEM:
                texts.append(text_of(element))
                element.clear()
    return texts


def refuse_doctype(archive, name):
    """Raise FileRefused for a part with a document type: where entities are made."""
    parser, begun = expat.ParserCreate(), []

    def refuse(*_declaration):
        raise FileRefused("entities")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda *_element: begun.append(True)
    with archive.open(name) as source:
        while not begun and (chunk := source.read(CHUNK)):
            parser.Parse(chunk)


def read_rows(parser, formats) -> list[Row]:
    rows, last, first = [], 0, None
    for number, cells in parser.parse():
        if number <= last:
            raise FileRefused("rows_out_of_order", row=number)
        last = number
        values, formulas = [], set()
        for cell in cells:
            value = plain(cell, formats)
            if is_blank(value):
                continue
            column = cell["column"] - 1
            if column >= MAX_COLUMNS:
                raise FileRefused("too_many_columns", row=number, limit=MAX_COLUMNS)
            values.extend([None] * (column + 1 - len(values)))
            values[column] = value
            if cell["is_formula"] and not isinstance(value, Formula):
                formulas.add(column)
        if values := trimmed(values):
            first = first or number
            if number - first > MAX_ROWS + 50:
                raise FileRefused("too_many_rows", row=number, limit=MAX_ROWS)
            rows.append(Row(number, values, formulas=frozenset(formulas)))
    fill_merged(rows, parser.merged_cells)
    return [mark_hidden(row, parser.row_dimensions) for row in rows]


def plain(cell, formats):
    value, kind = cell["value"], cell["data_type"]
    if kind == "f":
        return Formula(value)
    if kind == "e":
        return CellError(str(value))
    if isinstance(value, str):
        return ESCAPED.sub(unescaped, value)
    if isinstance(value, bool | date | datetime | time | timedelta):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and (digits := formats.get(cell["style_id"])):
        return str(value).zfill(digits)
    return value


def unescaped(match) -> str:
    """Return what Excel writes as _x0007_; half of a pair stands for nothing."""
    code = int(match[1], 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def fill_merged(rows, merged):
    """Write the text of cells merged from top to bottom in each of their rows."""
    if merged is None:
        return
    by_number = {row.number: row for row in rows}
    for span in merged.mergeCell:
        top = by_number.get(span.min_row)
        column = span.min_col - 1
        if span.max_row == span.min_row or top is None or column >= len(top.cells):
            continue
        for number in range(span.min_row + 1, min(span.max_row, rows[-1].number) + 1):
            if row := by_number.get(number):
                row.cells.extend([None] * (column + 1 - len(row.cells)))
                row.cells[column] = top.cells[column]


def mark_hidden(row, dimensions) -> Row:
    hidden = dimensions.get(str(row.number), {}).get("hidden") in ("1", "true")
    return row._replace(hidden=True) if hidden else row
