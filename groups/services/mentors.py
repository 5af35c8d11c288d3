"""Another mentor for a group that is under way."""

from django.db import transaction
from django.utils.translation import gettext as _

from groups.checking import leading_breaks
from groups.models import Seat
from groups.refusals import said_in_words
from groups.services.rooms import have_rooms_follow
from groups.services.seats import (
    all_but,
    end_seat,
    introductions,
    leave_circles,
    lock,
    seat_in,
    start_circle,
)
from programmes.models import Role
from programmes.refusals import refuse_ended
from reminders.letters import called
from reminders.services import Posting, post_all
from spaces.errors import DomainError
from spaces.services import leave_space


@transaction.atomic
def replace_mentor(*, group, participation, by) -> Seat:
    """Give a group that is under way another mentor, and tell everybody concerned.

    The mentees and the new mentor start a new circle and new pairs, with an intake
    each; what was written before stays with those who were there, and what a mentee
    and the old mentor wrote together with the mentee alone. Raises DomainError.
    """
    group = lock(group)
    seats = list(group.seats.held().with_person().select_related("participation"))
    if not seats:
        raise DomainError(_("This group has ended."))
    refuse_ended(group.programme)
    if broken := leading_breaks(group, seats, participation):
        raise DomainError(" ".join(broken))
    with said_in_words():
        for seat in seats:
            end_seat(seat, by)
        old = next((seat for seat in seats if seat.role == Role.MENTOR), None)
        mentees = [seat for seat in seats if seat.role == Role.MENTEE]
        if old:
            leave_circles(group, old.person)
        for seat in mentees if old else ():
            leave_space(space_id=seat.pair_id, person=old.person)
        led = seat_in(group, participation, participation.person)
        began = [led]
        for seat in mentees:
            seat.participation.person = seat.person
            began.append(seat_in(group, seat.participation, participation.person))
        group.mentor = participation.person
        start_circle(group, [led.person, *(seat.person for seat in mentees)])
        group.save(update_fields=["mentor", "circle"])
    _tell_replaced(led, [seat.person for seat in seats], old and old.person)
    have_rooms_follow(began=began, ended=seats)
    return led


def _tell_replaced(led, others, old):
    """The new mentor and the others, of whom the mentor of before is one."""
    group = led.group
    introduced = introductions(group)
    mentees = [seat.person for seat in group.seats.held().mentees().with_person()]
    post_all(
        Posting(
            person=person,
            kind="groups.mentor_replaced",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=led.pk,
            link="/" if person == old else group.get_absolute_url(),
            context={
                "group": called(group),
                "mentor": led.person.full_name,
                "before": old.full_name if old else "",
                "leads": person == led.person,
                "gone": person == old,
                "people": all_but(introduced, mentees, person)
                if person == led.person
                else [introduced[led.person_id]]
                if person != old
                else [],
            },
        )
        for person in [led.person, *others]
    )
