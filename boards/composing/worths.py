"""How well people suit each other, as tables: the parts of `scoring.py`, of many at once."""

from collections.abc import Sequence

import numpy as np

from .model import Instance, Person
from .pairs import coded


def _topics(people: Sequence[Person], name: str, topics: dict[str, int]) -> np.ndarray:
    table = np.zeros((len(people), len(topics)), dtype=np.float32)
    for row, person in enumerate(people):
        for topic, level in getattr(person, name).items():
            if topic in topics:
                table[row, topics[topic]] = level
    return table


def _need_topics(mentees: Sequence[Person]) -> dict[str, int]:
    names = sorted({topic for mentee in mentees for topic in mentee.needs})
    return {name: column for column, name in enumerate(names)}


def _product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    # Floats reach the fast matrix product; such small integers stay exact in them.
    return (a @ b.T).astype(np.int32)


class Needs:
    """How far mentors cover what mentees need."""

    def __init__(self, mentees: Sequence[Person], mentors: Sequence[Person]):
        topics = _need_topics(mentees)
        self.needs = _topics(mentees, "needs", topics)
        self.expertise = _topics(mentors, "expertise", topics)

    def table(self, rows: slice) -> np.ndarray:
        totals = self.needs[rows].sum(axis=1, keepdims=True).astype(np.int32)
        met = _product(self.needs[rows], self.expertise)
        return 1000 * met // np.where(totals > 0, 3 * totals, 1)


def gap(
    instance: Instance, mentees: Sequence[Person], mentors: Sequence[Person]
) -> np.ndarray:
    mine = np.array([mentee.seniority for mentee in mentees], dtype=np.int32)
    theirs = np.array([mentor.seniority for mentor in mentors], dtype=np.int32)
    years = theirs[None, :] - mine[:, None]
    return np.clip(1000 * years // instance.params.seniority_gap, 0, 1000)


class Peers:
    """Weighted Jaccard of the needs."""

    def __init__(self, mentees: Sequence[Person]):
        needs = _topics(mentees, "needs", _need_topics(mentees))
        self.totals = needs.sum(axis=1).astype(np.int32)
        # min(w, v) is the number of levels that both reach.
        levels = range(1, int(needs.max(initial=0)) + 1)
        reached = [needs >= level for level in levels]
        self.reached = np.hstack([*reached, needs[:, :0]]).astype(np.float32)

    def table(self, rows: slice) -> np.ndarray:
        shared = _product(self.reached[rows], self.reached)
        either = self.totals[rows, None] + self.totals[None, :] - shared
        return 1000 * shared // np.maximum(either, 1)


class Places:
    """How near people are, and whether they share a language."""

    def __init__(self, instance: Instance, people: Sequence[Person]):
        known: dict[str, int] = {}
        self.location = coded((person.location for person in people), known)
        regions = {
            place: f"in {at}" for place, at in instance.locations.items() if place
        }
        names = (regions.get(person.location, "") for person in people)
        self.region = coded(names, {})
        spoken = sorted({name for person in people for name in person.languages})
        speaks = [[name in p.languages for name in spoken] for p in people]
        self.speaks = np.array(speaks, dtype=np.float32)
        self.speaks = self.speaks.reshape(len(people), len(spoken))

    def table(self, rows: slice) -> np.ndarray:
        near = (self.region[rows, None] == self.region) * np.int16(500)
        same = (self.location[rows, None] == self.location) * np.int16(1000)
        np.maximum(near, same, out=near)
        near += (self.speaks[rows] @ self.speaks.T > 0) * np.int16(1000)
        return near // np.int16(2)
