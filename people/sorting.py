"""In which order people, and what they name, stand: as a phone book has it.

Éva beside Eva, d'Hondt at D, akker at A. In Dutch habit a prefix stands aside ("van den
Berg" at B), in Belgian it is part of the name ("Van Assche" at V).
"""

from functools import cache

from django.db.models import F, Func, TextField
from django.utils.deconstruct import deconstructible
from pyuca import Collator

from people.names import split_family

# Where a prefix is no part of the name that one sorts by.
ASIDE = {"NL", "DE"}
APOSTROPHES = dict.fromkeys(map(ord, "'`\u2018\u2019\u02bc\u00b4"))
HYPHENS = dict.fromkeys(map(ord, "-\u2010\u2011\u2013"), " ")
# Between the levels of a key: smaller than any weight. What follows a part of a name
# is smaller than any letter, so that Berg stands before Bergen.
LEVEL, PART = "\x01", "\t"
SURROGATES = 0xD800


def person_key(given: str, infix: str, family: str, country: str) -> str:
    """The key of a name; compared sign by sign, which is by code point."""
    if country not in ASIDE:
        infix, family = "", f"{infix} {family}".strip()
    elif not infix:
        infix, family = split_family(family)
    parts = (family, given, infix) if family else (given, infix)
    return key(PART.join(parts))


def key(name: str) -> str:
    """The key of any name; its signs say an order and mean nothing else."""
    weights = _collator().sort_key(name.translate(APOSTROPHES).translate(HYPHENS))
    return "".join(map(_sign, weights))


def _sign(weight: int) -> str:
    if not weight:
        return LEVEL
    # No text can hold a surrogate; what comes after them keeps its order.
    return chr(weight if weight < SURROGATES else weight + 0x10000)


@cache
def _collator() -> Collator:
    return Collator()


@deconstructible
class Plain(Func):
    """A name without capitals and accents, for lists that keep no key: of teams."""

    template = r"regexp_replace(normalize(lower(%(expressions)s), NFKD), '[\u0300-\u036f]', '', 'g')"
    arity = 1
    output_field = TextField()


def by_name(field: str = "name"):
    """Order by what things are called; and by that as written, where alike."""
    return [Plain(F(field)), field]
