"""What mails about groups say, as it is at this moment; None when it holds no more.

Asked by the worker as a mail leaves: open rows only.
"""

from groups.models import MentorGroup, Seat
from groups.retention import object_of, take_along
from groups.services.seats import all_but, introductions
from programmes.models import Programme, Role
from reminders.letters import called


def published(mail) -> dict | None:
    """Of a group in which the reader still sits, with who is in it now."""
    seat = _seats(mail).held().filter(group=mail.object_id).first()
    if seat is None:
        return None
    group = seat.group
    seats = list(group.seats.held().with_person())
    mentees = [seat.person for seat in seats if seat.role == Role.MENTEE]
    return {
        "programme": str(group.programme),
        "mentor": group.mentor.full_name,
        "others": [
            mentee.full_name for mentee in mentees if mentee.pk != mail.person_id
        ],
        "leads": seat.role == Role.MENTOR,
        "people": all_but(
            introductions(group), [seat.person for seat in seats], mail.person
        ),
    }


def unpublished(mail) -> dict | None:
    """Of a programme in which the reader has no seat (again)."""
    programme = Programme.objects.filter(pk=mail.programme_id).first()
    seated = _seats(mail).held().filter(group__programme=mail.programme_id)
    if programme is None or seated.exists():
        return None
    return mail.context | {"programme": str(programme)} | _by(mail)


def joined(mail) -> dict | None:
    """Of a newcomer who sits in the group still, to who sits there too."""
    seat = _seat(mail.object_id)
    if seat is None or seat.left_at or not _sits_in(mail, seat.group):
        return None
    you = seat.person_id == mail.person_id
    introduced = introductions(seat.group)
    members = [other.person for other in seat.group.seats.held().with_person()]
    return {
        "group": called(seat.group),
        "name": seat.person.full_name,
        "you": you,
        "people": all_but(introduced, members, mail.person)
        if you
        else [introduced[seat.person_id]],
    }


def mentor_replaced(mail) -> dict | None:
    """Of a mentor who leads the group still."""
    led = _seat(mail.object_id)
    if led is None or led.left_at:
        return None
    sits = _sits_in(mail, led.group)
    if mail.context.get("gone") == sits:
        # The mentor of before is back in it, or somebody has left it meanwhile.
        return None
    leads = led.person_id == mail.person_id
    of_each = introductions(led.group)
    mentees = [seat.person for seat in led.group.seats.held().mentees().with_person()]
    introduced = (
        all_but(of_each, mentees, mail.person) if leads else [of_each[led.person_id]]
    )
    return mail.context | {
        "group": called(led.group),
        "mentor": led.person.full_name,
        "leads": leads,
        "people": introduced if sits else [],
    }


def left(mail) -> dict | None:
    """Of who sits in the group no longer, to that person and those who do."""
    seat = _seat(mail.object_id)
    if seat is None or seat.left_at is None:
        return None
    again = seat.group.seats.held().of(seat.person).exists()
    you = bool(mail.context.get("you"))
    if again or not (you or _sits_in(mail, seat.group)):
        return None
    return {
        "group": called(seat.group),
        "name": seat.person.full_name,
        "you": you,
    }


def moved(mail) -> dict | None:
    """Of a mentee who sits in the group still to which the mentee moved."""
    seat = _seat(mail.object_id)
    if seat is None or seat.left_at:
        return None
    groups = MentorGroup.objects.select_related("mentor")
    before = groups.filter(pk=mail.context.get("before_id")).first()
    members = [other.person for other in seat.group.seats.held().with_person()]
    facts = {
        "group": called(seat.group),
        "mentor": seat.group.mentor.full_name,
        "people": all_but(introductions(seat.group), members, mail.person),
    }
    return mail.context | facts | ({"before": called(before)} if before else {})


def dissolved(mail) -> dict | None:
    seat = _seat(mail.object_id)
    if seat is None or seat.left_at is None:
        return None
    return mail.context | {"group": called(seat.group)}


def readable(mail) -> dict | None:
    """Of a group that ended and is read until that very day still."""
    pk = mail.object_id.partition(".")[0]
    group = MentorGroup.objects.select_related("programme", "mentor").filter(pk=pk)
    group = group.first()
    until = group and group.readable_until
    if until is None or object_of(group, until) != mail.object_id:
        return None
    sits = _sits_in(mail, group)
    return {
        "group": called(group),
        "until": until,
        "sits": sits,
        "take_along": take_along(),
    }


def _seat(pk) -> Seat | None:
    seats = Seat.objects.select_related("person", "group__mentor", "group__programme")
    return seats.filter(pk=pk).first()


def _seats(mail):
    seats = Seat.objects.of(mail.person_id)
    return seats.select_related("group__mentor", "group__programme")


def _sits_in(mail, group) -> bool:
    return group.seats.held().of(mail.person_id).exists()


def _by(mail) -> dict:
    return {"by": mail.by.full_name} if mail.by else {}
