"""What there is to choose for a group that became too small, and what each way means."""

from dataclasses import dataclass

from groups.models import LEAST, MentorGroup, Wait
from groups.presenters.now import elsewhere
from groups.presenters.readers import ReadersChange, on_dissolving, on_joining
from programmes import clock


@dataclass(frozen=True)
class Merging:
    """A group to which all its mentees can go together; `size` mentees then sit there."""

    group: MentorGroup
    size: int
    readings: tuple[ReadersChange, ...]


@dataclass(frozen=True)
class SmallGroup:
    """`count` mentees are left; `wait` says until when it waits for somebody."""

    count: int
    wait: Wait | None
    joining: tuple[ReadersChange, ...]
    merging: tuple[Merging, ...]

    @property
    def may_go_on(self) -> bool:
        return self.count >= LEAST


def small_group(group) -> SmallGroup | None:
    """None when nothing is to be decided about its size. Constant queries."""
    small = MentorGroup.objects.too_small().filter(pk=group.pk).first()
    if small is None:
        return None
    today = clock.today_in(group.programme)
    merging = merging_of(group)
    return SmallGroup(
        count=small.mentee_count,
        wait=group.waits.standing(today).select_related("by").last(),
        joining=tuple(on_joining(group)),
        merging=tuple(merging),
    )


def merging_of(group) -> list[Merging]:
    """The groups that take in all the mentees of this one, the smallest first.

    Each fits there by itself, and there is a place for all. Gives the group its
    `held_seats`.
    """
    fits = elsewhere(group.programme, group)
    targets: dict[int, tuple[MentorGroup, int, list[bool]]] = {}
    for options in fits.values():
        for other, option in options:
            fit = not option.broken and option.size + len(fits) <= option.limit
            well = targets.setdefault(other.pk, (other, option.size + len(fits), []))[2]
            well.append(fit)
    ways = [
        Merging(other, size, (*on_dissolving(group), *on_joining(other)))
        for other, size, well in targets.values()
        if len(well) == len(fits) and all(well)
    ]
    return sorted(ways, key=lambda way: (way.size, way.group.pk))
