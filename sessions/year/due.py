"""What waits of a group's year: the promise, its agreements, and the vote on going on."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from programmes.models import Role
from sessions.session.waits import again, due, joined_on

# Once, so many days before the last one.
REMINDED = 7


def asked(seats):
    """Those of a group who are asked to vote on going on.

    Nobody can know who has voted, the worker neither: each of them is written to, and
    the letter says so. Of one person, who acts, the vote is left out once it is cast.
    """
    return [seat for seat in seats if seat.person.is_active]


def extensions(by_group, now, asking):
    """Takes votes that are asking, and seats by group."""
    for extension in asking:
        seats = by_group[extension.group_id]
        programme = seats[0].group.programme
        today = clock.today_in(programme, now)
        since = clock.day_of(programme, extension.opened_at)
        until = clock.day_of(programme, extension.last_moment)
        reminded = until - timedelta(days=REMINDED)
        for seat in asked(seats):
            yield due(
                "sessions.extension",
                seat,
                extension.pk,
                since,
                reverse_lazy("sessions:extension", args=[seat.group_id]),
                context={
                    "until": until.isoformat(),
                    "ends_on": extension.ends_on.isoformat(),
                    "again": since < reminded <= today,
                },
                day=reminded if since < reminded <= today else since,
            )


def first_meetings(by_group, now, sessions):
    """From the first meeting on: who has not signed, which group agreed on nothing."""
    for session in sessions:
        programme = by_group[session.group_id][0].group.programme
        today = clock.today_in(programme, now)
        if session.on > today:
            continue
        link = reverse_lazy("sessions:first_meeting", args=[session.group_id])
        for seat in by_group[session.group_id]:
            since = max(session.on, joined_on(seat))
            day = again(since, today)
            if not seat.signed:
                # Each circle asks for the promise anew, when somebody has come.
                came = clock.day_of(seat.group.programme, seat.since)
                by = max(session.on, came)
                on = again(by, today)
                thing = f"{seat.pk}.{seat.group.circle_id}"
                yield due("sessions.sign", seat, thing, by, link, day=on)
            if seat.role == Role.MENTOR and not seat.agreed:
                yield due(
                    "sessions.agreements_missing",
                    seat,
                    session.group_id,
                    since,
                    reverse_lazy("sessions:series_form", args=[session.group_id]),
                    day=day,
                )
