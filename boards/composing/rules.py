"""The hard rules H1 to H7 (R1 to R3 of the handbook), one function each."""

from collections.abc import Iterable
from dataclasses import dataclass

from .model import Instance, Person

SIZE = "size"
SAME_TEAM = "same_team"
DISCIPLINE = "discipline"
LINE_MANAGER = "line_manager"
EXCLUSION = "exclusion"
PROJECT = "project"
LOCKED = "lock"
FORBIDDEN = "forbid"


@dataclass(frozen=True)
class Break:
    """A rule that would be broken, and by whom (None: by the group as a whole)."""

    rule: str
    other: str | None = None


def size_breaks(instance: Instance, mentor: Person, size: int) -> bool:
    """H1: a group has min_size to the mentor's limit mentees (R1)."""
    return not instance.params.min_size <= size <= instance.limit(mentor)


def team_breaks(instance: Instance, a: Person, b: Person) -> bool:
    """H2: different teams (R3)."""
    return bool(a.team) and a.team == b.team


def discipline_breaks(instance: Instance, a: Person, b: Person) -> bool:
    """H3: one discipline (R2), unless the programme crosses disciplines."""
    return not instance.params.cross_discipline and a.discipline != b.discipline


def manager_breaks(instance: Instance, a: Person, b: Person) -> bool:
    """H4: neither is the other's direct line manager."""
    return a.manager == b.id or b.manager == a.id


def exclusion_breaks(instance: Instance, a: Person, b: Person) -> bool:
    """H5: neither asked not to be with the other."""
    return frozenset((a.id, b.id)) in instance.excluded


def project_breaks(instance: Instance, a: Person, b: Person) -> bool:
    """H6: not long and intensively on the same project (R3)."""
    months: dict[str, int] = {}
    for mine in a.projects:
        for theirs in b.projects:
            if mine.project == theirs.project:
                hours = min(mine.hours, theirs.hours)
                if hours >= instance.params.overlap_hours:
                    shared = min(mine.end, theirs.end) - max(mine.start, theirs.start)
                    months.setdefault(mine.project, 0)
                    months[mine.project] += max(0, shared + 1)
    return any(total >= instance.params.overlap_months for total in months.values())


def lock_breaks(instance: Instance, mentee: Person, mentor: Person) -> bool:
    """H7: a locked mentee sits with its one mentor or nowhere."""
    locks = instance.locks.get(mentee.id)
    return locks is not None and locks != {mentor.id}


def forbid_breaks(instance: Instance, mentee: Person, mentor: Person) -> bool:
    """H7: the pair is kept apart."""
    return (mentee.id, mentor.id) in instance.forbidden


PAIR_RULES = {
    SAME_TEAM: team_breaks,
    DISCIPLINE: discipline_breaks,
    LINE_MANAGER: manager_breaks,
    EXCLUSION: exclusion_breaks,
    PROJECT: project_breaks,
}
PIN_RULES = {LOCKED: lock_breaks, FORBIDDEN: forbid_breaks}


def pair_breaks(instance: Instance, a: Person, b: Person) -> list[str]:
    """The rules H2 to H6 that two people of one group would break."""
    return [rule for rule, breaks in PAIR_RULES.items() if breaks(instance, a, b)]


def mentor_breaks(instance: Instance, mentee: Person, mentor: Person) -> list[str]:
    """The rules H2 to H7 between a mentee and a mentor."""
    pins = [
        rule for rule, broken in PIN_RULES.items() if broken(instance, mentee, mentor)
    ]
    return pins + pair_breaks(instance, mentee, mentor)


def breaks(
    instance: Instance, mentee: str, mentor: str, others: Iterable[str] = ()
) -> list[Break]:
    """What would break if `mentee` joined `mentor` and the mentees `others`.

    A group that would become too large breaks `size`; one that is still too
    small does not: it is being filled.
    """
    newcomer, lead = instance.by_id[mentee], instance.by_id[mentor]
    peers = [instance.by_id[other] for other in others if other != mentee]
    broken = [Break(rule, lead.id) for rule in mentor_breaks(instance, newcomer, lead)]
    for peer in peers:
        rules = pair_breaks(instance, newcomer, peer)
        broken += [Break(rule, peer.id) for rule in rules]
    if len(peers) + 1 > instance.limit(lead):
        broken.append(Break(SIZE))
    return broken


def group_breaks(
    instance: Instance, mentor: str, mentees: Iterable[str]
) -> list[tuple[str | None, Break]]:
    """All that a whole group breaks, as (mentee, break); None: its size."""
    mentees = list(mentees)
    lead = instance.by_id[mentor]
    all_broken: list[tuple[str | None, Break]] = []
    if size_breaks(instance, lead, len(mentees)):
        all_broken.append((None, Break(SIZE)))
    for index, mentee in enumerate(mentees):
        for broken in breaks(instance, mentee, mentor, mentees[:index]):
            if broken.rule != SIZE:
                all_broken.append((mentee, broken))
    return all_broken
