"""The next one-on-one, from the page of the last."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from calendars.daysoff import days_off
from groups import services as groups
from people.web import bounded
from people.web.refusals import refusals_told
from programmes import clock
from sessions.one_on_ones.models.one_on_one import OneOnOne
from sessions.one_on_ones.services import one_on_ones
from sessions.one_on_ones.views.entrance import one_on_one_of_mentor
from spaces.errors import DomainError

WEEKS = (2, 4, 6)


def next_days(one_on_one) -> list[tuple[int, dt.date]]:
    """Weeks, and the days to come on which the two may talk again at the same hour:
    not on a day off."""
    is_held = one_on_one.state == OneOnOne.State.HELD
    if not (is_held and one_on_one.at) or one_on_one.seat.left_at:
        return []
    programme = one_on_one.seat.group.programme
    today = clock.today_in(programme)
    days = [(weeks, day_after(one_on_one, weeks)) for weeks in WEEKS]
    off = days_off(programme.habits, days[0][1], days[-1][1])
    return [(weeks, day) for weeks, day in days if day > today and day not in off]


def day_after(one_on_one, weeks) -> dt.date:
    return one_on_one.on + dt.timedelta(weeks=weeks)


def refuse_absent(one_on_one, weeks):
    """Asked when it is pressed: what a page only shows costs no question."""
    when = {"on": day_after(one_on_one, weeks), "at": one_on_one.at}
    mentee, group = one_on_one.mentee, one_on_one.seat.group
    if groups.cannot(group=group, person=mentee, minutes=one_on_one.minutes, **when):
        raise DomainError(
            _("%(name)s cannot then, as far as is known: choose another day.")
            % {"name": mentee.called}
        )


@require_POST
def follow_up(request, pk):
    one_on_one = one_on_one_of_mentor(request, pk)
    weeks = bounded.number(request.POST, "weeks")
    if weeks not in WEEKS or not one_on_one.at:
        raise BadRequest("No such number of weeks, or no hour.")
    with refusals_told(request):
        refuse_absent(one_on_one, weeks)
        planned = one_on_ones.follow_up(
            one_on_one=one_on_one, by=request.user, weeks=weeks
        )
        messages.success(request, _("Planned. You both get an invitation."))
        return redirect(planned)
    return redirect(one_on_one)
