"""What there is to say about groups that are under way."""

from dataclasses import dataclass

from groups import composing
from groups.loading import load
from groups.models import MentorGroup, Seat
from groups.words import in_sentences, relaxed
from programmes.models import Role


@dataclass(frozen=True)
class GroupNow:
    """A group that is under way, against the rules as the roster is today."""

    group: MentorGroup
    mentor: Seat | None
    mentees: tuple[Seat, ...]
    broken: tuple[str, ...]

    @property
    def missing(self) -> int:
        return max(0, self.group.programme.min_size - len(self.mentees))

    @property
    def places(self) -> int:
        return max(0, self.group.programme.max_size - len(self.mentees))


def groups_now(programme, groups) -> list[GroupNow]:
    """Takes groups `with_people`; says what they break now, and changes nothing."""
    seats = [seat.participation_id for group in groups for seat in group.held_seats]
    loaded = load(programme, only=seats) if seats else None
    for group in groups:
        group.programme = programme
    return [_group_now(loaded, group) for group in groups]


def _group_now(loaded, group) -> GroupNow:
    mentor = next((s for s in group.held_seats if s.role == Role.MENTOR), None)
    mentees = tuple(s for s in group.held_seats if s.role == Role.MENTEE)
    broken = []
    if mentor is not None:
        lead = str(mentor.participation_id)
        keys = [str(seat.participation_id) for seat in mentees]
        for mentee, one in composing.group_breaks(loaded.instance, lead, keys):
            if mentee is not None:
                found = relaxed([one], group.cross_discipline_reason)
                broken += in_sentences(loaded, lead, mentee, found)
    return GroupNow(group, mentor, mentees, tuple(dict.fromkeys(broken)))
