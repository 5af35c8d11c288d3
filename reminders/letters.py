"""The kinds of mail, each with one template that says all there is to say.

`templates/<room>/letters/<name>.txt` has four partials: `subject`, `line` (one sentence:
Today and the inbox), `body` (plain paragraphs, a blank line between them) and `button`
(what the link says). It knows `person` and the values of the mail's context; dates and
times in there are real ones again: they are called on, at, until, since, dates or
moment, or end in _on or _at.
"""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings
from django.template import Context, engines
from django.utils import translation
from django.utils.functional import Promise, lazy
from django.utils.module_loading import import_string

Attachment = tuple[str, bytes, str]
# Under these names a context holds dates and times, and nothing else.
OF_TIME = re.compile(r"(\w+_)?(on|at)|dates|since|until|moment")


# What something is called when it is said, in the language of that moment. Made once:
# `lazystr` makes a class at each call.
called = lazy(str, str)

# Whom a letter goes to: what a person is in any programme.
COORDINATORS = ("coordinator", "programme coordinator")
MENTORS = ("mentor",)
MENTEES = ("mentee",)
MEMBERS = MENTORS + MENTEES
# It waits on Today and is not mailed.
NOBODY = ()
# In which order the mail of the day tells: what is on this day or the next, what is to
# be done, what has happened.
SOON, TO_DO, NEWS = range(3)


# The facts of what is due: as the room's `waiting` has them.
WAITS = None


def as_told(mail) -> dict:
    """The facts of what has happened, and cannot become otherwise."""
    return mail.context


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of mail, "room.name".

    `name` says on the preferences page what it is about ("Intakes to plan"; lazily
    translated), `to` which roles it goes (None: to anybody). `facts(mail)` is asked as
    the mail leaves, in the worker: the context as it is now, or None when the mail holds
    no more; WAITS where the room says what is due. `lasts` is how long it is worth
    sending. `alone`: it leaves at once, and not in the mail of the day, in which the
    most `pressing` stands first (smaller is earlier). `attach(mail)` answers (file name,
    content, media type) of attachments. `link(mail)` answers a path that may not be kept
    in the database. `to_closed`: it goes also to who has left, whose other mails are
    held. `braked`: whether it counts among what one person may send others in a while
    (reminders/brakes.py). `again` is the name of the page where its reader has it sent
    once more, when it did not arrive.
    """

    kind: str
    name: str
    facts: Callable[[object], dict | None] | None
    stoppable: bool = True
    to: tuple[str, ...] | None = None
    lasts: dt.timedelta = dt.timedelta(days=14)
    alone: bool = False
    pressing: int = NEWS
    attach: Callable[[object], list[Attachment]] | None = None
    link: Callable[[object], str] | None = None
    to_closed: bool = False
    braked: bool = True
    again: str = ""

    @property
    def template(self) -> str:
        room, name = self.kind.split(".")
        return f"{room}/letters/{name}.txt"

    def say(self, part: str, context: dict) -> str:
        """Plain text of one partial, in the active language."""
        template = engines["django"].get_template(f"{self.template}#{part}")
        # Text, not markup: whoever puts it on a page escapes it there.
        words = template.template.render(Context(revived(context), autoescape=False))
        if part == "body":
            return "\n\n".join(paragraphs(words))
        return " ".join(words.split())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text in which single line breaks mean nothing."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]


def frozen(context: dict, person) -> dict:
    """The context as it is kept: lazy text in the language of who will read it."""
    if not any(isinstance(value, Promise) for value in context.values()):
        return context
    with translation.override(person.reads_in):
        return {
            name: str(value) if isinstance(value, Promise) else value
            for name, value in context.items()
        }


def revived(context: dict) -> dict:
    """The context with the dates and times that JSON made into text.

    Their names say which they are: a group may be called "2027-03-01".
    """
    return {
        name: _revive(value, bool(OF_TIME.fullmatch(name)))
        for name, value in context.items()
    }


def _revive(value, is_of_time):
    if isinstance(value, list):
        return [_revive(item, is_of_time) for item in value]
    if isinstance(value, dict):
        return revived(value)
    if is_of_time and isinstance(value, str):
        for kind in (dt.date, dt.time, dt.datetime):
            with suppress(ValueError):
                return kind.fromisoformat(value)
    return value


@cache
def all_letters() -> dict[str, Letter]:
    """Every letter of `settings.LETTERS`, by kind."""
    listed = [
        letter for path in settings.LETTERS for letter in import_module(path).LETTERS
    ]
    return {letter.kind: letter for letter in listed}


def due_kinds() -> list[str]:
    return [kind for kind, letter in all_letters().items() if letter.facts is WAITS]


def key_of(entry, day: dt.date) -> str:
    """What makes a mail one: programme, person, kind, object and day."""
    parts = (entry.programme_id or "", entry.person.pk, entry.kind, entry.object_id)
    return "|".join(str(part) for part in (*parts, day.isoformat()))


def letters_to(person) -> list[Letter]:
    """Those of a role that the person has, or had, in any programme."""
    has = set(import_string(settings.ROLES)(person))
    return [
        letter
        for letter in all_letters().values()
        if letter.to is None or has.intersection(letter.to)
    ]


def letter_for(kind: str) -> Letter:
    """Raises LookupError when no module of `settings.LETTERS` has such a letter."""
    try:
        return all_letters()[kind]
    except KeyError:
        raise LookupError(f"{kind} is in no module of settings.LETTERS.") from None
