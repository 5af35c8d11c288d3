"""Narrowing what is shown of a board: whom, by name, discipline, team and topic."""

from dataclasses import dataclass

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
        return cls(**{name: data.get(name, "").strip()[:100] for name in FIELDS})

    def __bool__(self):
        return any(getattr(self, name) for name in FIELDS)

    def finds(self, participation) -> bool:
        """Of a participation with its person, needs and expertise."""
        person = participation.person
        rows = (*participation.needs.all(), *participation.expertise.all())
        return (
            self.q.casefold() in person.full_name.casefold()
            and self.discipline in ("", str(person.discipline_id))
            and self.team in ("", str(person.team_id))
            and self.topic in ("", *(str(row.topic_id) for row in rows))
        )


def hidden(asked: Filter, story) -> set[str]:
    """Ids of the cards and groups that the filter leaves out."""
    if not asked:
        return set()
    found = set()
    for group in story.groups:
        out = {_id("card", c) for c in group.cards if not asked.finds(c.participation)}
        if len(out) == group.size and not asked.finds(group.mentor):
            out.add(_id("column", group))
        found |= out
    left = {_id("card", c) for c in story.unplaced if not asked.finds(c.participation)}
    return found | left


def _id(kind, thing) -> str:
    return f"{kind}-{thing.key}"


def choices(loaded) -> dict[str, list[tuple[str, str]]]:
    """Per field what can be chosen, by name."""
    people = [part.person for part in loaded.participations.values()]
    return {
        "discipline": _named({p.discipline for p in people if p.discipline}),
        "team": _named({p.team for p in people if p.team}),
        "topic": _named(set(loaded.topics.values())),
    }


def _named(things) -> list[tuple[str, str]]:
    return sorted(((str(t.pk), str(t)) for t in things), key=lambda one: one[1])
