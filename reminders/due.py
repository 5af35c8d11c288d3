"""What waits for whom, as told by the rooms that know it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from reminders import letters


@dataclass(frozen=True)
class Due:
    """Something that waits for one person; never anything confidential.

    `kind` names the letter ("intake.to_plan"), `since` the day from which it waits,
    `link` the path where it is done; lazily (`reverse_lazy`) where there are many, as
    only what is written down is looked at. With `mail` the sweep sends the letter once for
    each `day` (default: `since`); the Today page shows it in any case. `zone` is that
    of the programme: what is of a programme says it.
    """

    kind: str
    person: object
    programme_id: int | None
    object_id: str
    since: date
    link: str
    context: dict = field(default_factory=dict)
    mail: bool = True
    day: date | None = None
    zone: str = ""

    def __post_init__(self):
        if self.programme_id and not self.zone:
            raise TypeError(f"{self.kind} is of a programme and names no zone.")

    @property
    def key(self) -> str:
        return letters.key_of(self, self.day or self.since)

    @property
    def line(self) -> str:
        """One sentence, in the language of the page."""
        return self._say("line")

    @property
    def button(self) -> str:
        """What the link says, in the language of the page."""
        return self._say("button")

    def _say(self, part):
        letter = letters.letter_for(self.kind)
        return letter.say(part, self.context | {"person": self.person})


def waiting(
    *, now: datetime, person=None, roles=None, rooms=None, at_hand=None
) -> Iterator[Due]:
    """All that waits, in every room of `settings.DUE`; for one person or for all.

    Without a person only open rows may be read: the sweep runs as the worker. `roles`
    are all that the person is in any programme, or those of which one wants to know: a
    room asks nothing for others. Beside them, what is seldom so: "invited" to answer,
    "shut out" of a circle not seen yet, "without goal", "asks to be
    asked", "referred" elsewhere. `rooms` are some of those of
    `settings.DUE`; `at_hand` is, by room, what the caller has asked for already.
    """
    known = {} if roles is None else {"roles": roles}
    for path in settings.DUE if rooms is None else rooms:
        there = {"at_hand": at_hand[path]} if path in (at_hand or {}) else {}
        yield from import_string(path)(now=now, person=person, **known, **there)


def named(path: str) -> list[str]:
    """Of a query `only` for what is due: the columns of a person that are asked."""
    names = ("given_name", "infix", "family_name", "language")
    return [f"{path}__{name}" for name in (*names, "organisation", "is_active")]


def concerns(roles, *those) -> bool:
    """Whether somebody with `roles`, None: any, may be among those who are told."""
    return roles is None or not set(roles).isdisjoint(those)
