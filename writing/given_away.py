"""All that others can read of one person, in one list: taken from the database.

Texts, and copies that follow them or end on a day, stand on it one by one. Of what other
rooms keep each says by `GIVEN`, in its `given.py`, what it is called and why it stays.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Person
from spaces.audience import audiences
from spaces.models import OwnErasure, Space
from spaces.readings import Reading, readings
from writing.kinds import kinds, nothing
from writing.models import Part, Shown, Snapshot, Text

TEXT, VERSION = Text._meta.label, "writing.Revision"
SHOWN, SNAPSHOT = Shown._meta.label, Snapshot._meta.label
Kind = OwnErasure.Kind


# Why a model is not on the page.
OWN = "lies in own spaces alone"
OF_BEFORE = "is brought over into texts"
WITH_ITS_COPY = "stands there with the copy to which it belongs"


@dataclass(frozen=True)
class Sort:
    """Rows of a model among what others read: `words` of how many, and why they stay."""

    words: Callable
    stays: str


@dataclass(frozen=True)
class GivenAwayEntry:
    """Something that others read: since when, until when, and how it came to them.

    `take_back` is where it is taken back; without one `stays` says why it is not.
    `erasing_at` is when its writer asked to have it erased, where that waits to be done.
    """

    heading: str
    readers: str
    link: str = ""
    since: dt.datetime | None = None
    until: dt.date | None = None
    how: str = ""
    take_back: str = ""
    erase: str = ""
    stays: str = ""
    erasing_at: dt.datetime | None = None


@cache
def sorts() -> dict[str, Sort | str]:
    """By the label of their model; words where it is never among what others read."""
    by_label = {}
    for room in settings.GIVEN:
        by_label |= import_module(room).GIVEN
    return by_label


def given_away(person, waiting=()) -> list[GivenAwayEntry]:
    """What others can read of `person`, who acts, at this moment; constant queries.

    `waiting` are their erasures that are not carried out yet.
    """
    rows = readings()
    words = Readers(rows, person)
    known = {
        **_copies(person, rows, words),
        **_shown(
            rows, words, {erasure.text_id: erasure.asked_at for erasure in waiting}
        ),
        **_texts(person, rows, words),
    }
    latest = sorted(known.values(), key=lambda entry: entry.since, reverse=True)
    entries = [*latest, *_others(rows, words, known)]
    if at := next(
        (erasure.asked_at for erasure in waiting if erasure.kind == Kind.ALL), None
    ):
        return [replace(entry, erasing_at=at) for entry in entries]
    return entries


class Readers:
    """In words, who reads what: of a place one is in as it says itself, else by name."""

    def __init__(self, rows: list[Reading], person):
        self.places = audiences({row.space_id for row in rows}, person)
        there = [person for place in self.places.values() for person in place.people]
        self.people = {person.pk: person for person in there}
        # Of places that were left.
        readers = {pk for row in rows for pk in row.readers}
        if others := readers - self.people.keys():
            self.people |= Person.objects.in_bulk(others)

    def of(self, reading: Reading) -> str:
        readers = [self.people[pk] for pk in reading.readers]
        readers.sort(key=lambda person: (person.sort_key, person.pk))
        names = [person.full_name for person in readers]
        place = self.places.get(reading.space_id)
        if place and place.kind == Space.Kind.CIRCLE:
            return f"{place.words}: {', '.join(names)}"
        return ", ".join(names)

    def is_left(self, reading: Reading) -> bool:
        return reading.space_id not in self.places


def _by_pk(rows, *labels) -> dict[UUID, Reading]:
    return {row.pk: row for row in rows if row.model in labels}


def _copies(person, rows, words) -> dict:
    known = _by_pk(rows, SNAPSHOT)
    return {
        copy.pk: GivenAwayEntry(
            heading=copy.title or _("Without a title"),
            readers=words.of(known[copy.pk]),
            link=copy.get_absolute_url(),
            since=copy.created_at,
            until=copy.space.until,
            how=_("a copy, as it read then"),
            take_back=reverse("writing:take_back", args=[copy.pk]),
        )
        for copy in Snapshot.objects.at_any(known).select_related("space")
    }


def _shown(rows, words, erasing) -> dict:
    known = _by_pk(rows, SHOWN)
    return {
        shown.pk: GivenAwayEntry(
            heading=str(shown.text.heading),
            readers=words.of(known[shown.pk]),
            link=shown.text.get_absolute_url(),
            since=shown.shown_at,
            how=_follows(shown),
            take_back=reverse("writing:take_back_shown", args=[shown.pk]),
            erasing_at=erasing.get(shown.text_id),
        )
        for shown in Shown.objects.at_any(known).select_related("text")
    }


def _follows(shown) -> str:
    return {
        Part.TITLE: _("its title alone"),
        Part.WORDS: _("follows your text"),
        Part.LINE: _("its line alone"),
        Part.BOTH: _("follows your text and its line"),
    }[shown.part]


def _texts(person, rows, words) -> dict:
    known = _by_pk(rows, TEXT, VERSION)
    texts = Text.objects.visible_to(person).at_any(known).select_related("space")
    texts = texts.with_erasing()
    return {text.pk: _text(text, person, words.of(known[text.pk])) for text in texts}


def _text(text, person, readers) -> GivenAwayEntry:
    may = may_be_taken_back(text, person)
    return GivenAwayEntry(
        heading=str(text.heading),
        readers=readers,
        link=reverse("writing:history", args=[text.pk]),
        since=text.created_at,
        how=_how(text),
        take_back=reverse("writing:take_back_text", args=[text.pk]) if may else "",
        erase=reverse("writing:erase", args=[text.pk]),
        stays="" if may else _why(text),
        erasing_at=text.erasing_at,
    )


def may_be_taken_back(text, person) -> bool:
    """What one put before the other of a pair, and what is about nobody else.

    On which nothing hangs: a goal is never put there, others read a copy of it.
    """
    mine = text.author_id == person.pk and not text.is_shared
    of_two, kind = text.space.kind == Space.Kind.PAIR, kinds()[text.kind]
    return mine and of_two and kind.may_be_given and kind.started is nothing


def _how(text) -> str:
    if text.is_shared:
        return _("a page that you write together")
    return _("as you put it before them")


def _why(text) -> str:
    if text.is_shared:
        return _(
            "It belongs to all of you. What can go are the versions that you saved."
        )
    if text.space.kind == Space.Kind.PAIR:
        return _("It is about the two of you.")
    return _("It is part of what the group keeps.")


def _others(rows, words, known):
    """What is no text, counted by sort and place; and what one left behind."""
    counted = defaultdict(list)
    for row in rows:
        if row.pk not in known:
            sort = None if words.is_left(row) else sorts().get(row.model)
            counted[sort, row.space_id].append(row)
    for (sort, _space), alike in counted.items():
        readers = words.of(max(alike, key=lambda row: len(row.readers)))
        count = len({row.pk for row in alike})
        if isinstance(sort, Sort):
            yield GivenAwayEntry(sort.words(count), readers, stays=str(sort.stays))
        else:
            yield GivenAwayEntry(
                _left(count),
                readers,
                stays=_("Erasing all that you wrote reaches it; nothing else does."),
            )


def _left(count) -> str:
    return ngettext(
        "Something that you wrote in a place that you have left",
        "%(count)d things that you wrote in a place that you have left",
        count,
    ) % {"count": count}
