"""What waits of one-on-ones: to be answered, and to be written down."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.session.waits import due


def one_on_ones(by_group, now, open_ones):
    """Asked for and not planned, of who has to act; past and not written down."""
    for one_on_one in open_ones:
        seat = by_group[one_on_one.seat.group_id][0]
        leads = one_on_one.mentor_id == seat.person_id
        is_asked = one_on_one.state == OneOnOne.State.ASKED
        if one_on_one.waits_for_id != seat.person_id if is_asked else not leads:
            continue
        programme = seat.group.programme
        today = clock.today_in(programme, now)
        context = {
            "other": str(one_on_one.mentee if leads else one_on_one.mentor),
            "urgent": one_on_one.urgent,
        }
        if is_asked:
            offered = one_on_one.offered_at
            yield due(
                f"sessions.one_on_one_{'offered' if offered else 'asked'}",
                seat,
                one_on_one.pk,
                clock.day_of(programme, offered or one_on_one.asked_at),
                one_on_one.get_absolute_url(),
                context=context,
                mail=False,
            )
        elif one_on_one.on and one_on_one.on < today:
            yield due(
                "sessions.one_on_one_to_log",
                seat,
                one_on_one.pk,
                one_on_one.on + timedelta(days=1),
                reverse_lazy("sessions:one_on_one_log", args=[one_on_one.pk]),
                context=context | {"on": one_on_one.on.isoformat()},
                mail=False,
            )
