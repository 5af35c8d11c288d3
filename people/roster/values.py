"""One cell at a time: from what HR wrote to what is meant, or CellRefused."""

import math
import re
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.addresses import one_address
from people.roster.problems import CellRefused
from people.roster.table import Fault, Formula
from people.typed import one_line

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PLACEHOLDERS = {"n.v.t.", "nvt", "n.v.t", "n/a", "n.a.", "null", "onbekend", "unknown"}
FAULTS = re.compile(
    r"#(?:N/A|N/B|NB|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|NUM!"
    r"|GETAL!|NULL!|LEEG!)",
    re.I,
)
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.I)
MAX_EMAIL = 254


def cleaned(value, cell: str) -> str:
    """Return the text of a cell on one line, without what cannot be seen."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        raise CellRefused("formula", cell=cell)
    if isinstance(value, Fault):
        raise CellRefused("fault", cell=cell, text=value.text)
    text = str(value)
    if text.isascii() and text.isprintable() and text[:1] != "#":
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


def text(value, cell: str, limit: int) -> str:
    """Return a name of something; "" when the cell says that there is none."""
    if isinstance(value, bool):
        raise CellRefused("wrong_kind", cell=cell, kind="truth")
    if isinstance(value, datetime | date):
        raise CellRefused("wrong_kind", cell=cell, kind="date")
    if isinstance(value, time | timedelta):
        raise CellRefused("wrong_kind", cell=cell, kind="time")
    found = cleaned(value, cell)
    if found.lower() in PLACEHOLDERS or not any(map(str.isalnum, found)):
        if found[:1] in ("=", "@", "+") and len(found) > 1:
            raise CellRefused("formula_text", cell=cell, sign=found[0])
        return ""
    if found[0] in "=+-@":
        raise CellRefused("formula_text", cell=cell, sign=found[0])
    if len(found) > limit:
        raise CellRefused("too_long", cell=cell, limit=limit)
    return found


def several(value, cell: str, limit: int) -> str:
    """Return a list of things, whether it was written in one line or in more."""
    if isinstance(value, str):
        value = "; ".join(filter(None, map(str.strip, value.splitlines())))
    return text(value, cell, limit)


def email(value, cell: str) -> str:
    if isinstance(value, bool | int | float | date | time | timedelta):
        raise CellRefused("invalid_email", cell=cell, text=str(value))
    found = one_address(cleaned(value, cell))
    if not found or not any(map(str.isalnum, found)):
        return ""
    if found[0] in "=+-@":
        raise CellRefused("formula_text", cell=cell, sign=found[0])
    if match := re.fullmatch(r"[^<>@]*<([^<>]+)>", found):
        found = match[1].strip()
    found = re.sub(r"^mailto:", "", found).rstrip(";,. ")
    if found.count("@") > 1 and len(re.findall(r"[^\s;,/]+@[^\s;,/]+", found)) > 1:
        raise CellRefused("several_emails", cell=cell)
    try:
        validate_email(found)
    except ValidationError:
        raise CellRefused("invalid_email", cell=cell, text=found[:80]) from None
    if not found.isascii():
        raise CellRefused("invalid_email", cell=cell, text=found[:80])
    if len(found) > MAX_EMAIL:
        raise CellRefused("too_long", cell=cell, limit=MAX_EMAIL)
    return found


def employee_number(value, cell: str, limit: int) -> str:
    if isinstance(value, float):
        raise CellRefused("shortened_number", cell=cell, text=f"{value:g}")
    found = text(value, cell, limit)
    if SHORTENED.fullmatch(found):
        raise CellRefused("shortened_number", cell=cell, text=found)
    # A number that a payroll system made a decimal: 1042.0 or 1042,00.
    return re.sub(r"^(\d+)[.,]0{1,2}$", r"\1", found)


def without_zeros(number: str) -> str:
    """Return what stays of an employee number wherever Excel took the zeros off."""
    return number.lstrip("0").lower() or number


def number(value, cell: str, low: int, high: int) -> tuple[float | None, str]:
    """Return a number and how it was written; None for an empty cell."""
    if isinstance(value, bool | date | time | timedelta):
        raise CellRefused("invalid_number", cell=cell, text=str(value))
    found = cleaned(value, cell)
    if not any(map(str.isalnum, found)) or found.lower() in PLACEHOLDERS:
        return None, ""
    if found[0] in "=@":
        raise CellRefused("formula_text", cell=cell, sign=found[0])
    bare = re.sub(
        r"\s*(?:jaar|jaren|jr\.?|years?|yrs?\.?|uur|uren|hours?|hrs?|u|h|p/w|pw|per week)$",
        "",
        found.lower(),
    )
    bare = re.sub(r"^(?:ca\.?|circa|±|>|~)\s*|\s*\+$", "", bare)
    match = re.fullmatch(
        r"([-+\u2212\u2013]?)(\d{1,9})(?:[.,](\d{1,15}))?", bare.strip()
    )
    if match is None:
        raise CellRefused("invalid_number", cell=cell, text=found[:60])
    amount = float(f"{match[2]}.{match[3] or 0}")
    if match[1] not in ("", "+"):
        amount = -amount
    if not low <= amount <= high:
        raise CellRefused(
            "number_out_of_range", cell=cell, low=low, high=high, text=found[:60]
        )
    return amount, found


def years(value, cell: str) -> tuple[int | None, str]:
    """Return completed years, and how it was written where that is not the same."""
    amount, written = number(value, cell, 0, 70)
    if amount is None:
        return None, ""
    return math.floor(amount), "" if amount == math.floor(amount) else written


def hours(value, cell: str) -> tuple[int | None, str]:
    """Return whole hours, and how it was written where that is not the same."""
    amount, written = number(value, cell, 0, 80)
    if amount is None:
        return None, ""
    return math.floor(amount + 0.5), "" if amount == math.floor(amount) else written
