"""Reading CSV as Excel, payroll systems and people write it."""

import codecs
import csv
import io
import re

from people.roster.headers import recognised
from people.roster.problems import FileRefused
from people.roster.table import MAX_COLUMNS, MAX_ROWS, Row, Sheet, trimmed

DELIMITERS = ";,\t|"
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SAMPLE = 60

csv.field_size_limit(1_000_000)


def read_csv(content: bytes) -> Sheet:
    """Return the one sheet of a CSV file; rows are numbered as Excel shows them."""
    text = decode(content)
    refuse_other_kinds(text)
    first_line = text.split("\n", 1)[0] + "\n"
    named = SEPARATOR_LINE.fullmatch(first_line)
    if named and len(text) > len(first_line):
        # Excel swallows this line: what follows is its row 1.
        text = text[len(first_line) :]
    delimiter = named[1] if named else find_delimiter(text)
    return Sheet("CSV", list(read_rows(text, delimiter)))


def decode(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-16":
                    raise FileRefused("odd_characters") from None
                content = content.removeprefix(mark)
    if encoding := wide(content):
        return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # Rows of several systems that somebody put together: each as it was written.
        return "".join(map(decode_line, content.splitlines(keepends=True)))


def decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        # Where this guess is wrong, the row that shows it is refused.
        return line.decode("cp1252", "replace")


def wide(content: bytes) -> str:
    """Return the encoding of text in two bytes a character without a mark."""
    sample = content[:2000]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > len(sample) * 0.3 and even < odd / 10:
        return "utf-16-le"
    if even > len(sample) * 0.3 and odd < even / 10:
        return "utf-16-be"
    return ""


def refuse_other_kinds(text: str):
    start = text[:500].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<table", "<body", "<head")):
        raise FileRefused("not_a_spreadsheet", kind="html")
    if start.startswith("<?xml"):
        raise FileRefused("not_a_spreadsheet", kind="xml")
    if start.startswith(('{"', "[{", "{\n", "[\n")):
        raise FileRefused("not_a_spreadsheet", kind="json")
    sample = text[:20_000]
    odd = len(CONTROLS.findall(sample)) + sample.count("\ufffd")
    if odd > 3 and odd > len(sample) / 50:
        raise FileRefused("not_a_spreadsheet", kind="binary")


def find_delimiter(text: str) -> str:
    """Return the delimiter by which most column names are recognised."""
    lines = []
    for line in io.StringIO(text, newline=""):
        lines.append(line)
        if len(lines) == SAMPLE:
            break

    def score(delimiter):
        rows = list(csv.reader(lines, delimiter=delimiter))
        fields = max((recognised(row) for row in rows), default=0)
        widths = [len(row) for row in rows if len(row) > 1]
        return fields, len(widths), -DELIMITERS.index(delimiter)

    return max(DELIMITERS, key=score)


def read_rows(text: str, delimiter: str):
    lines = Recorded(io.StringIO(text, newline=""))
    records = csv.reader(lines, delimiter=delimiter)
    number, first, width = 0, None, 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error:
            raise FileRefused("open_quote", row=number + 1) from None
        number += 1
        raw = lines.take()
        torn = '"' in raw and is_torn(raw, delimiter)
        if torn and (parts := paired(raw, delimiter)):
            record, torn = parts, False
        if torn and len(raw.splitlines()) > 1:
            raise FileRefused("open_quote", row=number)
        if len(raw.splitlines()) > 1 and swallowed(record, delimiter, width):
            raise FileRefused("open_quote", row=number)
        cells = trimmed(record)
        if not cells:
            continue
        first = first or number
        if number - first > MAX_ROWS + 50:
            raise FileRefused("too_many_rows", row=number, limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            raise FileRefused("too_many_columns", row=number, limit=MAX_COLUMNS)
        width = max(width, len(record))
        yield Row(number, cells, torn=torn)


class Recorded:
    """Lines that remember what was read of them."""

    def __init__(self, lines):
        self.lines, self.seen = lines, []

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self.lines)
        self.seen.append(line)
        return line

    def take(self) -> str:
        text, self.seen = "".join(self.seen), []
        return text


def is_torn(raw: str, delimiter: str) -> bool:
    """Whether the quotes of a record do not pair, which the reader would guess at."""
    try:
        list(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def paired(raw: str, delimiter: str) -> list[str]:
    """The cells of a line in which the quotes of each pair; [] where they do not."""
    parts = raw.rstrip("\r\n").split(delimiter)
    if "\n" in raw.strip() or any(part.count('"') % 2 for part in parts):
        return []
    return [without_quotes(part.strip()) for part in parts]


def without_quotes(part: str) -> str:
    """What stands between the quotes around a cell; those within it are its text."""
    if not (len(part) > 1 and part[0] == part[-1] == '"'):
        return part
    inner = part[1:-1].replace('""', '"')
    before, quote, _after = inner.partition('"')
    # "Anna" and "Bob" opens and closes twice; "Anna "Ans" Maria" has a name in quotes.
    return part if quote and before and not before[-1].isspace() else inner


def swallowed(record, delimiter, width) -> bool:
    """Whether a quoted text of several lines holds other rows, whole or in part."""
    return any(
        holds_rows(cell.splitlines(), delimiter, width)
        for cell in record
        if "\n" in cell or "\r" in cell
    )


def holds_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether the lines of a cell have as many delimiters as rows would, or nearly."""
    counts = [line.count(delimiter) for line in lines]
    if any(count >= width - 1 > 1 for count in counts):
        return True
    has_address = any("@" in line for line in lines)
    return has_address and 2 * sum(counts) > (len(lines) - 1) * (width - 1)
