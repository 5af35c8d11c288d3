"""Every composition there is, tried one by one, by the plain rules and score."""

from itertools import combinations

from groups.composing import Score, fits, group_breaks
from groups.composing.scoring import fairness, size_cost


def best_score(instance):
    valid = [list(_groups(instance, mentor.id)) for mentor in instance.mentors]
    return max(
        Score(
            locked, placed, value + fairness(instance, placed, worst if placed else 0)
        )
        for locked, placed, value, worst in _compositions(valid, frozenset())
    )


def _groups(instance, mentor):
    mentees = [person.id for person in instance.mentees]
    for size in range(4, 7):
        for chosen in combinations(mentees, size):
            if not group_breaks(instance, mentor, chosen):
                values = [fit.value for fit in fits(instance, mentor, chosen).values()]
                value = sum(values) - size_cost(instance, size)
                locked = sum(mentee in instance.locks for mentee in chosen)
                yield frozenset(chosen), locked, value, min(values)


def _compositions(valid, taken):
    if not valid:
        yield 0, 0, 0, 10**12
        return
    yield from _compositions(valid[1:], taken)
    for chosen, locked, value, worst in valid[0]:
        if not taken & chosen:
            for rest in _compositions(valid[1:], taken | chosen):
                yield (
                    locked + rest[0],
                    len(chosen) + rest[1],
                    value + rest[2],
                    min(worst, rest[3]),
                )
