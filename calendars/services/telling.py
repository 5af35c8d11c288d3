"""Brings calendars in line: what each should have, less what it was told, is sent."""

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone, translation

from calendars.difference import CHANGED, OFF, PLANNED, Difference
from calendars.models import Stale, Told
from calendars.wanted import wanted_in
from calendars.words import said_of
from reminders import bell, brakes
from reminders import services as reminders
from reminders.errors import where
from reminders.services import Posting
from spaces.acting import current_person_id

logger = logging.getLogger(__name__)

# So many groups in one transaction; of more than a few one message wakes a worker.
BATCH, FEW = 25, 5
KINDS = [f"calendars.{kind}" for kind in (PLANNED, CHANGED, OFF)]
# Which locks of the database are those of calendars.
LOCKS = 7_201


@transaction.atomic
def follow(groups: Iterable[int]) -> None:
    """Note that something about the dates of these groups has changed.

    Call it in the transaction of the change; a worker brings the calendars in line.
    Raises TooMuch when who acts has changed very much of somebody else's of late.
    """
    groups, by = sorted(set(groups)), current_person_id()
    if by:
        brakes.refuse_more(by, KINDS)
    Stale.objects.bulk_create(Stale(group_id=group_id, by_id=by) for group_id in groups)
    if len(groups) > FEW:
        bell.ring_on_commit("calendars.sweep")
        return
    for group_id in groups:
        bell.ring_on_commit("calendars.bring_in_line", group_id)


def bring_in_line(*, groups: Collection[int]) -> int:
    """Post to everybody of these groups what their calendars do not say yet.

    Safe to run twice, also at once; answers how many mails were posted. Runs as the
    worker, in a constant number of queries for up to `BATCH` groups.
    """
    return sum(_bring_in_line(some) for some in batches(sorted(set(groups))))


def bring_stale_in_line() -> int:
    """The same of all groups of which something has changed.

    One that fails keeps no other from being looked at.
    """
    posted = 0
    for some in batches(Stale.objects.groups()):
        try:
            posted += _bring_in_line(some)
        except Exception:
            posted += sum(_bring_alone_in_line(group_id) for group_id in some)
    return posted


def batches(groups: list[int]) -> Iterator[list[int]]:
    """What one transaction looks at, each."""
    for start in range(0, len(groups), BATCH):
        yield groups[start : start + BATCH]


def _bring_alone_in_line(group_id):
    try:
        return _bring_in_line([group_id])
    except Exception as error:
        logger.error("Calendars of group %s: %s.", group_id, where(error))
        return 0


@transaction.atomic
def _bring_in_line(groups: list[int]) -> int:
    hold(groups)
    marks = list(Stale.objects.of(groups).order_by("pk"))
    now = timezone.now()
    rows = Told.objects.of_groups(groups)
    told = {(row.person_id, row.uid): row for row in rows}
    held = set(rows.held_back().values_list("person_id", "uid"))
    wanted = {
        (entry.person_id, entry.appointment.uid): entry for entry in wanted_in(groups)
    }
    changed = {key for key in told.keys() | wanted if _differs(told, wanted, key)}
    rows = _rows(sorted(changed | held), told, wanted)
    by = {mark.group_id: mark.by_id for mark in marks}
    posted = _tell(rows, wanted, by, now)
    Stale.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return posted


def hold(groups):
    """Whoever else brings one of these groups in line waits, and then finds it so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, one) FROM unnest(%s::int[]) one",
            [LOCKS, groups],
        )


def _differs(told, wanted, key) -> bool:
    known = key in told and told[key].appointment
    now = key in wanted and wanted[key].appointment
    if not known or not now:
        return bool(known) != bool(now)
    return known.shown != now.shown


def _rows(keys, told, wanted) -> list[Told]:
    """Of each its row, told as what has really left for a calendar."""
    rows = [
        told.get(key)
        or Told(person_id=key[0], uid=key[1], group_id=wanted[key].group_id)
        for key in keys
    ]
    back = reminders.take_back_mails({row.mail_id for row in rows} - {None})
    for row in rows:
        if row.mail_id in back:
            row.told, row.mail = row.was, None
    return rows


def _tell(rows, wanted, by, now) -> int:
    people = get_user_model().objects.select_related("organisation")
    people = people.in_bulk({row.person_id for row in rows})
    standing = {uid for _person, uid in wanted}
    telling, postings = [], []
    for row in rows:
        entry = wanted.get((row.person_id, row.uid))
        difference = Difference(row.appointment, entry and entry.appointment)
        if kind := difference.to_tell(now):
            # The first of a calendar is 0; of which nothing has left counts too.
            row.sequence += row.pk is not None
            row.was, row.told = row.told, entry and entry.appointment.kept()
            row.changed_at = now
            telling.append(row)
            person = people[row.person_id]
            posting = _posting(person, row, kind, difference, standing, now)
            postings.append(replace(posting, by=by.get(row.group_id)))
    for row, mail in zip(telling, reminders.post_all(postings), strict=True):
        row.mail = mail
    Told.objects.bulk_create(
        [row for row in rows if row.pk or row.mail_id],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["person", "uid"],
        update_fields=["sequence", "told", "was", "mail", "changed_at"],
    )
    return len(postings)


def _posting(person, row, kind, difference, standing, now: dt.datetime) -> Posting:
    appointment = difference.wanted or difference.was
    with translation.override(person.reads_in):
        facts = said_of(difference, now)
    return Posting(
        person=person,
        kind=f"calendars.{kind}",
        programme_id=appointment.programme_id,
        zone=appointment.zone,
        # Each version is a mail of its own, and overtakes those before.
        object_id=f"{row.uid}.{row.sequence}",
        # What is off is on no page of who left.
        link=difference.wanted.link if difference.wanted else "/",
        context=facts
        | {
            "uid": row.uid,
            "sequence": row.sequence,
            "group_id": row.group_id,
            "entry": appointment.kept(),
            # Of one that others still have, only the reader's own is off.
            "is_cancelled": kind == OFF and row.uid not in standing,
        },
    )
