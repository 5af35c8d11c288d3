"""What each would bring, said beforehand; the group sees what is offered (A8)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes import clock
from reminders.services import stand
from sessions.running.due import CASTING, object_of
from sessions.running.models.casting import Case, Pressing, Wish
from sessions.session.models.session import Session
from spaces.errors import DomainError
from spaces.models import AuditEvent
from spaces.services import own_space, record


def may_be_cast(session) -> bool:
    """An intervision that is to come, or is on this day."""
    today = clock.today_in(session.group.programme)
    is_intervision = session.kind == Session.Kind.INTERVISION
    return is_intervision and session.is_planned and session.on >= today


@transaction.atomic
def write_case(*, session, by, pressing: int, line: str = "") -> Case:
    """Say in the own space what one would bring; nothing takes back what was offered."""
    _refuse_late(session)
    fields = {"pressing": pressing, "line": "", "written_at": timezone.now()}
    if pressing != Pressing.NOTHING:
        fields["line"] = _with_words(line)
    else:
        take_back_case(session=session, by=by)
    # No word of it: that something was said, so that nobody is reminded of it.
    stand(kind=CASTING, object_id=object_of(session.pk, by.pk), facts={})
    return _put(session, by, own_space(by).pk, fields)


@transaction.atomic
def offer_case(*, session, by) -> Case:
    """Put before the circle of now what `by` would bring, as it reads now."""
    _refuse_late(session)
    draft = Case.objects.of_session(session).by(by).drafts().first()
    if draft is None or draft.is_nothing:
        raise DomainError(_("Say in a line what you would bring, and offer it then."))
    fields = {
        "line": _with_words(draft.line),
        "pressing": draft.pressing,
        "written_at": timezone.now(),
    }
    circle_id = session.group.circle_id
    record(AuditEvent.Verb.MOVED_IN, circle_id)
    return _put(session, by, circle_id, fields)


@transaction.atomic
def take_back_case(*, session, by) -> None:
    """Nobody else reads it any more; the own line stays."""
    for case in Case.objects.of_session(session).by(by).offered():
        case.delete()
        record(AuditEvent.Verb.MOVED_OUT, case.space_id)


@transaction.atomic
def wish_for(*, session, by, whose) -> Wish:
    """Say whose case one would like; the last that was said holds."""
    _refuse_late(session)
    circle_id = session.group.circle_id
    offered = Case.objects.of_session(session).in_circle(circle_id).by(whose)
    if whose == by or not offered.exists():
        raise DomainError(_("Choose a case that somebody else has offered."))
    fields = {"whose": whose, "wished_at": timezone.now()}
    wish, _created = Wish.objects.update_or_create(
        session=session, author=by, space_id=circle_id, defaults=fields
    )
    return wish


@transaction.atomic
def drop_wish(*, session, by) -> None:
    Wish.objects.of_session(session).by(by).delete()


def _put(session, by, space_id, fields) -> Case:
    case, _created = Case.objects.update_or_create(
        session=session, author=by, space_id=space_id, defaults=fields
    )
    return case


def _with_words(line: str) -> str:
    if not line:
        raise DomainError(_("Say in a line what you would bring, or choose nothing."))
    return line


def _refuse_late(session):
    if not may_be_cast(session):
        raise DomainError(_("This meeting is over, or no case is brought to it."))
