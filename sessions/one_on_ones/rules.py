"""Who may do what with a one-on-one."""

from sessions.one_on_ones.models.one_on_one import OneOnOne


def may_offer_slots(person, one_on_one) -> bool:
    """Who was asked for it, as long as it has no time."""
    waits = one_on_one.state == OneOnOne.State.ASKED and one_on_one.is_open
    return waits and one_on_one.was_asked_id == person.pk


def may_pick_slot(person, one_on_one) -> bool:
    return one_on_one.asked_by_id == person.pk


def may_log_one_on_one(person, one_on_one) -> bool:
    return one_on_one.mentor_id == person.pk
