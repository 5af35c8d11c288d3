"""What kind of meeting it is, chosen when it is planned or later (R10)."""

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.session.models.session import Session
from sessions.session.services.sessions import still_planned
from spaces.errors import DomainError


@transaction.atomic
def set_kind(*, session, kind: str) -> Session:
    """Make another kind of a meeting that is to come; date and calendars stay.

    What was written around a visit stays with those who wrote it.
    """
    session = still_planned(session)
    if Session.Kind.FIRST in (kind, session.kind):
        raise DomainError(
            _("The first meeting stays one: plan one more meeting for a visit.")
        )
    session.kind = kind
    session.save(update_fields=["kind"])
    return session
