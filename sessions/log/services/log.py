from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.log import notes
from sessions.log.models.attendance import Attendance
from sessions.log.services.actions import add_action
from sessions.log.texts import log_place
from sessions.session.keys import log_key
from sessions.session.models.session import Session
from sessions.session.services.sessions import locked, may_be_logged
from spaces.errors import DomainError


@transaction.atomic
def log_session(*, session, by, kind, presences: dict, actions=()) -> Session:
    """Say of a meeting that it was held, who was there, and what was agreed on.

    By the mentor, or who takes notes; what was brought in and learnt is written in the
    circle already (`sessions.log.texts`). `presences` by person id; `actions` are dicts with
    text, owner and due_on (R14).
    """
    session = locked(session)
    if not may_be_logged(session):
        raise DomainError(_("A log can be written from the day of the meeting on."))
    # A log of an earlier circle stays with those who were there.
    circle_id = notes.log_of(session, by).circle_id
    if log_place(by, log_key(session, circle_id)) is None:
        raise DomainError(_("The mentor writes the log, or who takes notes."))
    if session.kind != Session.Kind.FIRST:
        session.kind = kind
    session.state = Session.State.HELD
    session.held_at = session.held_at or session.starts_at
    session.logged_at = session.logged_at or timezone.now()
    session.save(update_fields=["kind", "state", "held_at", "logged_at"])
    for person_id, presence in presences.items():
        Attendance.objects.update_or_create(
            session=session,
            person_id=person_id,
            defaults={"presence": presence},
            create_defaults={"presence": presence, "space_id": circle_id},
        )
    for action in actions:
        add_action(group=session.group, session=session, by=by, **action)
    return session
