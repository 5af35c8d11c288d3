"""Writes down what is due and missing in the ledger, and what is due no longer."""

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects

from reminders import asking, day, letters
from reminders.asking import WaitingDues
from reminders.due import Due
from reminders.errors import where
from reminders.models import Mail, Sweep
from reminders.rows import MORNING, row, zone_of

logger = logging.getLogger(__name__)


def write_due(now: dt.datetime) -> int:
    """Insert what waits and has no mail yet, drop what waits no more; answers how many
    were inserted, or came back.

    A room that fails does not keep the others from being heard.
    """
    asked, written = WaitingDues(now), 0
    looked_at = Sweep.objects.last_at()
    for path in settings.DUE:
        dues = asked.hear(path)
        try:
            with transaction.atomic():
                here = {key: due for key, due in dues.items() if due.person.is_active}
                written += _write(here, now, looked_at)
        except Exception as error:
            asked.failed.append(path)
            logger.error("%s cannot be written down: %s.", path, where(error))
    _bring_up_to_date(asked)
    day.lay(now)
    _note(now, written, asked.failed)
    return written


def _note(now, written: int, failed: list[str]) -> None:
    """For `manage.py doctor`: that the ledger was looked through, and with what."""
    Sweep.objects.bulk_create(
        [Sweep(pk=1, at=now, written=written, failed=" ".join(failed)[:500])],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["at", "written", "failed"],
    )


def _write(dues: dict[str, Due], now, looked_at) -> int:
    known = Mail.objects.filter(key__in=dues).values_list("key", "state")
    known = dict(known)
    wanted = {
        key: due
        for key, due in dues.items()
        if known.get(key, Mail.State.DROPPED) == Mail.State.DROPPED
    }
    # In whose language, where a person has chosen none.
    prefetch_related_objects([due.person for due in wanted.values()], "organisation")
    missing = {
        key: row(
            due,
            day=due.day or due.since,
            not_before=_by_day(now, zone_of(due)),
            looked_at=looked_at,
        )
        for key, due in wanted.items()
    }
    # Two sweeps at once: the second one's row is left out.
    new = [mail for key, mail in missing.items() if key not in known]
    Mail.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    for key in missing.keys() & known.keys():
        _bring_back(missing[key])
    return len(missing)


def _bring_back(mail: Mail) -> None:
    """One that was dropped is due again."""
    Mail.objects.filter(key=mail.key, state=Mail.State.DROPPED).update(
        state=Mail.State.WAITING,
        context=mail.context,
        link=mail.link,
        not_before=mail.not_before,
        send_after=mail.send_after,
        alone=mail.alone,
    )


def _bring_up_to_date(asked: WaitingDues) -> None:
    """Drop what waits to be told and is due no longer; the rest says what is so now."""
    kinds = [kind for kind in letters.due_kinds() if asked.heard(kind)]
    waiting = Mail.objects.waiting_of(kinds).filter(created_at__lt=asked.now)
    dropped = []
    for mail in waiting.select_related("person__organisation"):
        if present := asked.says_of(mail):
            asking.write_anew(mail, *present)
        else:
            dropped.append(mail.pk)
    if dropped:
        Mail.objects.waiting_of(kinds).filter(pk__in=dropped).update(
            state=Mail.State.DROPPED
        )


def _by_day(now, zone):
    local = now.astimezone(zone)
    return max(now, dt.datetime.combine(local.date(), MORNING, zone))
