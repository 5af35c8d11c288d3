from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars.daysoff import days_off
from people.errors import DomainError
from programmes import clock
from reminders import bell
from reminders import services as reminders
from reminders.letters import called
from sessions import planning
from sessions.models import Series, Session
from sessions.services.telling import held_seats


@transaction.atomic
def agree_on_series(
    *, group, by, every_weeks: int, weekday: int, at, minutes: int, place: str = ""
) -> Series:
    """Write down the working agreements and have the whole series planned (R9, R10).

    The rhythm starts from the first meeting and lasts as long as the programme does. The
    same again plans nothing anew, and tells nobody.
    """
    first_meeting = group.sessions.first_meetings().first()
    if first_meeting is None:
        raise DomainError(
            _("Plan the first meeting first: the series starts from its date.")
        )
    first_on = planning.first_date(
        after=first_meeting.on, weekday=weekday, every_weeks=every_weeks
    )
    until = planning.last_date(
        first_meeting=first_meeting.on, months=group.programme.months
    )
    if first_on > until:
        raise DomainError(
            _("The programme ends before the second meeting: choose a shorter rhythm.")
        )
    agreed = {
        "every_weeks": every_weeks,
        "weekday": weekday,
        "at": at,
        "minutes": minutes,
        "place": place,
        "first_on": first_on,
        "until": until,
    }
    known = Series.objects.select_for_update().filter(group=group).first()
    if known and all(getattr(known, name) == now for name, now in agreed.items()):
        return known
    agreed |= {
        "state": Series.State.PLANNING,
        "agreed_by": by,
        "agreed_at": timezone.now(),
    }
    version = known.version + 1 if known else 1
    series, _created = Series.objects.update_or_create(
        group=group, defaults=agreed | {"version": version}
    )
    # Without a broker the page still answers: a sweep plans what was missed.
    bell.ring_on_commit("sessions.plan_series", series.pk)
    return series


def planned_dates(series: Series, language: str | None = None):
    """The steps of the rhythm of a series, public holidays named in `language`."""
    programme = series.group.programme
    off = days_off(programme.habits, series.first_on, series.until, language)
    return list(
        planning.plan_dates(
            first=series.first_on,
            until=series.until,
            every_weeks=series.every_weeks,
            days_off=off,
        )
    )


@transaction.atomic
def plan_series(*, series_id: int) -> int:
    """Make the sessions of a series and tell everybody once; answers how many stand.

    Safe to run twice. After a change of the agreements, meetings still to come keep
    their calendar entries and move; what does not fit any more is cancelled.
    """
    series = (
        Series.objects.select_for_update(of=["self"])
        .select_related("group__programme", "group__mentor")
        .get(pk=series_id)
    )
    if series.is_planned:
        return 0
    sessions = _bring_in_line(series)
    series.state = Series.State.PLANNED
    series.save(update_fields=["state"])
    _tell(series, sessions)
    return len(sessions)


def _bring_in_line(series) -> list[Session]:
    group, now = series.group, timezone.now()
    today = clock.today_in(group.programme)
    standing = {session.on: session for session in group.sessions.standing()}
    wanted = {
        step.on
        for step in planned_dates(series)
        if step.on is not None and step.on > today
    }
    ours = [
        session
        for session in standing.values()
        if session.from_series and session.is_planned and session.on > today
    ]
    staying = [session for session in ours if session.on in wanted]
    loose = [session for session in ours if session.on not in wanted]
    missing = sorted(wanted - set(standing))
    for session in staying:
        _change(session, series, session.on, now)
    for session, on in zip(loose, missing, strict=False):
        _change(session, series, on, now)
    for session in loose[len(missing) :]:
        _cancel(session, now)
    made = Session.objects.bulk_create(
        Session(
            group=group,
            on=on,
            at=series.at,
            minutes=series.minutes,
            place=series.place,
            from_series=True,
        )
        for on in missing[len(loose) :]
    )
    kept = [session for session in ours if not session.is_cancelled]
    return sorted([*kept, *made], key=lambda session: session.on)


def _change(session, series, on, now):
    old = (session.on, session.at, session.minutes, session.place)
    new = (on, series.at, series.minutes, series.place)
    if old == new:
        return
    session.on, session.at, session.minutes, session.place = new
    _save_change(session, now)


def _cancel(session, now):
    session.state = Session.State.CANCELLED
    _save_change(session, now)


def _save_change(session, now):
    session.sequence += 1
    session.changed_at = now
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


def _tell(series, sessions):
    group = series.group
    context = {
        "group": called(group),
        "series": series.pk,
        "version": series.version,
        "at": series.at.isoformat(),
        "minutes": series.minutes,
        "place": series.place,
        "dates": [session.on.isoformat() for session in sessions],
    }
    reminders.post_all(
        reminders.Posting(
            person=seat.person,
            kind="sessions.series_planned",
            programme_id=group.programme_id,
            zone=group.programme.time_zone,
            object_id=f"{series.pk}.{series.version}",
            link=reverse("sessions:series", args=[group.pk]),
            context=context,
        )
        for seat in held_seats(group)
    )
