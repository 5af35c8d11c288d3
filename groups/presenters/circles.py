"""Who is in the circles of a group, for a member to see before they open."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from groups.presenters.introductions import introduce
from people.models import Person
from programmes.models import Role
from spaces.seeing import people_of_circles

# A group is under way when it cannot be taken back any more; of those who were in it
# from the start a week later.
HOUR, WEEK = dt.timedelta(hours=1), dt.timedelta(days=7)


@dataclass(frozen=True)
class MemberStory:
    """`seen_at`: since when they know who is in the circle; None: not yet.

    `paused_until`: when the pause ends that they take now, if they take one.
    """

    person: Person
    role: str
    seen_at: dt.datetime | None
    about: dict
    paused_until: dt.datetime | None

    @property
    def role_label(self) -> str:
        return Role(self.role).label if self.role else ""


@dataclass(frozen=True)
class CircleStory:
    """`until`: None for the circle of now; of one before, when a newcomer came."""

    space_id: UUID
    until: dt.datetime | None
    members: list[MemberStory]
    is_open: bool

    @property
    def waiting(self) -> list[MemberStory]:
        """Those to whom it is not open yet."""
        return [member for member in self.members if member.seen_at is None]


def circles_of(
    group, reader, seats=None, *, has_former=True, domains=None
) -> list[CircleStory]:
    """The circle of now, and those of before that are still closed to `reader`.

    For a member who acts; five queries. `seats`: all of the group, with person and team,
    and who pauses.
    """
    until = {}
    if has_former:
        until = dict(group.former_circles.values_list("space", "until"))
    by_circle = people_of_circles([group.circle_id, *until])
    if seats is None:
        seats = group.seats.select_related("person__team").with_pause()
        seats = list(seats.order_by("pk"))
    people = _people(seats, by_circle)
    came = _came(group, seats)
    introduced = introduce(people.values(), under_way=came, domains=domains)
    # Of who came back the seat of now, which is the last.
    seat_of = {seat.person_id: seat for seat in seats}
    circles = [
        CircleStory(
            space_id=space_id,
            until=until.get(space_id),
            members=_members(when_seen, people, seat_of, introduced),
            is_open=when_seen[reader.pk] is not None,
        )
        for space_id, when_seen in by_circle.items()
    ]
    shown = [circle for circle in circles if circle.until is None or not circle.is_open]
    now = timezone.now()
    order = {
        circle.space_id: (circle.until is None, circle.until or now) for circle in shown
    }
    return sorted(shown, key=lambda circle: order[circle.space_id], reverse=True)


def _people(seats, by_circle) -> dict[int, Person]:
    """Who sits in the group or did; and who is in a circle without ever having sat."""
    people = {seat.person_id: seat.person for seat in seats}
    strangers = {pk for members in by_circle.values() for pk in members} - people.keys()
    if strangers:
        people |= Person.objects.with_work().in_bulk(strangers)
    return people


def _came(group, seats) -> set[int]:
    """Of whom it would be strange that they had never signed in before this week."""
    now = timezone.now()
    with_group = {
        seat.person_id
        for seat in seats
        if seat.joined_at - group.published_at < HOUR
        and now - group.published_at < WEEK
    }
    return {seat.person_id for seat in seats} - with_group


def _members(when_seen, people, seat_of, introduced) -> list[MemberStory]:
    members = [
        MemberStory(
            people[pk],
            getattr(seat_of.get(pk), "role", ""),
            seen_at,
            introduced[pk],
            getattr(seat_of.get(pk), "paused_until", None),
        )
        for pk, seen_at in when_seen.items()
    ]
    return sorted(
        members,
        key=lambda member: (
            member.role != Role.MENTOR,
            member.person.sort_key,
            member.person.pk,
        ),
    )


def mark_of(circles) -> str:
    """Another one as soon as others are in them, or somebody is called otherwise."""
    shown = [
        [str(circle.space_id), *_shown(member)]
        for circle in circles
        for member in circle.members
        if not circle.is_open
    ]
    return hashlib.sha256(json.dumps(sorted(shown)).encode()).hexdigest()


def _shown(member) -> list:
    introduced = member.about
    return [
        member.person.pk,
        introduced["name"],
        introduced["email"],
        introduced["team"],
    ]
