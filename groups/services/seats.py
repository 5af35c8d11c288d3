"""Mentor groups and who sits in them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.services import follow
from groups.checking import joining_breaks
from groups.models import MentorGroup, Seat
from groups.presenters.introductions import introduce
from groups.refusals import said_in_words
from groups.services.rooms import have_rooms_follow
from programmes.models import Role
from programmes.refusals import refuse_ended
from reminders.letters import called
from reminders.services import Posting, post_all
from spaces.errors import DomainError
from spaces.models import Space
from spaces.services import leave_space, open_space


@transaction.atomic
def rename_group(*, group, name) -> MentorGroup:
    """Give a group a name of its own; without one it is called after its mentor."""
    group.name = name
    group.save(update_fields=["name"])
    follow([group.pk])
    return group


@transaction.atomic
def join_group(*, group, participation) -> Seat:
    """Seat a newcomer: the group gets a new circle, and its members are told.

    What was written before stays with those who were there (invariant 1 of spaces).
    Raises DomainError when a rule would break.
    """
    (seat,) = seat_newcomers(group, [participation])
    tell_joined(seat.group, [seat])
    have_rooms_follow(began=[seat])
    return seat


def seat_newcomers(group, participations) -> list[Seat]:
    """With one new circle for all of them; raises DomainError, and tells nobody."""
    group = lock(group)
    seats = list(group.seats.held().with_person())
    mentor = next((seat.person for seat in seats if seat.role == Role.MENTOR), None)
    if mentor is None or group.has_ended:
        raise DomainError(_("This group has ended."))
    refuse_ended(group.programme)
    newcomers = []
    with said_in_words():
        for participation in participations:
            if not participation.person.is_active:
                name = participation.person.full_name
                raise DomainError(_("%(name)s has left.") % {"name": name})
            together = [*seats, *newcomers]
            if broken := joining_breaks(group, together, participation):
                raise DomainError(" ".join(broken))
            newcomers.append(seat_in(group, participation, mentor))
        start_circle(group, [seat.person for seat in [*seats, *newcomers]])
        group.save(update_fields=["circle"])
    return newcomers


def tell_joined(group, newcomers, but=()):
    """Everybody in the group, of each newcomer; a newcomer of `but` knows already."""
    members = [seat.person for seat in group.seats.held().with_person()]
    introduced = introductions(group)
    post_all(
        Posting(
            person=member,
            kind="groups.joined",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=seat.pk,
            link=group.get_absolute_url(),
            context={
                "group": called(group),
                "name": seat.person.full_name,
                "you": member.pk == seat.person_id,
                "people": all_but(introduced, members, member)
                if member.pk == seat.person_id
                else [introduced[seat.person_id]],
            },
        )
        for seat in newcomers
        for member in members
        if not (seat in but and member.pk == seat.person_id)
    )


def introductions(group) -> dict[int, dict]:
    """Of everybody who sits in a group under way: what a mail tells of them."""
    seats = list(group.seats.with_person())
    sit = [seat.person for seat in seats if seat.left_at is None]
    everybody = [seat.person for seat in seats]
    return introduce(sit, among=everybody, under_way={person.pk for person in sit})


def all_but(introduced, members, reader) -> list[dict]:
    return [introduced[member.pk] for member in members if member.pk != reader.pk]


@transaction.atomic
def leave_seat(*, seat, by) -> Seat:
    """End a mentee's seat for good, and tell the group by name only.

    The mentee leaves the circle; the pair ends on the mentor's side, so that what the
    mentee said there stays with the mentee alone. Doing it again changes nothing.
    """
    group = lock(seat.group)
    seat = group.seats.select_related("person").get(pk=seat.pk)
    if seat.left_at:
        return seat
    if seat.role == Role.MENTOR:
        raise DomainError(
            _("A group cannot be without its mentor: find another mentor first.")
        )
    give_up(group, seat, by)
    tell_left(group, seat, to=[seat.person])
    have_rooms_follow(ended=[seat])
    return seat


def give_up(group, seat, by):
    """End a mentee's seat and its spaces; tells nobody."""
    end_seat(seat, by)
    leave_circles(group, seat.person)
    for other in group.seats.held().mentors().with_person():
        leave_space(space_id=seat.pair_id, person=other.person)


def leave_circles(group, person):
    """The circle of the group, and those it had before in the person's time."""
    since = group.seats.of(person).earliest("joined_at").joined_at
    former = group.former_circles.filter(until__gte=since)
    for space_id in [group.circle_id, *former.values_list("space", flat=True)]:
        leave_space(space_id=space_id, person=person)


def tell_left(group, seat, to=()):
    """The group, and `to`, that the person of the seat is there no longer."""
    others = [other.person for other in group.seats.held().with_person()]
    post_all(
        Posting(
            person=person,
            kind="groups.left",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=seat.pk,
            link="/" if person in to else group.get_absolute_url(),
            context={
                "group": called(group),
                "name": seat.person.full_name,
                "you": person in to,
            },
        )
        for person in [*to, *others]
    )


def lock(group) -> MentorGroup:
    """Two changes of one group wait for each other."""
    # No key: whatever only points to the group, such as a new session, need not wait.
    return (
        MentorGroup.objects.select_for_update(of=["self"], no_key=True)
        .select_related("programme", "mentor")
        .get(pk=group.pk)
    )


def hold(seat) -> Seat:
    """The seat as it is held now; whoever would end it waits.

    Raises DomainError where it has ended.
    """
    group = lock(seat.group)
    held = group.seats.held().filter(pk=seat.pk).first()
    if held is None:
        raise DomainError(_("This seat has ended already."))
    return held


def end_seat(seat, by):
    """Of this row alone: its spaces are for who calls to end."""
    seat.left_at, seat.left_by = timezone.now(), by
    seat.save(update_fields=["left_at", "left_by"])


def start_circle(group, people):
    """For whom the group consists of from now on; for who calls to save."""
    group.former_circles.create(space_id=group.circle_id)
    group.circle = open_space(kind=Space.Kind.CIRCLE, members=people)


def seat_in(group, part, mentor) -> Seat:
    """With a pair of its own, of a mentee and that mentor."""
    pair = None
    if part.role == Role.MENTEE:
        pair = open_space(kind=Space.Kind.PAIR, members=[mentor, part.person])
    seat = seat_of(group, part, pair)
    seat.save(force_insert=True)
    return seat


def seat_of(group, part, pair) -> Seat:
    """Not yet written; `pair` is the space of a mentee and the mentor."""
    return Seat(
        group=group,
        person=part.person,
        participation=part,
        role=part.role,
        pair=pair,
    )
