"""Placing as many as can be: chains of moves that end with one more placed.

Each chain visits a group at most once, so that every group on it changes by
one mentee who leaves and one who comes, and can be checked on its own.
"""

from boards.composing.block import Block
from boards.composing.capacity import most

from .plan import NOWHERE, Plan


def allowed(
    block: Block, plan: Plan, mentee: int, mentor: int, without: int = NOWHERE
) -> bool:
    """Whether a mentee could sit there, if `without` left, size aside."""
    if block.barred_bits[mentor] >> mentee & 1:
        return False
    members = plan.bits[mentor]
    if without != NOWHERE:
        members &= ~(1 << without)
    return not block.apart_bits[mentee] & members


def insert(block: Block, plan: Plan, mentee: int) -> bool:
    """Place one more, each on the chain taking the seat of the next."""
    cause: dict[int, int] = {mentee: NOWHERE}
    queue = [mentee]
    groups = plan.open_mentors()
    for mover in queue:
        passed = _passed(plan, cause, mover)
        for mentor in groups:
            if mentor in passed or block.barred_bits[mentor] >> mover & 1:
                continue
            clash = block.apart_bits[mover] & plan.bits[mentor]
            if not clash and len(plan.seats[mentor]) < block.limits[mentor]:
                _shift(plan, cause, mover, mentor)
                return True
            if clash & (clash - 1):
                continue
            leavers = [clash.bit_length() - 1] if clash else plan.seats[mentor]
            for leaver in leavers:
                if leaver not in cause and not block.locked[leaver]:
                    cause[leaver] = mover
                    queue.append(leaver)
    return False


def _passed(plan: Plan, cause: dict[int, int], mover: int) -> set[int]:
    passed = set()
    while mover != NOWHERE:
        passed.add(plan.group_of[mover])
        mover = cause[mover]
    return passed


def _shift(plan: Plan, cause: dict[int, int], mover: int, mentor: int) -> None:
    while mover != NOWHERE:
        left = plan.group_of[mover]
        plan.seat(mover, mentor)
        mover, mentor = cause[mover], left


def fill(block: Block, plan: Plan, mentor: int) -> bool:
    """Bring one more mentee to a group, from a place that can spare one."""
    # A step is (mentee, the group it goes to, the step that leaves the hole there).
    steps: list[tuple[int, int, int]] = [(NOWHERE, mentor, NOWHERE)]
    seen: set[int] = set()
    supply = plan.unplaced() + [
        mentee
        for group in sorted(plan.open_mentors(), key=lambda g: -len(plan.seats[g]))
        for mentee in plan.seats[group]
        if not block.locked[mentee]
    ]
    for at, (left, _, _) in enumerate(steps):
        hole = mentor if left == NOWHERE else plan.group_of[left]
        passed = _emptied(plan, steps, at, mentor)
        for mentee in supply:
            home = plan.group_of[mentee]
            if (
                mentee in seen
                or home in passed
                or not allowed(block, plan, mentee, hole, left)
            ):
                continue
            seen.add(mentee)
            steps.append((mentee, hole, at))
            if home == NOWHERE or len(plan.seats[home]) > block.min_size:
                _pull(plan, steps)
                return True
    return False


def _emptied(
    plan: Plan, steps: list[tuple[int, int, int]], at: int, mentor: int
) -> set[int]:
    passed = {mentor}
    while at > 0:
        passed.add(plan.group_of[steps[at][0]])
        at = steps[at][2]
    return passed


def _pull(plan: Plan, steps: list[tuple[int, int, int]]) -> None:
    at = len(steps) - 1
    while at > 0:
        mentee, mentor, before = steps[at]
        plan.seat(mentee, mentor)
        at = before


def open_group(block: Block, plan: Plan, mentor: int, mentees: list[int]) -> bool:
    """Let an idle mentor lead a group around these; nothing changes on failure."""
    trial = plan.copy()
    for mentee in mentees:
        if allowed(block, trial, mentee, mentor):
            trial.seat(mentee, mentor)
    if not trial.seats[mentor]:
        return False
    while len(trial.seats[mentor]) < block.min_size:
        if not fill(block, trial, mentor):
            return False
    plan.become(trial)
    return True


def fill_or_dissolve(block: Block, plan: Plan) -> None:
    """Fill the groups that are too small, or dissolve them."""
    small = [m for m in plan.open_mentors() if len(plan.seats[m]) < block.min_size]
    # Locked mentees first, then the groups that miss least.
    small.sort(key=lambda m: (not _locks(block, plan, m), -len(plan.seats[m])))
    for mentor in small:
        while len(plan.seats[mentor]) < block.min_size:
            if not fill(block, plan, mentor):
                plan.dissolve(mentor)
                break


def _locks(block: Block, plan: Plan, mentor: int) -> int:
    return sum(block.locked[mentee] for mentee in plan.seats[mentor])


def repair(block: Block, plan: Plan) -> None:
    """Make the plan valid, then place whoever can still be placed."""
    fill_or_dissolve(block, plan)
    honour(block, plan)
    changed = True
    while changed and plan.counts(block)[1] < most(block):
        changed = False
        for mentee in plan.unplaced():
            changed |= insert(block, plan, mentee)
        for mentee in plan.unplaced():
            changed |= plan.group_of[mentee] == NOWHERE and _found(block, plan, mentee)


def _found(block: Block, plan: Plan, mentee: int) -> bool:
    others = [other for other in plan.unplaced() if other != mentee]
    return any(
        open_group(block, plan, mentor, [mentee])
        for mentor in plan.idle_mentors()
        if allowed(block, plan, mentee, mentor)
        and (others or any(len(seats) > block.min_size for seats in plan.seats))
    )


def honour(block: Block, plan: Plan) -> None:
    """Place locked mentees at the cost of others, as L comes before P."""
    for mentee in plan.unplaced():
        if block.locked[mentee] and plan.group_of[mentee] == NOWHERE:
            for mentor in range(len(block.mentors)):
                if not block.barred_bits[mentor] >> mentee & 1:
                    _honour(block, plan, mentee, mentor)


def _honour(block: Block, plan: Plan, mentee: int, mentor: int) -> None:
    before = plan.counts(block)
    for spare in [NOWHERE, *plan.open_mentors()]:
        if spare == mentor:
            continue
        trial = plan.copy()
        loose = trial.dissolve(spare) if spare != NOWHERE else []
        loose += _make_room(block, trial, mentee, mentor)
        if not allowed(block, trial, mentee, mentor):
            return
        trial.seat(mentee, mentor)
        while len(trial.seats[mentor]) < block.min_size:
            if not fill(block, trial, mentor):
                break
        if block.min_size <= len(trial.seats[mentor]) <= block.limits[mentor]:
            for other in loose:
                if trial.group_of[other] == NOWHERE:
                    insert(block, trial, other)
            if trial.counts(block) > before:
                plan.become(trial)
                return


def _make_room(block: Block, plan: Plan, mentee: int, mentor: int) -> list[int]:
    free = [other for other in plan.seats[mentor] if not block.locked[other]]
    leavers = [other for other in free if block.apart_bits[mentee] >> other & 1]
    if len(plan.seats[mentor]) - len(leavers) >= block.limits[mentor]:
        leavers += [other for other in free if other not in leavers][:1]
    for other in leavers:
        plan.lift(other)
    return leavers
