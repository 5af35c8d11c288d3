"""Agreeing on a time for a one-on-one: who was asked offers some, the other picks one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.services.offered_times import offered_anew, still_to_come
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.models.slot import Slot
from sessions.one_on_ones.services.one_on_ones import (
    locked,
    plan_one_on_one,
    save_change,
    tell_of,
)
from spaces.errors import DomainError

ASKED = OneOnOne.State.ASKED


@transaction.atomic
def offer_slots(*, one_on_one, by, times, minutes: int, place: str = "") -> OneOnOne:
    """Have who asked pick one of these `times`, (date, time) each, or ask for others.

    They take the place of those that were offered before; the same again tells nobody.
    """
    one_on_one = locked(one_on_one, ASKED)
    wanted = offered_anew(
        programme=one_on_one.seat.group.programme,
        times=times,
        before=one_on_one.slots,
        minutes=minutes,
        place=place,
    )
    if wanted is None:
        return one_on_one
    one_on_one.slots.all().delete()
    Slot.objects.bulk_create(
        Slot(
            one_on_one=one_on_one,
            space_id=one_on_one.space_id,
            author=by,
            on=on,
            at=at,
            minutes=minutes,
            place=place,
        )
        for on, at, minutes, place in wanted
    )
    one_on_one.offered_at, one_on_one.others_asked_at = timezone.now(), None
    _turn(one_on_one)
    tell_of(one_on_one, one_on_one.asked_by, kind="sessions.one_on_one_offered")
    return one_on_one


@transaction.atomic
def pick_slot(*, one_on_one, slot) -> OneOnOne:
    """Plan it at one of the offered times, by its key; both calendars follow.

    Raises DomainError when it is offered no more, or has passed.
    """
    one_on_one = locked(one_on_one, ASKED)
    picked = one_on_one.slots.numbered(slot).first()
    if picked is None:
        raise DomainError(_("This time is not offered any more: look again."))
    return plan_one_on_one(
        one_on_one=one_on_one,
        on=picked.on,
        at=picked.at,
        minutes=picked.minutes,
        place=picked.place,
    )


@transaction.atomic
def ask_other_slots(*, one_on_one) -> OneOnOne:
    """None of the offered times suits who asked. Again changes nothing."""
    one_on_one = locked(one_on_one, ASKED)
    if one_on_one.others_asked_at:
        return one_on_one
    if not one_on_one.offered_at:
        raise DomainError(_("No time was offered yet."))
    one_on_one.slots.all().delete()
    one_on_one.offered_at, one_on_one.others_asked_at = None, timezone.now()
    _turn(one_on_one)
    tell_of(one_on_one, one_on_one.was_asked, kind="sessions.one_on_one_others")
    return one_on_one


def slots_of(one_on_one) -> list[Slot]:
    """Those that can be picked still."""
    if one_on_one.state != ASKED or not one_on_one.offered_at:
        return []
    return still_to_come(one_on_one.seat.group.programme, one_on_one.slots)


def _turn(one_on_one):
    """The other has to act from here on: what was mailed of before is overtaken."""
    one_on_one.sequence += 1
    save_change(one_on_one, "offered_at", "others_asked_at")
