"""I can, I cannot: what each member says of a meeting still to come."""

from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes import clock
from sessions.session.models.coming import Coming
from spaces.errors import DomainError


def may_be_answered(session) -> bool:
    """As long as it is planned and has not begun."""
    has_begun = clock.has_begun(session.group.programme, session.on, session.at)
    return session.is_planned and not has_begun


@transaction.atomic
def answer(*, session, person, can: bool, told: tuple) -> Coming:
    """Say whether the person can come; again, as often as wanted until it begins.

    By the person, who acts, or `by_link`. `told` is the day and hour that the person
    was shown: raises DomainError when it is another by now, or too late.
    """
    if not may_be_answered(session):
        raise DomainError(
            _("This meeting has begun, or is off: there is nothing to answer any more.")
        )
    if told != (session.on, session.at):
        raise DomainError(
            _("The meeting has moved meanwhile: answer for the new date.")
        )
    fields = {
        "can": can,
        "on": session.on,
        "at": session.at,
        "answered_at": timezone.now(),
    }
    (coming,) = Coming.objects.bulk_create(
        [Coming(session=session, person=person, **fields)],
        update_conflicts=True,
        unique_fields=["session", "person"],
        update_fields=list(fields),
    )
    return coming


@contextmanager
def by_link(*, session, person):
    """In the block the database takes and shows this one answer.

    Nobody acts by it: no space of the person opens, nor any other answer.
    """
    with transaction.atomic():
        _admit(f"{person.pk}.{session.pk}")
        yield
        _admit("")


def _admit(answer: str):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('crossmentor.answering', %s, true)", [answer])
