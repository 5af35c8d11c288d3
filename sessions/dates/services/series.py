from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from calendars.daysoff import days_off, school_holidays
from programmes import clock
from programmes.refusals import refuse_ended
from reminders import bell
from sessions.dates import planning
from sessions.dates.length import months_of
from sessions.dates.models.series import Series
from spaces.errors import DomainError


def propose_series(
    *,
    group,
    every_weeks: int,
    weekday: int,
    since: date | None = None,
    language: str | None = None,
    cannot=None,
) -> list[planning.PlannedDate]:
    """Each date of the rhythm, what speaks against it, and where it would go instead.

    Counted from the first meeting to the end of the programme, or from the meeting that
    is on the day `since`; nothing is written. `cannot` tells by day who of the members
    cannot (`who_cannot_on`). Raises DomainError when there is no first meeting, or no
    room for a second.
    """
    first, until, _begins = _span(group, every_weeks, weekday, since)
    habits = group.programme.habits
    return list(
        planning.plan_dates(
            first=first,
            until=until,
            every_weeks=every_weeks,
            days_off=days_off(habits, first, until, language),
            school_holidays=school_holidays(habits, first, until, language),
            cannot=cannot,
        )
    )


def days_in_question(
    *, group, every_weeks: int, weekday: int, since: date | None = None
) -> list[date]:
    """All the days on which `propose_series` may have a meeting lie: one a week."""
    first, until, _begins = _span(group, every_weeks, weekday, since)
    return list(planning.weekly(first, until + timedelta(days=1)))


def _span(group, every_weeks, weekday, since=None) -> tuple[date, date, date | None]:
    """The first date of the rhythm, the last day of the programme, and `Series.begins`."""
    first_meeting = group.sessions.first_meetings().first()
    if first_meeting is None:
        raise DomainError(
            _("Plan the first meeting first: the series starts from its date.")
        )
    known, begins = Series.objects.of_group(group).first(), None
    if since:
        first, begins = _from_here(group, weekday, since)
    elif known and known.begins and known.has_rhythm(every_weeks, weekday):
        first, begins = known.first_on, known.begins
    else:
        first = planning.first_date(
            after=first_meeting.on, weekday=weekday, every_weeks=every_weeks
        )
    until = planning.last_date(first_meeting=first_meeting.on, months=months_of(group))
    if first > until:
        raise DomainError(
            _("The programme ends before the second meeting: choose a shorter rhythm.")
        )
    return first, until, begins


def _from_here(group, weekday, since) -> tuple[date, date]:
    """The first date near the meeting of that day, after all that stay before it."""
    staying = group.sessions.standing().before(since).latest("on").on
    after = max(staying, clock.today_in(group.programme))
    first = planning.nearest(since, weekday=weekday, after=after)
    return first, staying + timedelta(days=1)


def may_be_moved_with_the_rest(session) -> bool:
    """Whether other agreements may begin with it: one of the series, still to come."""
    today = clock.today_in(session.group.programme)
    is_of_series = session.from_series and not session.is_visit
    return is_of_series and session.is_planned and session.on > today


@transaction.atomic
def agree_on_series(
    *,
    group,
    by,
    every_weeks: int,
    weekday: int,
    at,
    minutes: int,
    place: str = "",
    chosen: dict[date, date | None] | None = None,
    since: date | None = None,
) -> Series:
    """Write down the working agreements and have the whole series planned (R9, R10).

    `chosen` says of dates of the rhythm on which day they are held instead, or by None
    that they are left out; of the others holds what was agreed on before of this very
    rhythm, or else what `propose_series` says. With `since` all that is before the
    meeting of that day stays as it is. The same again plans nothing anew, and tells
    nobody.
    """
    refuse_ended(group.programme)
    first_on, until, begins = _span(group, every_weeks, weekday, since)
    plan = _planned(group, every_weeks, weekday, since)
    changed = {
        nominal: on
        for nominal, on in (chosen or {}).items()
        if nominal in plan and on != plan[nominal]
    }
    plan |= changed
    _refuse_days(group, plan, changed, begins)
    _refuse_skipped(group, plan.values(), at)
    return _write_down(
        group,
        by,
        every_weeks=every_weeks,
        weekday=weekday,
        at=at,
        minutes=minutes,
        place=place,
        first_on=first_on,
        until=until,
        begins=begins,
        plan=[[str(nominal), on and str(on)] for nominal, on in plan.items()],
    )


