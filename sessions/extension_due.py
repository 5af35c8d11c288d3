"""Who is asked to vote on going on, and when again."""

from datetime import timedelta

from django.urls import reverse_lazy

from programmes import clock
from sessions.waits import due

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
        again = until - timedelta(days=REMINDED)
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
                    "again": since < again <= today,
                },
                day=again if since < again <= today else since,
            )
