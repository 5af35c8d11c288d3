"""What a group wrote together, after its end: read for a while, then erased.

Runs as the worker, which sees identifiers alone. The database says which spaces are of
groups that ended, who reads them, and of whom a reminder left in time; it erases no other.
"""

import datetime as dt
import logging
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from groups.models import MentorGroup, RetentionRound
from groups.retention import REMINDER, object_of, take_along
from people.models import Person
from programmes import clock
from reminders.letters import called
from reminders.models import Mail
from reminders.services import Posting, post_all
from spaces import erasures
from spaces.models import Erasure

logger = logging.getLogger(__name__)

# One round at a time, on whichever machine.
LOCK = 7321
# A reminder that did not arrive is sent anew after so long.
ANEW = dt.timedelta(days=28)
BEFORE = relativedelta(months=1)


@dataclass(frozen=True)
class Lasting:
    """A pair or a circle of a group that ended, which is there still."""

    space_id: UUID
    kind: str
    group_id: int
    until: dt.date
    readers: tuple[int, ...]
    is_over: bool
    is_reminded: bool

    @property
    def is_ripe(self) -> bool:
        return self.is_over and self.is_reminded


def lasting(now=None) -> list[Lasting]:
    """Those of all groups of which a last day is known, in the order of that day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT space, kind, group_id, until, "
            "coalesce(array_agg(reader ORDER BY reader) FILTER (WHERE reader > 0), '{}'), "
            "bool_and(is_over), bool_and(is_reminded) "
            "FROM groups_readers(%s) GROUP BY 1, 2, 3, 4 ORDER BY 4, 3, 1",
            [now or timezone.now()],
        )
        return [Lasting(*row[:4], tuple(row[4]), *row[5:]) for row in cursor.fetchall()]


def remind(now=None) -> int:
    """Tell who still reads something, a month before it goes; answers how many are told.

    Each once, and again four weeks later where it did not arrive: nothing goes before.
    """
    now = now or timezone.now()
    readers = defaultdict(set)
    for space in lasting(now):
        readers[space.group_id, space.until].update(space.readers)
    groups = MentorGroup.objects.select_related("programme", "mentor")
    groups = groups.in_bulk({group_id for group_id, _until in readers})
    postings = []
    for (group_id, until), wanted in readers.items():
        group = groups[group_id]
        if clock.today_in(group.programme, now) >= until - BEFORE:
            postings += _postings(group, until, wanted, now)
    return len(post_all(postings))


def _postings(group, until, readers, now):
    object_id = object_of(group, until)
    mails = Mail.objects.of_object(REMINDER, object_id).told_since(now - ANEW)
    left = readers - set(mails.values_list("person_id", flat=True))
    sit = set(group.seats.held().values_list("person_id", flat=True))
    for person in Person.objects.filter(pk__in=left).select_related("organisation"):
        yield Posting(
            person=person,
            kind=REMINDER,
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=object_id,
            day=clock.today_in(group.programme, now),
            link=group.get_absolute_url() if person.pk in sit else "/",
            context={
                "group": called(group),
                "until": until,
                "sits": person.pk in sit,
                "take_along": take_along(),
            },
        )


def go_through(now=None) -> None:
    """Each night: remind, list what would go, and erase it where that is switched on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return
    try:
        _go_through(now or timezone.now())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _go_through(now):
    remind(now)
    ended = [space for space in lasting(now) if space.is_over]
    gone = []
    settle_record()
    if settings.ERASING:
        gone = [
            space.space_id for space in ended if space.is_ripe and erase(space.space_id)
        ]
        settle_record()
    left = [space for space in ended if space.space_id not in gone]
    RetentionRound.objects.update_or_create(
        pk=1,
        defaults={
            "at": now,
            "is_erasing": settings.ERASING,
            "ripe": [str(space.space_id) for space in left if space.is_ripe],
            "not_reminded": [
                str(space.space_id) for space in left if not space.is_ripe
            ],
            "erased": [str(space_id) for space_id in gone],
        },
    )
    logger.info(
        "Of groups that ended: %s spaces erased, %s to go, %s wait for a reminder.",
        len(gone),
        sum(space.is_ripe for space in left),
        sum(not space.is_ripe for space in left),
    )


def erase(space_id: UUID) -> bool:
    """Erase one space whose time is over; False when the database refuses.

    That it is erased stands on the disk before it is: a backup of before that is put
    back is held to it. `settle_record` then says what became of it.
    """
    try:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SELECT groups_erase(%s)", [space_id])
            erasures.add_lines(settings.ERASURES_FILE, erasures.ERASING, [space_id])
    except (DatabaseError, OSError) as error:
        logger.error("Space %s was not erased: %s.", space_id, type(error).__name__)
        return False
    return True


def settle_record() -> None:
    """Have the file say what the database does, after a crash or where lines got lost.

    And have go what came into a space while it was being erased.
    """
    path = settings.ERASURES_FILE
    # There it is from the first night on, so that a restore misses it.
    erasures.add_lines(path, erasures.ERASED, [])
    record = erasures.read_record(path)
    with connection.cursor() as cursor:
        cursor.execute("SELECT spaces_delete_late()")
    known = set(Erasure.objects.values_list("pk", flat=True))
    erased = {
        space_id for space_id in known if record.last.get(space_id) != erasures.ERASED
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT spaces_not_erased(%s)", [list(record.unsettled - known)])
        kept = [space_id for (space_id,) in cursor.fetchall()]
    for word, spaces in ((erasures.ERASED, erased), (erasures.KEPT, kept)):
        if spaces:
            erasures.add_lines(path, word, sorted(spaces))
