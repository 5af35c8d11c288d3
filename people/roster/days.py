"""The date of one cell: from what HR wrote to what is meant, or CellRefused."""

import re
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from people.roster.problems import CellRefused
from people.roster.values import PLACEHOLDERS, cleaned
from people.web.typed import one_line

EARLIEST = date(1940, 1, 1)
MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januari jan january",
            "februari feb february",
            "maart mrt march mar maa",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
WEEKDAY = re.compile(r"([a-z]{2,9})\.?,?\s+(?=\d{1,2}\D)", re.I)
SLASHED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")


def reads_month_first(values) -> tuple[bool, bool]:
    """Return whether dates in a column have the month first, and whether some mix."""
    day_first = month_first = False
    for value in values:
        if isinstance(value, str) and (match := SLASHED.match(one_line(value))):
            first, second = int(match[1]), int(match[2])
            day_first |= first > 12
            month_first |= second > 12 >= first
    return month_first and not day_first, month_first and day_first


def day(value, cell: str, *, epoch=WINDOWS_EPOCH, month_first=False, last=False):
    """Return the date of a cell, or None; `last`: of a bare month its last day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | time | timedelta):
        raise CellRefused("invalid_date", cell=cell, text=str(value))
    if isinstance(value, int | float):
        return from_serial(value, cell, epoch)
    written = cleaned(value, cell)
    if not any(map(str.isalnum, written)) or written.lower() in PLACEHOLDERS:
        return None
    if written[0] in "=@+":
        raise CellRefused("formula_text", cell=cell, sign=written[0])
    try:
        return from_text(written, cell, epoch, month_first, last)
    except (ValueError, OverflowError):
        raise CellRefused("invalid_date", cell=cell, text=written[:60]) from None


def from_serial(value, cell, epoch) -> date:
    # 1940 to 2100 in days since Excel's 1900 or 1904.
    if not 12_000 <= value <= 74_000:
        raise CellRefused("invalid_date", cell=cell, text=f"{value:g}")
    return from_excel(int(value), epoch).date()


def from_text(written, cell, epoch, month_first, last) -> date:
    bare = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", written).strip()
    if (match := WEEKDAY.match(bare)) and match[1].lower() not in MONTHS:
        bare = bare[match.end() :]
    if match := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", bare):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := SLASHED.fullmatch(bare):
        return from_parts(match, cell, written, month_first)
    if re.fullmatch(r"(19|20)\d{6}", bare):
        return date(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", bare):
        return from_serial(int(bare[:5]), cell, epoch)
    if match := re.fullmatch(
        r"(\d{1,2})(?:e|st|nd|rd|th)?[-/. ]*([^\W\d]+)\.?[-/., ]*(\d{4}|\d{2})", bare
    ):
        return date(full_year(match[3]), month_of(match[2]), int(match[1]))
    if match := re.fullmatch(
        r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", bare
    ):
        return date(int(match[3]), month_of(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", bare):
        return of_month(int(match[1]), int(match[2]), last)
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{4})", bare):
        return of_month(int(match[2]), int(match[1]), last)
    if match := re.fullmatch(r"([^\W\d]+)\.?[- ]'?(\d{4}|\d{2})", bare):
        return of_month(full_year(match[2]), month_of(match[1]), last)
    raise ValueError(written)


def from_parts(match, cell, written, month_first) -> date:
    first, second, year = int(match[1]), int(match[2]), full_year(match[3])
    if month_first:
        first, second = second, first
    elif second > 12 >= first:
        raise CellRefused("month_first", cell=cell, text=written)
    return date(year, second, first)


def month_of(name: str) -> int:
    try:
        return MONTHS[name.lower()]
    except KeyError:
        raise ValueError(name) from None


def full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    this = date.today().year
    guess = this - this % 100 + int(year)
    return guess if guess <= this + 1 else guess - 100


def of_month(year, month, last) -> date:
    first = date(year, month, 1)
    return first + relativedelta(day=31) if last else first


def check_span(day: date | None, cell: str, today: date, years_ahead: int):
    """Raise CellRefused for a date that a working life cannot hold."""
    if day is None:
        return
    shown = day.isoformat()
    if day < EARLIEST:
        raise CellRefused("date_too_early", cell=cell, text=shown)
    if day > today and day > today + relativedelta(years=years_ahead):
        raise CellRefused("date_too_late", cell=cell, text=shown)
