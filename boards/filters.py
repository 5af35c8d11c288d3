"""Narrowing what is shown of a board: whom, by name, discipline, team and topic."""

from dataclasses import asdict, dataclass
from functools import cached_property

from django.utils.http import urlencode

from people.services.register import folded
from people.web import bounded

FIELDS = ("q", "discipline", "team", "topic")


@dataclass(frozen=True)
class Filter:
    """What is asked for; empty strings ask for nothing."""

    q: str = ""
    discipline: str = ""
    team: str = ""
    topic: str = ""

    @classmethod
    def of(cls, data) -> "Filter":
        return cls(**{name: bounded.text(data, name) for name in FIELDS})

    def __bool__(self):
        return any(getattr(self, name) for name in FIELDS)

    @cached_property
    def query(self) -> str:
        """For the end of an address; empty when nothing is asked for."""
        asked = {name: value for name, value in asdict(self).items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    def finds(self, participation, topics) -> bool:
        """Of a participation with its person; `topics` are keys."""
        person = participation.person
        return (
            self.q.casefold() in person.bare_name.casefold()
            and self.discipline in ("", str(person.discipline_id))
            and self.team in ("", str(person.team_id))
            and self.topic in ("", *topics)
        )


def hidden(asked: Filter, story) -> set[str]:
    """Ids of the cards and groups that the filter leaves out."""
    if not asked:
        return set()
    left_out = set()
    for group in story.groups:
        out = _hidden(asked, group.cards)
        if len(out) == group.size and not asked.finds(group.mentor, group.topics):
            out.add(f"column-{group.key}")
        left_out |= out
    return left_out | _hidden(asked, story.unplaced)


def count_found(story, left_out) -> int:
    """How many mentees the filter shows."""
    cards = sum(key.startswith("card-") for key in left_out)
    return story.placed + len(story.unplaced) - cards


def _hidden(asked, cards) -> set[str]:
    return {
        f"card-{card.key}"
        for card in cards
        if not asked.finds(card.participation, card.topics)
    }


def choices(loaded) -> dict[str, list[tuple[str, str]]]:
    """Per field what can be chosen, by name."""
    people = [part.person for part in loaded.participations.values()]
    return {
        "discipline": _named({p.discipline for p in people if p.discipline}),
        "team": _named({p.team for p in people if p.team}),
        "topic": _by_name(loaded.topics.items()),
    }


def _named(things) -> list[tuple[str, str]]:
    return _by_name((str(thing.pk), str(thing)) for thing in things)


def _by_name(pairs) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda choice: folded(choice[1]))
