"""Who may do what in a group."""

from groups.models import Seat
from sessions.models import OneOnOne


def may_lead(person, group) -> bool:
    """The mentor of the group, as long as the seat is held."""
    return group.seats.leading(person).exists()


def groups_led_by(person) -> set[int]:
    return set(Seat.objects.leading(person).values_list("group", flat=True))


def may_change_action(person, action) -> bool:
    return action.owner_id == person.pk or may_lead(person, action.group)


def may_offer_slots(person, one_on_one) -> bool:
    """Who was asked for it, as long as it has no time."""
    waits = one_on_one.state == OneOnOne.State.ASKED and one_on_one.is_open
    return waits and one_on_one.was_asked_id == person.pk


def may_pick_slot(person, one_on_one) -> bool:
    return one_on_one.asked_by_id == person.pk


def may_log_one_on_one(person, one_on_one) -> bool:
    return one_on_one.mentor_id == person.pk
