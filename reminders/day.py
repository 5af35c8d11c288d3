"""The mail of the day: what waits is told in one, at seven in its reader's morning.

It is a row like any other, one for each person and day. What it tells is looked up as it
leaves: the mails that have gathered by then, which are handed over and recorded with it.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from reminders import letters
from reminders.asking import NotHeard, why_not
from reminders.letters import Letter
from reminders.models import OF_THE_DAY, Mail, Preference
from reminders.rows import MORNING

LETTERS = [
    Letter(
        kind=OF_THE_DAY,
        name=_("What waits for you, once a day"),
        facts=letters.as_told,
        alone=True,
        # Of who has left, what it would tell is held.
        to_closed=True,
        # Until midnight: then comes that of the next day.
        lasts=dt.timedelta(hours=17),
    )
]


def lay(now: dt.datetime) -> None:
    """Have a mail of this day to everybody for whom something has gathered."""
    people = set(Mail.objects.gathered().values_list("person", flat=True))
    if not people:
        return
    zones = import_string(settings.ZONES)(people)
    days = {}
    for person in people:
        day = _of_today(person, now, ZoneInfo(zones.get(person, settings.TIME_ZONE)))
        days[day.key] = day
    known = Mail.objects.filter(key__in=days)
    # One that had nothing to tell was not sent, and so was no attempt.
    dropped = known.filter(state=Mail.State.DROPPED)
    dropped.update(state=Mail.State.WAITING, attempts=0)
    keys = set(known.values_list("key", flat=True))
    new = [day for key, day in days.items() if key not in keys]
    Mail.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)


def _of_today(person_id: int, now, zone) -> Mail:
    today = now.astimezone(zone).date()
    return Mail(
        key=f"|{person_id}|{OF_THE_DAY}||{today.isoformat()}",
        person_id=person_id,
        kind=OF_THE_DAY,
        zone=zone.key,
        link="/",
        not_before=dt.datetime.combine(today, MORNING, zone),
    )


def gather(day: Mail, asking) -> list[Mail]:
    """What it tells: what has gathered and holds, the most pressing first."""
    stopped = Preference.objects.stopped(day.person_id, OF_THE_DAY)
    mails = []
    waiting = Mail.objects.gathered().filter(person=day.person_id)
    for mail in waiting.select_related("person__organisation").order_by("pk"):
        try:
            state = why_not(mail, asking)
        except NotHeard:
            continue
        if state is None and stopped and letters.letter_for(mail.kind).stoppable:
            state = Mail.State.KEPT
        if state is None:
            mails.append(mail)
        else:
            waiting.filter(pk=mail.pk).update(state=state, error=mail.error)
    return sorted(mails, key=_pressing)


def _pressing(mail: Mail):
    return letters.letter_for(mail.kind).pressing, mail.not_before, mail.pk


def claim_told(day: Mail, mails: list[Mail], until) -> bool:
    """Hand these over with the mail of the day; False when one changed meanwhile."""
    ours = Mail.objects.filter(
        pk__in=[mail.pk for mail in mails], state=Mail.State.WAITING
    )
    return len(mails) == ours.update(
        state=Mail.State.CLAIMED,
        told_in=day,
        handed_over_at=timezone.now(),
        leased_until=until,
    )


def record_told(day: Mail, outcome: dict) -> None:
    """What was told in it ends as it did; what did not leave gathers again."""
    mails = Mail.objects.filter(told_in=day, state=Mail.State.CLAIMED)
    if outcome["state"] == Mail.State.WAITING:
        outcome = {"state": Mail.State.WAITING, "handed_over_at": None, "told_in": None}
    mails.update(leased_until=None, **outcome)
