from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from calendars.repeating import When
from calendars.services import follow
from programmes import clock
from programmes.moments import refuse_unfit
from sessions.session.models.session import Session
from spaces.errors import DomainError


@transaction.atomic
def plan_session(*, group, kind, on, at, minutes: int, place: str = "") -> Session:
    """Plan one more meeting and invite everybody."""
    refuse_unfit(programme=group.programme, on=on, at=at)
    _refuse_taken(group, on)
    with _one_a_day():
        session = Session.objects.create(
            group=group, kind=kind, on=on, at=at, minutes=minutes, place=place
        )
    follow([group.pk])
    return session


@transaction.atomic
def move_session(*, session, on, at, minutes: int, place: str = "") -> Session:
    """Give a meeting another date, time or place: the same entry in every calendar."""
    session = still_planned(session)
    old = When.of(session)
    if (on, at) != (session.on, session.at):
        refuse_unfit(programme=session.group.programme, on=on, at=at)
    if on != session.on:
        _refuse_taken(session.group, on)
    session.on, session.at, session.minutes, session.place = on, at, minutes, place
    if When.of(session) == old:
        return session
    with _one_a_day():
        _save_change(session)
    return session


@transaction.atomic
def cancel_session(*, session) -> Session:
    """Call a meeting off: taken out of every calendar, everybody told."""
    session = still_planned(session)
    session.state = Session.State.CANCELLED
    _save_change(session)
    return session


def may_be_logged(session) -> bool:
    """From its date on, unless it was cancelled."""
    today = clock.today_in(session.group.programme)
    return not session.is_cancelled and session.on <= today


def locked(session) -> Session:
    """It as it is now: one who moves, calls off or logs it after the other."""
    return (
        Session.objects.select_for_update(of=["self"])
        .select_related("group__programme", "group__mentor")
        .get(pk=session.pk)
    )


def still_planned(session) -> Session:
    """The meeting, locked; raises DomainError for one that was held or cancelled."""
    session = locked(session)
    if not session.is_planned:
        raise DomainError(
            _("This meeting was held or cancelled already: plan another one instead.")
        )
    return session


def _refuse_taken(group, on):
    if group.sessions.standing().filter(on=on).exists():
        raise _taken()


@contextmanager
def _one_a_day():
    """As `_refuse_taken`, of what somebody else plans at this very moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "sessions_session_one_a_day" not in str(error):
            raise
        raise _taken() from error


def _taken() -> DomainError:
    return DomainError(_("The group meets on that day already: choose another day."))


def _save_change(session):
    session.save(update_fields=["on", "at", "minutes", "place", "state"])
    follow([session.group_id])
