from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.errors import DomainError
from programmes import clock
from reminders import services as reminders
from sessions.models import Attendance, Session, SessionNote
from sessions.services.actions import add_action
from sessions.services.kept import keep_words
from sessions.services.telling import tell_group, when_and_where
from spaces.services import own_space


@transaction.atomic
def plan_session(*, group, kind, on, at, minutes: int, place: str = "") -> Session:
    """Plan one more meeting and invite everybody."""
    _refuse_past(group, on, at)
    _refuse_taken(group, on)
    session = Session.objects.create(
        group=group, kind=kind, on=on, at=at, minutes=minutes, place=place
    )
    tell_group(session, "sessions.planned")
    return session


@transaction.atomic
def move_session(*, session, on, at, minutes: int, place: str = "") -> Session:
    """Give a meeting another date, time or place: the same entry in every calendar."""
    session = _still_planned(session)
    old = when_and_where(session)
    if (on, at) != (session.on, session.at):
        _refuse_past(session.group, on, at)
    if on != session.on:
        _refuse_taken(session.group, on)
    session.on, session.at, session.minutes, session.place = on, at, minutes, place
    if when_and_where(session) == old:
        return session
    _save_change(session)
    tell_group(session, "sessions.moved", was_on=old["on"], was_at=old["at"])
    return session


@transaction.atomic
def cancel_session(*, session) -> Session:
    """Call a meeting off: taken out of every calendar, everybody told."""
    session = _still_planned(session)
    session.state = Session.State.CANCELLED
    _save_change(session)
    tell_group(session, "sessions.cancelled")
    return session


def may_be_logged(session) -> bool:
    """From its date on, unless it was cancelled."""
    today = clock.today_in(session.group.programme)
    return not session.is_cancelled and session.on <= today


@transaction.atomic
def log_session(
    *,
    session,
    by,
    kind,
    presences: dict,
    brought_in: str,
    learnt: str,
    actions=(),
) -> Session:
    """Write down a meeting that was held, for the circle.

    `presences` by person id; `actions` are dicts with text, owner and due_on (R14).
    """
    session = _locked(session)
    if not may_be_logged(session):
        raise DomainError(_("A log can be written from the day of the meeting on."))
    now = timezone.now()
    if session.kind != Session.Kind.FIRST:
        session.kind = kind
    session.state = Session.State.HELD
    session.held_at = session.held_at or session.starts_at
    session.logged_at = session.logged_at or now
    session.save(update_fields=["kind", "state", "held_at", "logged_at"])
    # A note of an earlier circle stays with those who were there.
    note = session.notes.finished().first()
    note = _write_note(note, session, by, brought_in, learnt, session.group.circle_id)
    _set_aside(session, by)
    for draft in session.notes.drafts_of(by):
        if not draft.unopened:
            draft.delete()
    for person_id, presence in presences.items():
        Attendance.objects.update_or_create(
            session=session,
            person_id=person_id,
            defaults={"presence": presence},
            create_defaults={"presence": presence, "space_id": note.space_id},
        )
    for action in actions:
        add_action(group=session.group, session=session, by=by, **action)
    reminders.cancel(kind="sessions.log_to_write", object_id=session.pk)
    return session


@transaction.atomic
def keep_draft(*, session, by, brought_in: str, learnt: str) -> None:
    """Keep what the mentor has typed so far, readable by the mentor only."""
    session = _locked(session)
    if session.logged_at:
        # A finished log changes only when it is saved as a whole.
        return
    _set_aside(session, by)
    draft = session.notes.drafts_of(by).first()
    _write_note(draft, session, by, brought_in, learnt, own_space(by).pk)


def _set_aside(session, by):
    """What was typed when others would have read it is kept apart, and not gone on with.

    As long as the person has not seen the circle of now, their page goes on with it.
    """
    for draft in session.notes.drafts_of(by).of_before():
        if not draft.unopened:
            keep_words(group=session.group, by=by, words=draft.words)
            draft.delete()


def _write_note(note, session, by, brought_in, learnt, space_id) -> SessionNote:
    note = note or SessionNote(session=session, author=by, space_id=space_id)
    note.brought_in, note.learnt = brought_in, learnt
    note.changed_at = timezone.now()
    note.save()
    return note


def _locked(session) -> Session:
    return (
        Session.objects.select_for_update(of=["self"])
        .select_related("group__programme", "group__mentor")
        .get(pk=session.pk)
    )


def _still_planned(session) -> Session:
    session = _locked(session)
    if not session.is_planned:
        raise DomainError(
            _("This meeting was held or cancelled already: plan another one instead.")
        )
    return session


def _refuse_past(group, on, at):
    if clock.has_begun(group.programme, on, at):
        raise DomainError(_("Choose a moment that is still to come."))


def _refuse_taken(group, on):
    if group.sessions.standing().filter(on=on).exists():
        raise DomainError(_("The group meets on that day already: choose another day."))


def _save_change(session):
    session.sequence += 1
    session.changed_at = timezone.now()
    session.save(
        update_fields=[
            "on",
            "at",
            "minutes",
            "place",
            "state",
            "sequence",
            "changed_at",
        ]
    )