def _planned(group, every_weeks, weekday, since) -> dict[date, date | None]:
    """Where each date of the rhythm goes when nothing else is chosen."""
    rhythm = {"group": group, "every_weeks": every_weeks, "weekday": weekday}
    agreed_on = days_agreed(**rhythm)
    return {
        step.nominal: agreed_on.get(step.nominal, step.on)
        for step in propose_series(**rhythm, since=since)
    }


def _write_down(group, by, **agreed) -> Series:
    """Keep what was agreed, and have it planned; the same again changes nothing."""
    # Planned, or agreed on by somebody else, right now: before, or after.
    known = Series.objects.select_for_update().filter(group=group).first()
    if known and all(getattr(known, name) == now for name, now in agreed.items()):
        return known
    series, _created = Series.objects.update_or_create(
        group=group,
        defaults={
            **agreed,
            "state": Series.State.PLANNING,
            "agreed_by": by,
            "agreed_at": timezone.now(),
            "version": known.version + 1 if known else 1,
        },
    )
    # Without a broker the page still answers: a sweep plans what was missed.
    bell.ring_on_commit("sessions.plan_series", series.pk)
    return series


def _refuse_skipped(group, days, at):
    """No day on which no clock shows that hour."""
    programme = group.programme
    for on in filter(None, days):
        if clock.is_skipped(programme, on, at):
            raise DomainError(
                _(
                    "The clocks are put forward on %(day)s, and skip this hour: choose"
                    " another time."
                )
                % {"day": formats.date_format(on, "j F Y")}
            )


def _refuse_days(group, plan, changed, begins):
    """Of days that were chosen: none that has passed, or on which the group meets.

    Nor one before a meeting that stays.
    """
    if not any(plan.values()):
        raise DomainError(_("Keep at least one date: a series has a meeting."))
    today = clock.today_in(group.programme)
    others = {
        session.on
        for session in group.sessions.standing()
        if session.is_visit or not session.from_series
    }
    held_on = Counter(plan.values())
    for on in filter(None, changed.values()):
        day = {"day": formats.date_format(on, "j F Y")}
        if on <= today:
            raise DomainError(
                _("%(day)s has passed: choose a day still to come.") % day
            )
        if begins and on < begins:
            raise DomainError(
                _("%(day)s is before a meeting that stays: choose a later day.") % day
            )
        if on in others or held_on[on] > 1:
            raise DomainError(
                _("There are two meetings on %(day)s: choose another day for one.")
                % day
            )


def days_agreed(*, group, every_weeks: int, weekday: int) -> dict[date, date | None]:
    """Where the dates of this very rhythm went when it was agreed on before, if it was."""
    series = Series.objects.of_group(group).first()
    if series is None or not series.has_rhythm(every_weeks, weekday):
        return {}
    return series.agreed_days


def planned_dates(series: Series, language: str | None = None):
    """Each date of the rhythm as it was agreed, holidays named in `language`."""
    habits = series.group.programme.habits
    off = days_off(habits, series.first_on, series.until, language)
    if series.plan is None:
        return list(
            planning.plan_dates(
                first=series.first_on,
                until=series.until,
                every_weeks=series.every_weeks,
                days_off=off,
            )
        )
    return [
        planning.PlannedDate(nominal, on, off.get(nominal, ""))
        for nominal, on in series.agreed_days.items()
    ]
