"""Who may not sit together, as tables: the rules of `rules.py`, of many people at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from . import rules
from .model import Instance, Person


def coded(values: Iterable[str], known: dict[str, int]) -> np.ndarray:
    """Numbers for names; an empty name gets a number that nobody shares."""
    codes = []
    for value in values:
        key = value or f"\0{len(known)}"
        codes.append(known.setdefault(key, len(known)))
    return np.array(codes, dtype=np.int32)


def _differ(a: Sequence[Person], b: Sequence[Person], name: str) -> np.ndarray:
    known: dict[str, int] = {}
    mine = coded((getattr(person, name) for person in a), known)
    theirs = coded((getattr(person, name) for person in b), known)
    return mine[:, None] != theirs[None, :]


def cross(a: Sequence[Person], b: Sequence[Person]) -> np.ndarray:
    """Whose disciplines differ; having none is one too, unlike having no team."""
    known: dict[str, int] = {}
    mine, theirs = (
        np.array([known.setdefault(p.discipline, len(known)) for p in people])
        for people in (a, b)
    )
    return mine[:, None] != theirs[None, :]


def apart(
    instance: Instance, mentees: Sequence[Person], people: Sequence[Person]
) -> np.ndarray:
    """Mentees against everybody: the rules H2 to H6, as in rules.py."""
    rows = len(mentees)
    table = ~_differ(mentees, people, "team")
    if not instance.params.cross_discipline:
        table |= cross(mentees, people)
    at = {person.id: column for column, person in enumerate(people)}
    pairs = [(person.id, person.manager) for person in people if person.manager]
    pairs += [tuple(pair) for pair in instance.excluded if len(pair) == 2]
    pairs += _project_pairs(instance, people)
    for a, b in pairs:
        if a in at and b in at:
            for row, column in ((at[a], at[b]), (at[b], at[a])):
                if row < rows:
                    table[row, column] = True
    table[np.arange(rows), np.arange(rows)] = False
    return table


def _project_pairs(
    instance: Instance, people: Sequence[Person]
) -> list[tuple[str, str]]:
    """Only colleagues of one project are compared, not everybody with everybody."""
    colleagues: dict[str, dict[str, Person]] = defaultdict(dict)
    for person in people:
        for stint in person.projects:
            if stint.hours >= instance.params.overlap_hours:
                colleagues[stint.project][person.id] = person
    pairs = set()
    for of_project in colleagues.values():
        members = list(of_project.values())
        for index, a in enumerate(members):
            for b in members[:index]:
                if (b.id, a.id) not in pairs and rules.project_breaks(instance, a, b):
                    pairs.add((b.id, a.id))
    return sorted(pairs)


def pinned(
    instance: Instance, mentees: Sequence[Person], mentors: Sequence[Person]
) -> np.ndarray:
    column = {mentor.id: index for index, mentor in enumerate(mentors)}
    barred = np.zeros((len(mentees), len(mentors)), dtype=bool)
    for row, mentee in enumerate(mentees):
        locks = instance.locks.get(mentee.id)
        if locks is not None:
            barred[row, :] = True
            if len(locks) == 1:
                (mentor,) = locks
                if mentor in column:
                    barred[row, column[mentor]] = False
    for mentee, mentor in instance.forbidden:
        if mentor in column:
            rows = [row for row, person in enumerate(mentees) if person.id == mentee]
            for row in rows:
                barred[row, column[mentor]] = True
    return barred
