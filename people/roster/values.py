"""One cell at a time: from what HR wrote to what is meant, or CellRefused."""

import math
import re
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.roster.problems import CellRefused
from people.roster.table import CellError, Formula
from people.web.addresses import one_address
from people.web.typed import one_line

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# There are people called Null, None and Nvt: with a family name only these say nothing.
NO_NAME = {"n.v.t.", "n.v.t", "n/a", "n.a."}
PLACEHOLDERS = NO_NAME | {"nvt", "null", "onbekend", "unknown"}
NO_INFIX = PLACEHOLDERS | {"none", "geen"}
# What a spreadsheet would compute, of texts that begin with a sign.
LIKE_A_FORMULA = re.compile(r"[-+@](?:\S*[(!|=^*]|\s*\d|\$?[A-Z]{1,3}\$?\d+\b)")
FAULTS = re.compile(
    r"#(?:N/A|N/B|NB|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|NUM!"
    r"|GETAL!|NULL!|LEEG!|SPILL!|OVERLOOP!|CALC!|BEREKENEN!|FIELD!|VELD!|ERROR!"
    r"|GETTING_DATA|GEGEVENS_OPHALEN)|(?:Err|Fout):5\d\d",
    re.I,
)
# How payroll systems keep Excel from taking zeros off; others write '007.
AS_TEXT = re.compile(r'="([^"]*)"')
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.I)
MAX_EMAIL = 254


