"""Who is in a circle: to be seen by each member before it opens for them."""

from collections import defaultdict
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from spaces.keys import forget_keys
from spaces.models import AuditEvent
from spaces.services import record


def people_of_circles(space_ids) -> dict[UUID, dict]:
    """Of each circle of the person who acts, also a closed one: who is in it.

    By the id of each person since when they know who is, None: not yet. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT space_id, person_id, seen_at FROM spaces_circles(%s::uuid[])",
            [list(space_ids)],
        )
        circles = defaultdict(dict)
        for space_id, person_id, seen_at in cursor.fetchall():
            circles[space_id][person_id] = seen_at
    return dict(circles)


@transaction.atomic
def see(*, space_id, people) -> bool:
    """Open a circle for the person who acts, who has seen that `people` are in it.

    False, and nothing is opened, when it is others by now: ids, in whatever order.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT spaces_see(%s, %s, %s)", [space_id, list(people), timezone.now()]
        )
        [was_right] = cursor.fetchone()
    if was_right:
        forget_keys()
        record(AuditEvent.Verb.SEEN, space_id)
    return was_right
