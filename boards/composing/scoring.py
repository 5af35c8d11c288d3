"""What a composition is worth, in exact integers (compose-scoring/1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Group, Instance, Person

FIT_POINT = 6_000_000
SHARE = 60


@dataclass(frozen=True, order=True)
class Score:
    """Compared in this order: locks honoured, mentees placed, quality."""

    locked: int
    placed: int
    quality: int


@dataclass(frozen=True)
class Fit:
    """How well a mentee sits: each term 0..1000, `value` in 6 000 000ths."""

    need: int
    gap: int
    mentor_place: int
    peer_need: int
    peer_place: int
    crosses: bool
    value: int

    @property
    def points(self) -> int:
        """0..1000, for people."""
        return max(0, self.value * 1000 // FIT_POINT)


def need_term(mentee: Person, mentor: Person) -> int:
    """How far the mentor's expertise covers the needs; no needs count as 0."""
    total = sum(mentee.needs.values())
    if not total:
        return 0
    met = sum(w * mentor.expertise.get(topic, 0) for topic, w in mentee.needs.items())
    return 1000 * met // (3 * total)


def gap_term(instance: Instance, mentee: Person, mentor: Person) -> int:
    years = mentor.seniority - mentee.seniority
    return min(1000, max(0, 1000 * years // instance.params.seniority_gap))


def place_term(instance: Instance, a: Person, b: Person) -> int:
    region = instance.locations.get
    location = 0
    if a.location and b.location:
        if a.location == b.location:
            location = 1000
        elif region(a.location, a) == region(b.location, b):
            location = 500
    language = 1000 if a.languages & b.languages else 0
    return (location + language) // 2


def peer_term(a: Person, b: Person) -> int:
    """Weighted Jaccard of the needs."""
    shared = sum(min(w, b.needs.get(topic, 0)) for topic, w in a.needs.items())
    either = sum(a.needs.values()) + sum(b.needs.values()) - shared
    return 1000 * shared // either if either else 0


def mentor_value(instance: Instance, mentee: Person, mentor: Person) -> int:
    """a(i, m): what the mentor is worth to the mentee."""
    params, weights = instance.params, instance.params.weights
    value = weights.need * need_term(mentee, mentor)
    value += weights.gap * gap_term(instance, mentee, mentor)
    value += weights.mentor_place * place_term(instance, mentee, mentor)
    crosses = mentee.discipline != mentor.discipline
    return value - params.cross_penalty if crosses else value


def peer_value(instance: Instance, a: Person, b: Person) -> int:
    """b(i, j): what two mentees are worth to each other."""
    weights = instance.params.weights
    peer, place = peer_term(a, b), place_term(instance, a, b)
    return weights.peer_need * peer + weights.peer_place * place


def peer_share(size: int) -> int:
    """What one peer's value counts for in a group of `size` mentees."""
    return SHARE // (size - 1) if size > 1 else 0


def fits(instance: Instance, mentor: str, mentees: Sequence[str]) -> dict[str, Fit]:
    """The fit of each mentee of one group."""
    return {
        mentee: fit_of(instance, mentor, mentee, [m for m in mentees if m != mentee])
        for mentee in mentees
    }


def fit_of(
    instance: Instance, mentor_id: str, mentee_id: str, others: Iterable[str]
) -> Fit:
    """The fit of one mentee beside the others of a group."""
    lead, mentee = instance.by_id[mentor_id], instance.by_id[mentee_id]
    peers = [instance.by_id[other] for other in others]
    worth = sum(peer_value(instance, mentee, peer) for peer in peers)
    value = SHARE * mentor_value(instance, mentee, lead)
    value += peer_share(len(peers) + 1) * worth
    count = max(1, len(peers))
    return Fit(
        need=need_term(mentee, lead),
        gap=gap_term(instance, mentee, lead),
        mentor_place=place_term(instance, mentee, lead),
        peer_need=sum(peer_term(mentee, peer) for peer in peers) // count,
        peer_place=sum(place_term(instance, mentee, p) for p in peers) // count,
        crosses=mentee.discipline != lead.discipline,
        value=value,
    )


def size_cost(instance: Instance, size: int) -> int:
    return instance.params.size_penalty * abs(size - instance.params.preferred_size)


def fairness(instance: Instance, placed: int, worst: int) -> int:
    """What the worst fit adds, once per placed mentee."""
    return placed * worst * instance.params.fairness_percent // 100


def score(instance: Instance, groups: Iterable[Group]) -> Score:
    values: list[int] = []
    quality = locked = 0
    for group in groups:
        group_fits = fits(instance, group.mentor, group.mentees)
        values += [fit.value for fit in group_fits.values()]
        quality -= size_cost(instance, len(group.mentees))
        locked += sum(mentee in instance.locks for mentee in group.mentees)
    quality += sum(values) + fairness(instance, len(values), min(values, default=0))
    return Score(locked, len(values), quality)