def cleaned(value, cell: str) -> str:
    """Return the text of a cell on one line, without what cannot be seen."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        raise CellRefused("formula", cell=cell)
    if isinstance(value, CellError):
        raise CellRefused("fault", cell=cell, text=value.text)
    text = str(value)
    if match := text.startswith('="') and AS_TEXT.fullmatch(text.strip()):
        text = match[1]
    is_plain, bare = text.isascii() and text.isprintable(), text.strip()
    if is_plain and (bare[:1] not in "#EFef" or not FAULTS.fullmatch(bare)):
        return " ".join(text.split())
    if CONTROL.search(text):
        raise CellRefused("control_characters", cell=cell)
    text = one_line(text)
    if FAULTS.fullmatch(text):
        raise CellRefused("fault", cell=cell, text=text)
    if garbled(text):
        raise CellRefused("wrong_characters", cell=cell, text=text[:60])
    return text


def byte_of(sign: str) -> str:
    try:
        return sign.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return sign


CONTINUATION = "[\x80-\xbf]"
TWICE_DECODED = re.compile(
    f"[\xc2-\xdf]{CONTINUATION}|[\xe0-\xef]{CONTINUATION}{{2}}|[\xf0-\xf4]{CONTINUATION}{{3}}"
)
# What é and its like become when a text of DOS or an old Mac is read as Windows'.
MISPLACED = re.compile(
    "[^\\W\\d_](?:"
    "[\u201a\u0192\u201e\u2020\u2021\u02c6\u2030\u2039\u203a\u2022\u0178]"
    "|[\xa1-\xa9\xac\xaf]|[\u201c\u201d](?=[^\\W\\d_]))"
    "|[a-z\xe0-\xff][\u017d\u0160\u0152](?![A-Z])"
)


def garbled(text: str) -> bool:
    """Whether letters have come through a wrong encoding: Ã© for é, or a box."""
    if "\ufffd" in text:
        return True
    if text.isascii():
        return False
    for match in TWICE_DECODED.finditer("".join(map(byte_of, text))):
        try:
            decoded = match[0].encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            continue
        if "\x80" <= decoded <= "\u017f" or "\u2000" <= decoded <= "\u20ac":
            return True
    return MISPLACED.search(text) is not None


def text(value, cell: str, limit: int, *, nothing=PLACEHOLDERS) -> str:
    """Return a text; "" when the cell says that there is none, as `nothing` does."""
    written = words(value, cell, nothing)
    if written and written[0] in "=+-@":
        raise CellRefused("formula_text", cell=cell, sign=written[0])
    return short_enough(written, cell, limit)


def thing(value, cell: str, limit: int) -> str:
    """Return the name of a team or its like, which may begin with a sign: @home."""
    written = words(value, cell, PLACEHOLDERS)
    if written[:1] == "=" or LIKE_A_FORMULA.match(written):
        raise CellRefused("formula_text", cell=cell, sign=written[0])
    return short_enough(written, cell, limit)


def words(value, cell: str, nothing) -> str:
    if isinstance(value, bool):
        raise CellRefused("wrong_kind", cell=cell, kind="truth")
    if isinstance(value, datetime | date):
        raise CellRefused("wrong_kind", cell=cell, kind="date")
    if isinstance(value, time | timedelta):
        raise CellRefused("wrong_kind", cell=cell, kind="time")
    written = cleaned(value, cell)
    if written.lower() in nothing or not any(map(str.isalnum, written)):
        if written[:1] in ("=", "@", "+") and len(written) > 1:
            raise CellRefused("formula_text", cell=cell, sign=written[0])
        return ""
    return written


def short_enough(written: str, cell: str, limit: int) -> str:
    if len(written) > limit:
        raise CellRefused("too_long", cell=cell, limit=limit)
    return written


def several(value, cell: str, limit: int) -> str:
    """Return a list of things, whether it was written in one line or in more."""
    if isinstance(value, str):
        value = "; ".join(filter(None, map(str.strip, value.splitlines())))
    return text(value, cell, limit)


def email(value, cell: str) -> str:
    if isinstance(value, bool | int | float | date | time | timedelta):
        raise CellRefused("invalid_email", cell=cell, text=str(value))
    address = one_address(cleaned(value, cell))
    if not address or not any(map(str.isalnum, address)):
        return ""
    if address[0] in "=+-@":
        raise CellRefused("formula_text", cell=cell, sign=address[0])
    if match := re.fullmatch(r"[^<>@]*<([^<>]+)>", address):
        address = match[1].strip()
    address = re.sub(r"^'?(?:mailto:)?", "", address).rstrip(";,. ")
    if address.count("@") > 1 and len(re.findall(r"[^\s;,/]+@[^\s;,/]+", address)) > 1:
        raise CellRefused("several_emails", cell=cell)
    try:
        validate_email(address)
    except ValidationError:
        raise CellRefused("invalid_email", cell=cell, text=address[:80]) from None
    if not address.isascii():
        raise CellRefused("invalid_email", cell=cell, text=address[:80])
    if len(address) > MAX_EMAIL:
        raise CellRefused("too_long", cell=cell, limit=MAX_EMAIL)
    return address


def employee_number(value, cell: str, limit: int) -> str:
    if isinstance(value, float):
        raise CellRefused("shortened_number", cell=cell, text=f"{value:g}")
    written = text(value, cell, limit).removeprefix("'")
    if SHORTENED.fullmatch(written):
        raise CellRefused("shortened_number", cell=cell, text=written)
    # A number that a payroll system made a decimal: 1042.0 or 1042,00.
    return re.sub(r"^(\d+)[.,]0{1,2}$", r"\1", written)


def without_zeros(number: str) -> str:
    """Return what stays of an employee number wherever Excel took the zeros off."""
    return number.lstrip("0").lower() or number


UNIT = re.compile(
    r"\s*(?:jaar|jaren|jr\.?|years?|yrs?\.?|uur|uren|hours?|hrs?|u|h|p/w|pw|per week"
    r"|a week)$"
)
ABOUT = re.compile(
    r"^(?:ca\.?|circa|±|\+/-|>=?|≥|~|≈|ongeveer|plm\.?|meer dan|ruim|minstens|minimaal"
    r"|more than|over|about|around|approx\.?|approximately|at least)\s*"
    r"|\s*(?:\+|of meer|or more)$"
)
POINT, COMMA = (
    re.compile(rf"\d{mark}(?:\d{{1,2}}|\d{{4,}})(?!\d)") for mark in (r"\.", ",")
)


def marks_with_point(values) -> bool:
    """Whether a column writes 7.5 and never 7,5: then 1.200 is no thousand."""
    texts = [value for value in values if isinstance(value, str)]
    return any(map(POINT.search, texts)) and not any(map(COMMA.search, texts))


def number(
    value, cell: str, low: int, high: int, *, point: bool
) -> tuple[float | None, str, bool]:
    """Return a number, how it was written, and whether it says "about" or "more".

    None for an empty cell. `point`: a point is the decimal mark, and a comma stands
    before thousands; otherwise it is the other way round.
    """
    if isinstance(value, bool | date | time | timedelta):
        raise CellRefused("invalid_number", cell=cell, text=str(value))
    written = cleaned(value, cell)
    if not any(map(str.isalnum, written)) or written.lower() in PLACEHOLDERS:
        return None, "", False
    if written[0] in "=@":
        raise CellRefused("formula_text", cell=cell, sign=written[0])
    exact = UNIT.sub("", written.lower())
    bare = ABOUT.sub("", UNIT.sub("", ABOUT.sub("", exact))).strip()
    thousands, decimal = (",", r"\.") if point else (".", ",")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:[{thousands}]\d{{3}})+(?:{decimal}\d+)?", bare):
        bare = bare.replace(thousands, "")
    match = re.fullmatch(r"([-+\u2212\u2013]?)(\d{1,9})(?:[.,](\d{1,15}))?", bare)
    if match is None:
        raise CellRefused("invalid_number", cell=cell, text=written[:60])
    amount = float(f"{match[2]}.{match[3] or 0}")
    if match[1] not in ("", "+"):
        amount = -amount
    if not low <= amount <= high:
        raise CellRefused(
            "number_out_of_range", cell=cell, low=low, high=high, text=written[:60]
        )
    return amount, written, bool(ABOUT.search(exact))


def years(value, cell: str, *, point: bool = False) -> tuple[int | None, str]:
    """Return completed years, and how it was written where that is not the same."""
    return whole(number(value, cell, 0, 70, point=point), math.floor)


def hours(value, cell: str, *, point: bool = False) -> tuple[int | None, str]:
    """Return whole hours, and how it was written where that is not the same."""
    return whole(
        number(value, cell, 0, 80, point=point), lambda amount: math.floor(amount + 0.5)
    )


def whole(read, rounded) -> tuple[int | None, str]:
    amount, written, is_about = read
    if amount is None:
        return None, ""
    is_same = amount == math.floor(amount) and not is_about
    return rounded(amount), "" if is_same else written
