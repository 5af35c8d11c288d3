"""From what people write about working days to weekdays, 0 for Monday."""

import re
from functools import lru_cache

from people.languages import plain

DAYS = (
    ("ma", "maa", "maandag", "maandags", "mo", "mon", "monday", "mondays"),
    ("di", "din", "dinsdag", "dinsdags", "tu", "tue", "tues", "tuesday", "tuesdays"),
    ("wo", "woe", "woensdag", "woensdags", "we", "wed", "weds", "wednesday"),
    ("do", "don", "donderdag", "donderdags", "th", "thu", "thur", "thurs", "thursday"),
    ("vr", "vrij", "vrijdag", "vrijdags", "fr", "fri", "friday", "fridays"),
    ("za", "zat", "zaterdag", "zaterdags", "sa", "sat", "saturday", "saturdays"),
    ("zo", "zon", "zondag", "zondags", "su", "sun", "sunday", "sundays"),
)
NAMES = {name: day for day, names in enumerate(DAYS) for name in names}
NUMBERS = {str(day + 1): day for day in range(7)}
HALF = re.compile(r"[0-9],5")
REMARK = re.compile(r"[(\[].*?[)\]]")
UNTIL = re.compile(r"\s*(?:-|\u2013|t/m|tot en met|tot|to|until|through|thru)\s*")
BETWEEN = re.compile(r"(?:[,;/|+&\s]|\.(?!\d))+(?:(?:en|and)\s+)?")


@lru_cache(maxsize=1000)
def parse(text: str) -> tuple[int, ...] | None:
    """Return the days in order and each once; None where not all of it is understood.

    Names or their beginnings, from one to another as well: "ma di do", "Mon-Thu",
    "1 t/m 4". A number by itself, "4" or "4,5", is how many days, and not which.
    """
    if HALF.fullmatch(text.strip()):
        return None
    words = UNTIL.sub("-", REMARK.sub(" ", plain(text)))
    parts = [part for part in BETWEEN.split(words) if part]
    if not parts or (len(parts) == 1 and parts[0].isdigit()):
        return None
    days: set[int] = set()
    for part in parts:
        first, _until, last = part.partition("-")
        edges = [day_of(first), day_of(last or first)]
        if None in edges:
            return None
        since, until = edges
        days |= {(since + step) % 7 for step in range((until - since) % 7 + 1)}
    return tuple(sorted(days))


def day_of(word: str) -> int | None:
    return NAMES.get(word, NUMBERS.get(word))
