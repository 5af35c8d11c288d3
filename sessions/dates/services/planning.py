"""Making the meetings of a series, as its group agreed on them; the worker does it."""

import datetime as dt

from django.db import transaction

from calendars.services import follow
from programmes import clock
from sessions.dates.models.series import Rhythm, Series
from sessions.dates.services.series import planned_dates
from sessions.session.models.session import Session


@transaction.atomic
def plan_series(*, series_id: int) -> int:
    """Make the sessions of a series and tell everybody once; answers how many stand.

    Safe to run twice. After a change of the agreements, meetings still to come keep
    their calendar entries and move; what does not fit any more is cancelled.
    """
    # Two workers with one series: the second one finds it planned.
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
    follow([series.group_id])
    return len(sessions)


def _bring_in_line(series) -> list[Session]:
    today = clock.today_in(series.group.programme)
    standing = {session.on: session for session in series.group.sessions.standing()}
    # A visit was arranged with others: it keeps its day, its hour and its place.
    kept = {session.nominal for session in standing.values() if session.is_visit}
    wanted = {
        step.on: step.nominal
        for step in planned_dates(series)
        if step.on is not None and step.on > today and step.nominal not in kept
    }
    ours = [
        session
        for session in standing.values()
        if session.from_series
        and session.is_planned
        and not session.is_visit
        and session.on > today
        and (series.begins is None or session.on >= series.begins)
    ]
    missing = sorted(wanted.keys() - standing)
    loose = [session for session in ours if session.on not in wanted]
    days = {session: session.on for session in ours if session.on in wanted}
    days |= dict(zip(loose, missing, strict=False))
    for session in loose[len(missing) :]:
        session.state = Session.State.CANCELLED
        session.save(update_fields=["state"])
    rhythm = _rhythm(series, set(wanted.values()), days)
    _put(rhythm, days, wanted)
    made = Session.objects.bulk_create(
        Session(
            group=series.group,
            on=on,
            at=series.at,
            minutes=series.minutes,
            place=series.place,
            from_series=True,
            rhythm=rhythm,
            nominal=wanted[on],
        )
        for on in missing[len(loose) :]
    )
    return sorted([*days, *made], key=lambda session: session.on)


def _put(rhythm, days, wanted):
    """Give each session its day and its place in the rhythm.

    First none has one: of two that change places neither is in the way.
    """
    Session.objects.filter(pk__in=[session.pk for session in days]).update(
        rhythm=None, nominal=None
    )
    for session, on in days.items():
        session.on, session.at = on, rhythm.at
        session.minutes, session.place = rhythm.minutes, rhythm.place
        session.rhythm, session.nominal = rhythm, wanted[on]
    changed = ["on", "at", "minutes", "place", "rhythm", "nominal"]
    Session.objects.bulk_update(days, changed)


def _rhythm(series, nominals, ours) -> Rhythm:
    """That of the series as it goes on, or a new one: other agreements end the old.

    A calendar keeps an entry that repeats for life, with what was held of it: no other
    meeting than `ours` stands there for one of these dates.
    """
    agreed = {
        name: getattr(series, name)
        for name in ("every_weeks", "weekday", "at", "minutes", "place")
    }
    known = series.rhythms.last()
    if known and all(getattr(known, name) == now for name, now in agreed.items()):
        others = known.sessions.standing().exclude(
            pk__in=[session.pk for session in ours]
        )
        kept = set(others.values_list("nominal", flat=True))
        steps, apart = [*nominals, *kept], dt.timedelta(weeks=series.every_weeks)
        in_step = all((step - steps[0]) % apart == dt.timedelta() for step in steps)
        if in_step and not kept & nominals:
            return known
    return series.rhythms.create(**agreed)
