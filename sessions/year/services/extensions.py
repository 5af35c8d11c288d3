"""What people do about going on together: vote, give a reason, leave."""

import psycopg
from django.db import connection, transaction
from django.utils.translation import gettext as _

from groups import services as groups
from groups.models import LEAST
from programmes.models import Role
from sessions.year.models.extension import Answer, Extension
from spaces.acting import current_person_id
from spaces.errors import DomainError


@transaction.atomic
def cast_ballot(*, extension, answer: Answer) -> None:
    """Vote, or vote otherwise, as who acts; raises DomainError when it is not taken.

    The database keeps it where no role of ours reads it. It gets the answer beside the
    statement and not in it: neither a list of what runs there nor a log has it.
    """
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as cursor,
    ):
        cursor.execute(
            "SELECT sessions_cast_ballot(%s, %s)", [extension.pk, str(answer)]
        )
        (taken,) = cursor.fetchone()
    if not taken:
        if extension.group.seats.held().of(current_person_id()).pausing().exists():
            raise DomainError(_("You take a pause: you vote once you are back."))
        raise DomainError(_("This vote is closed: no answer is taken any more."))


@transaction.atomic
def allow_three(*, extension, reason: str, by) -> None:
    """Let the group go on with its mentor and three others, for a reason (R1).

    The coordinator's to say, as long as nobody knows the outcome; raises DomainError.
    """
    if extension.group.seats.held().mentees().count() < LEAST:
        raise DomainError(_("With fewer than three mentees no group goes on."))
    # The policy lets a coordinator alone do it, and of an open vote.
    asking = Extension.objects.filter(pk=extension.pk, closed_at=None)
    if not asking.update(reason=reason, reason_by=by):
        raise DomainError(_("The vote is closed: a reason changes nothing any more."))


def may_leave(seat) -> bool:
    """A mentee, of oneself, once it is known whether the group goes on."""
    closed = Extension.objects.of_group(seat.group).going_on()
    return seat.role == Role.MENTEE and closed.exists()


@transaction.atomic
def leave_with_thanks(*, seat) -> None:
    """End one's own seat in a group that goes on; the group is told by name only."""
    if not may_leave(seat):
        raise DomainError(_("You can leave once the group has voted to go on."))
    groups.leave_seat(seat=seat, by=seat.person)
