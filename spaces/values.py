"""A value of what people take along: as a program reads it, and as a page says it."""

import datetime as dt
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from spaces.unopened import Erased, Unopened

DAY, MOMENT = "j F Y", "j F Y, H:i"
# What says so in the place of words; and the fields that name those of a row.
NO_WORDS = (Unopened, Erased)
CLOSED, ERASED = "does_not_open", "erased"


def absences() -> dict:
    """The fields that say why words are not there, as `ExportRows.forms` has them."""
    return {
        CLOSED: ("any", _("Which of these cannot be opened"), {}),
        ERASED: ("any", _("Which of these their writer erased"), {}),
    }


def absent(values) -> dict:
    """Which of these values, by name, are words that are not there."""
    kinds = {CLOSED: Unopened, ERASED: Erased}
    by_word = {
        word: [name for name, value in values.items() if isinstance(value, kind)]
        for word, kind in kinds.items()
    }
    return {word: names for word, names in by_word.items() if names}


def plain(value):
    """As JSON has it: moments in UTC; None for a text that does not open, or is erased."""
    if value is None or isinstance(value, NO_WORDS):
        return None
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    # A person, by the name alone.
    return str(getattr(value, "bare_name", value))


def words_of(value) -> str:
    """As a page has it; empty where there is nothing to say."""
    if isinstance(value, NO_WORDS):
        return str(value)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), MOMENT)
    if isinstance(value, dt.date):
        return date_format(value, DAY)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, (list, tuple)):
        return ", ".join(words_of(item) for item in value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {words_of(item)}" for key, item in value.items())
    if isinstance(value, UUID):
        return ""
    return str(value)
