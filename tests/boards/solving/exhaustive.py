"""Every composition there is, tried one by one, by the plain rules and score."""

from itertools import combinations

from boards.composing import Score, fits, group_breaks
from boards.composing.rules import mentor_breaks
from boards.composing.scoring import fairness, size_cost


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


def is_true(instance, left):
    """Whether what is claimed of somebody without a group holds in every composition."""
    evidence = left.evidence
    if left.reason in ("no_compatible_mentor", "no_viable_group"):
        return most_seated(instance, {left.mentee}) == 0
    if left.reason == "lock_conflict":
        return _locks_conflict(instance, left.mentee, evidence)
    if left.reason == "hall":
        crowd = set(evidence["mentees"])
        return left.mentee in crowd and most_seated(instance, crowd) < len(crowd)
    if left.reason == "capacity":
        crowd = {
            mentee.id
            for mentee in instance.mentees
            if evidence["discipline"] in (None, mentee.discipline)
            and any(not mentor_breaks(instance, mentee, m) for m in instance.mentors)
        }
        return left.mentee in crowd and most_seated(instance, crowd) < len(crowd)
    return left.reason == "not_proven"


def _locks_conflict(instance, mentee, evidence):
    (*mentors,) = instance.locks[mentee]
    fellows = {name for name, to in instance.locks.items() if to == {*mentors}}
    if evidence["rule"] == "group_full":
        return most_seated(instance, fellows) < len(fellows)
    if evidence.get("other") in fellows:
        return most_seated(instance, {mentee, evidence["other"]}) < 2
    return most_seated(instance, {mentee}) == 0


def most_seated(instance, wanted):
    """How many of these a composition seats at most."""
    valid = [
        [chosen for chosen, *_worth in _groups(instance, mentor.id)]
        for mentor in instance.mentors
    ]

    def most(valid, taken):
        if not valid:
            return 0
        return max(
            most(valid[1:], taken),
            *(
                len(chosen & wanted) + most(valid[1:], taken | chosen)
                for chosen in valid[0]
                if chosen & wanted and not taken & chosen
            ),
            0,
        )

    return most(valid, frozenset())
