"""The series in five zones, 2026 to 2031: the wall clock, days off, and nothing twice.

Berlin's clocks would tell no more than Amsterdam's. Lord Howe puts its own forward by
half an hour; Apia lies where the day begins.
"""

import datetime as dt
from functools import cache
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendars.daysoff import FIFTH, NEVER, YEARLY, Habits, days_off
from groups.models import MentorGroup
from programmes import clock
from programmes.models import Programme
from sessions.dates import planning
from sessions.dates.services import series as series_services
from sessions.dates.services.planning import plan_series
from sessions.dates.services.series import agree_on_series
from sessions.models import Session

HABITS = {
    "Europe/Amsterdam": Habits("NL"),
    "Europe/London": Habits("GB", "ENG"),
    "America/New_York": Habits("US", "NY"),
    "Australia/Lord_Howe": Habits("AU", "NSW"),
    "Pacific/Apia": Habits("WS"),
}
BEGIN, END = dt.date(2026, 1, 1), dt.date(2031, 12, 31)
# A series of two years that begins on the last day.
LATEST = dt.date(2034, 12, 31)
ZONES = st.sampled_from(list(HABITS))
WEEKDAYS, RHYTHMS = range(7), Programme.EVERY_WEEKS
LENGTHS = (3, 6, 9, 12, 18, 24)


@cache
def off(habits):
    return days_off(habits, BEGIN, LATEST, "en")


def planned(*, habits, after, weekday, every_weeks, months):
    first = planning.first_date(after=after, weekday=weekday, every_weeks=every_weeks)
    until = planning.last_date(first_meeting=after, months=months)
    rhythm = {"first": first, "until": until, "every_weeks": every_weeks}
    return first, until, list(planning.plan_dates(**rhythm, days_off=off(habits)))


@pytest.mark.parametrize("zone", HABITS)
def test_no_series_meets_on_a_day_off_or_twice(zone):
    """Each weekday, rhythm and length, begun in each quarter of these years."""
    begun = [
        dt.date(year, month, 14)
        for year, month in product(range(2026, 2032), (2, 5, 8, 12))
    ]
    for after, weekday, every_weeks, months in product(
        begun, WEEKDAYS, RHYTHMS, LENGTHS
    ):
        first, until, steps = planned(
            habits=HABITS[zone],
            after=after,
            weekday=weekday,
            every_weeks=every_weeks,
            months=months,
        )
        days = [step.on for step in steps if step.on]
        assert not off(HABITS[zone]).keys() & set(days)
        assert all(day.weekday() == weekday for day in days)
        assert all(one < next_one for one, next_one in pairwise(days))
        assert all(after < first <= day <= until for day in days)
        # The rhythm does not shift, whatever one date of it does.
        nominal = [step.nominal for step in steps]
        gap = dt.timedelta(weeks=every_weeks)
        assert all(b - a == gap for a, b in pairwise(nominal))
        left_out = [step for step in steps if step.on is None]
        assert all(step.nominal in off(HABITS[zone]) for step in left_out)


@given(
    ZONES,
    st.dates(BEGIN, END),
    st.sampled_from(WEEKDAYS),
    st.sampled_from(RHYTHMS),
    st.sampled_from(LENGTHS),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(15, 480),
)
def test_the_clock_on_the_wall_stays(
    zone, after, weekday, every_weeks, months, at, minutes
):
    _first, _until, steps = planned(
        habits=HABITS[zone],
        after=after,
        weekday=weekday,
        every_weeks=every_weeks,
        months=months,
    )
    programme = Programme(time_zone=zone)
    days = [step.on for step in steps if step.on]
    skipped = [day for day in days if clock.is_skipped(programme, day, at)]
    # What no clock shows cannot stay.
    assume(not skipped)
    moments = []
    for on in days:
        session = Session(
            group=MentorGroup(programme=programme), on=on, at=at, minutes=minutes
        )
        shown = session.starts_at.astimezone(dt.UTC).astimezone(ZoneInfo(zone))
        assert (shown.date(), shown.time()) == (on, at)
        lasts = session.ends_at.replace(tzinfo=None) - dt.datetime.combine(on, at)
        assert lasts == dt.timedelta(minutes=minutes)
        moments.append(session.starts_at.astimezone(dt.UTC))
    assert moments == sorted(set(moments))


