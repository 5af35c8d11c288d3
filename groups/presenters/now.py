"""What there is to say about groups that are under way."""

from dataclasses import dataclass

from groups.checking import tell_breaches
from groups.loading import load_seated
from groups.models import LEAST, Breach, MentorGroup, Seat, Tolerance, Wait
from groups.presenters.options import GroupOption, options_for
from people.namesakes import tell_apart
from programmes import clock
from programmes.models import Role


@dataclass(frozen=True)
class GroupNow:
    """A group that is under way, against the rules as the roster is today."""

    group: MentorGroup
    mentor: Seat | None
    mentees: tuple[Seat, ...]
    broken: tuple[Breach, ...] = ()
    kept: tuple[Breach, ...] = ()
    # Why it goes on with fewer mentees than a group has (R1).
    three: Tolerance | None = None
    # Until when it waits for somebody to come.
    wait: Wait | None = None

    @property
    def dissolved(self) -> bool:
        return self.mentor is None

    @property
    def missing(self) -> int:
        return max(0, self.group.programme.min_size - len(self.mentees))

    @property
    def small(self) -> bool:
        """Whether something is to be decided about its size (R1)."""
        is_settled = self.three is not None or self.dissolved or self.group.has_ended
        return bool(self.missing) and not is_settled

    @property
    def may_go_on(self) -> bool:
        return len(self.mentees) >= LEAST

    @property
    def over(self) -> int:
        """How many more it has than the programme's maximum, which was lowered since.

        Nothing is to be decided about that: the group stays as it is.
        """
        return max(0, len(self.mentees) - self.group.programme.max_size)

    @property
    def places(self) -> int:
        if self.dissolved or self.group.has_ended:
            return 0
        return max(0, self.group.programme.max_size - len(self.mentees))


def groups_now(programme, groups) -> list[GroupNow]:
    """Takes groups `with_people`; says what they break now, and changes nothing."""
    if not groups:
        return []
    breaches = Breach.objects.filter(group__in=groups)
    # Who they are only of groups that break a rule: mostly there are none.
    broken = set(breaches.values_list("group", flat=True))
    breaches = breaches.filter(group__in=broken).with_people() if broken else ()
    breaches_of: dict[int, list[Breach]] = {group.pk: [] for group in groups}
    for breach in tell_breaches(breaches):
        breaches_of[breach.group_id].append(breach)
    reasons = Tolerance.objects.of_size().filter(group__in=groups)
    reason_of = {reason.group_id: reason for reason in reasons}
    # Whether a reason holds still.
    here = programme.mentor_groups.filter(pk__in=reason_of)
    small = here.too_small().values_list("pk", flat=True) if reason_of else ()
    small = set(small)
    few = [group for group in groups if _is_small(programme, group)]
    waits = Wait.objects.standing(clock.today_in(programme)).filter(group__in=few)
    wait_of = waits.by_group() if few else {}
    now = []
    for group in groups:
        group.programme = programme
        of_group = breaches_of[group.pk]
        now.append(
            GroupNow(
                group=group,
                mentor=next(iter(_held(group, Role.MENTOR)), None),
                mentees=_held(group, Role.MENTEE),
                broken=tuple(breach for breach in of_group if not breach.tolerance),
                kept=tuple(breach for breach in of_group if breach.tolerance),
                three=None if group.pk in small else reason_of.get(group.pk),
                wait=wait_of.get(group.pk),
            )
        )
    return now


def _is_small(programme, group) -> bool:
    return len(_held(group, Role.MENTEE)) < programme.min_size


def _by_name(group):
    return group.mentor.sort_key, group.pk


def _held(group, role) -> tuple[Seat, ...]:
    return tuple(seat for seat in group.held_seats if seat.role == role)


# Of more groups than so many those are looked at that may suit best.
NEAR = 9


def elsewhere(
    programme, group, only=None, wanted=(), query=""
) -> dict[int, list[tuple[MentorGroup, GroupOption]]]:
    """For each mentee of a group where else they could go, by seat; the best fit first.

    Or for the seat `only`. Of many groups a few that may suit: also those `wanted`, by
    their keys, and else those that a search for `query` finds. In a constant number of
    queries. Gives the group its `held_seats`, too.
    """
    leaving = group.seats.held().mentees().with_team() if only is None else [only]
    before = [group.pk, *wanted]
    here = programme.mentor_groups.under_way().with_days_left([group.pk])
    here = here.searched_or_in(query, before)
    people = Seat.objects.with_person().select_related("participation")
    near = here.fitting_first(leaving, before).with_people(people)
    groups = sorted(near[: NEAR + len(before)], key=_by_name)
    tell_apart(near_group.mentor for near_group in groups)
    seats = [seat for near_group in groups for seat in near_group.held_seats]
    group.held_seats = next(
        (near_group.held_seats for near_group in groups if near_group == group), []
    )
    loaded = load_seated(programme, seats)
    lead = {seat.group_id: seat for seat in seats if seat.role == Role.MENTOR}
    at = {
        str(seat.participation_id): near_group
        for near_group in groups
        for seat in near_group.held_seats
    }
    key_of = {pk: str(seat.participation_id) for pk, seat in lead.items()}
    led = {
        key_of[near_group.pk]: [
            str(seat.participation_id)
            for seat in near_group.held_seats
            if seat.role == Role.MENTEE
        ]
        for near_group in groups
    }
    reasons = {
        key_of[near_group.pk]: near_group.cross_discipline_reason
        for near_group in groups
    }
    return {
        seat.pk: [
            (at[option.key], option)
            for option in options_for(loaded, led, reasons, str(seat.participation_id))
            if option.key and not option.here
        ]
        for seat in seats
        if seat.group_id == group.pk
        and seat.role == Role.MENTEE
        and (only is None or seat == only)
    }
