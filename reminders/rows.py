"""Rows of the ledger, made of what waits and of what is posted."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from reminders import letters
from reminders.models import Mail

# Nobody's telephone buzzes at midnight because a day began.
MORNING = dt.time(7)


@dataclass(frozen=True, kw_only=True)
class Posting:
    """What `post` takes, for `post_all`."""

    person: models.Model
    kind: str
    link: str
    programme_id: int | None = None
    zone: str = ""
    object_id: object = ""
    way_in: str = ""
    context: dict = field(default_factory=dict)
    not_before: dt.datetime | None = None
    day: dt.date | None = None
    address: str = ""
    urgent: bool = False
    # Whose act it tells of, where a worker posts it.
    by: int | None = None

    def __post_init__(self):
        if self.programme_id and not self.zone:
            raise TypeError(f"{self.kind} is of a programme and names no zone.")


def zone_of(entry) -> ZoneInfo:
    return ZoneInfo(entry.zone or settings.TIME_ZONE)


def next_morning(now: dt.datetime, zone: ZoneInfo, looked_at=None) -> dt.datetime:
    """When the mail of the day leaves that tells what is found out `now`.

    Today's, too, where nobody has looked since seven o'clock.
    """
    local = now.astimezone(zone)
    today = dt.datetime.combine(local.date(), MORNING, zone)
    if now <= today or (looked_at and looked_at < today):
        return today
    tomorrow = local.date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, MORNING, zone)


def row(entry, *, day: dt.date, not_before, looked_at=None, **more) -> Mail:
    """The mail of a Due or a Posting; LookupError for a kind that nobody knows."""
    letter = letters.letter_for(entry.kind)
    alone = letter.alone or getattr(entry, "urgent", False)
    return Mail(
        key=letters.key_of(entry, day),
        person=entry.person,
        kind=entry.kind,
        object_id=str(entry.object_id),
        programme_id=entry.programme_id,
        zone=entry.zone,
        context=letters.frozen(entry.context, entry.person),
        link=str(entry.link),
        not_before=not_before,
        alone=alone,
        send_after=None
        if alone
        else next_morning(not_before, zone_of(entry), looked_at),
        **more,
    )
