"""Writes down what is due and missing in the ledger."""

import datetime as dt
import logging
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from reminders import letters
from reminders.due import Due
from reminders.mishaps import place_of
from reminders.models import Mail, Sweep
from reminders.services import key_of

logger = logging.getLogger(__name__)

# Nobody's telephone buzzes at midnight because a day began.
MORNING = dt.time(7)


def write_due(now: dt.datetime) -> int:
    """Insert what waits and has no mail yet; answers how many.

    A room that fails does not keep the others from being heard.
    """
    written, failed = 0, []
    for path in settings.DUE:
        try:
            with transaction.atomic():
                found = import_string(path)(now=now, person=None)
                wanted = [due for due in found if due.mail and due.person.is_active]
                written += _insert(wanted, now)
        except Exception as error:
            failed.append(path)
            logger.error("%s cannot say what is due: %s.", path, place_of(error))
    _note(written, failed)
    return written


def _note(written: int, failed: list[str]) -> None:
    """For `manage.py doctor`: that the ledger was looked through, and with what."""
    Sweep.objects.bulk_create(
        [Sweep(pk=1, written=written, failed=" ".join(failed)[:500])],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["at", "written", "failed"],
    )


def _insert(dues: list[Due], now: dt.datetime) -> int:
    by_key = {
        key_of(
            due.programme_id,
            due.person.pk,
            due.kind,
            due.object_id,
            due.day or due.since,
        ): due
        for due in dues
    }
    known = set(Mail.objects.filter(key__in=by_key).values_list("key", flat=True))
    missing = []
    for key, due in by_key.items():
        if key in known:
            continue
        letters.letter_for(due.kind)
        missing.append(
            Mail(
                key=key,
                person=due.person,
                kind=due.kind,
                object_id=str(due.object_id),
                programme_id=due.programme_id,
                zone=due.zone,
                context=letters.frozen(due.context, due.person),
                link=due.link,
                not_before=_by_day(now, ZoneInfo(due.zone or settings.TIME_ZONE)),
            )
        )
    # Two sweeps at once: the second one's row is left out.
    Mail.objects.bulk_create(missing, ignore_conflicts=True, batch_size=500)
    return len(missing)


def _by_day(now, zone):
    local = now.astimezone(zone)
    return max(now, dt.datetime.combine(local.date(), MORNING, zone))