@pytest.mark.django_db
@pytest.mark.parametrize("zone", HABITS)
def test_whatever_is_agreed_next_nothing_doubles(zone, group, mentor, first):
    """One group agrees on each weekday and rhythm in turn; planned twice each time."""
    habits, programme = HABITS[zone], group.programme
    programme.time_zone, programme.country = zone, habits.country
    programme.region = habits.region
    programme.save()
    others = dict(zip(WEEKDAYS, [*RHYTHMS, RHYTHMS[0]], strict=True))
    for weekday, every_weeks in others.items():
        series = agree_on_series(
            group=group,
            by=mentor,
            every_weeks=every_weeks,
            weekday=weekday,
            at=dt.time(16, 30),
            minutes=90,
        )
        for _time in range(2):
            plan_series(series_id=series.pk)
        standing = list(group.sessions.standing().of_series())
        steps = planning.plan_dates(
            first=series.first_on,
            until=series.until,
            every_weeks=every_weeks,
            days_off=off(habits),
        )
        assert [one.on for one in standing] == [step.on for step in steps if step.on]
        for one in standing:
            shown = one.starts_at.astimezone(dt.UTC).astimezone(ZoneInfo(zone))
            assert (shown.date(), shown.time()) == (one.on, dt.time(16, 30))


def dutch(day, **kept):
    """What each way of keeping a day makes of it: whether a series meets on it."""
    steps = planning.plan_dates(
        first=day,
        until=day + dt.timedelta(weeks=4),
        every_weeks=4,
        days_off=off(Habits("NL", **kept)),
    )
    return next(steps).on == day


@pytest.mark.parametrize(
    ("day", "meets"),
    [
        # In 2031 the 27th of April is a Sunday: the day before is free, it is not.
        (dt.date(2031, 4, 26), False),
        (dt.date(2031, 4, 27), True),
        (dt.date(2030, 4, 27), False),
        (dt.date(2030, 4, 26), True),
    ],
)
def test_a_series_leaves_the_kings_day_that_is_kept(day, meets):
    assert dutch(day) is meets


@pytest.mark.parametrize(
    ("kept", "meets"),
    [
        (NEVER, dict.fromkeys(range(2026, 2032), True)),
        (FIFTH, dict.fromkeys(range(2026, 2032), True) | {2030: False}),
        (YEARLY, dict.fromkeys(range(2026, 2032), False)),
    ],
)
def test_a_series_keeps_liberation_day_as_the_organisation_does(kept, meets):
    found = {
        year: dutch(dt.date(year, 5, 5), liberation_day=kept)
        for year in range(2026, 2032)
    }

    assert found == meets


@pytest.mark.parametrize("kept", [True, False])
def test_a_series_keeps_good_friday_as_the_organisation_does(kept):
    fridays = [(2026, 4, 3), (2027, 3, 26), (2028, 4, 14), (2029, 3, 30), (2030, 4, 19)]

    found = {dutch(dt.date(*day), good_friday=kept) for day in fridays}

    assert found == {not kept}


@pytest.mark.django_db
def test_what_was_planned_stays_whatever_the_library_says(
    group, mentor, series, monkeypatch
):
    """Also to who agrees on the same again: neither a day moves, nor is anybody told."""
    days = [one.on for one in group.sessions.standing().of_series()]
    feasts = dict.fromkeys(days, "Feast")
    monkeypatch.setattr(series_services, "days_off", lambda *_args: feasts)

    again = agree_on_series(
        group=group,
        by=mentor,
        every_weeks=6,
        weekday=3,
        at=dt.time(16),
        minutes=120,
        place="Utrecht",
    )
    plan_series(series_id=again.pk)

    assert again.version == series.version
    assert [one.on for one in group.sessions.standing().of_series()] == days
