import datetime as dt
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendars.daysoff import Habits, days_off
from programmes.models import Programme
from sessions.dates.planning import first_date, last_date, plan_dates

days = st.dates(date(2024, 1, 1), date(2035, 1, 1))
rhythms = st.sampled_from(Programme.EVERY_WEEKS)


@st.composite
def plans(draw):
    first, every_weeks = draw(days), draw(rhythms)
    until = first + timedelta(days=draw(st.integers(0, 500)))
    offsets = draw(st.sets(st.integers(0, 520), max_size=80))
    same_day = draw(st.sets(st.integers(0, 75), max_size=12))
    off = {first + timedelta(days=days) for days in offsets}
    off |= {first + timedelta(weeks=weeks) for weeks in same_day}
    return first, until, every_weeks, dict.fromkeys(off, "Feast")


@given(plans())
def test_every_date_is_on_the_weekday_and_none_on_a_day_off(plan):
    first, until, every_weeks, off = plan
    steps = list(
        plan_dates(first=first, until=until, every_weeks=every_weeks, days_off=off)
    )

    dates = [step.on for step in steps if step.on]
    assert all(on.weekday() == first.weekday() for on in dates)
    assert not set(dates) & set(off)
    assert all(first <= on <= until for on in dates)
    assert dates == sorted(set(dates))
    assert [step.nominal for step in steps] == [
        first + timedelta(weeks=every_weeks * number) for number in range(len(steps))
    ]
    for step in steps:
        assert step.moved == (step.nominal in off)
        assert bool(step.holiday) == step.moved
        if step.on:
            # A moved date stays before the next one of the rhythm.
            assert timedelta(0) <= step.on - step.nominal < timedelta(weeks=every_weeks)


@given(days, st.integers(0, 6), rhythms)
def test_the_first_date_is_near_the_rhythm_and_after_the_first_meeting(
    meeting, weekday, every_weeks
):
    first = first_date(after=meeting, weekday=weekday, every_weeks=every_weeks)

    assert first.weekday() == weekday
    assert first > meeting
    assert abs(first - meeting - timedelta(weeks=every_weeks)) <= timedelta(days=3)


def test_a_date_on_a_holiday_moves_a_week_on():
    # Ascension Day falls on the third Thursday here; the rhythm does not shift.
    steps = plan_dates(
        first=date(2027, 3, 25),
        until=date(2027, 6, 30),
        every_weeks=6,
        days_off=days_off(Habits("NL"), date(2027, 3, 25), date(2027, 6, 30), "en"),
    )

    assert [step.on for step in steps] == [
        date(2027, 3, 25),
        date(2027, 5, 13),
        date(2027, 6, 17),
    ]


def test_a_weekly_rhythm_leaves_a_holiday_out():
    steps = plan_dates(
        first=date(2026, 12, 17),
        until=date(2027, 1, 14),
        every_weeks=1,
        days_off={date(2026, 12, 24): "Eve", date(2027, 1, 14): "Rest"},
    )

    assert [step.on for step in steps] == [
        date(2026, 12, 17),
        None,
        date(2026, 12, 31),
        date(2027, 1, 7),
        None,
    ]


def test_two_holidays_in_a_row_move_a_date_twice():
    off = {date(2025, 12, 25): "Christmas", date(2026, 1, 1): "New Year"}
    steps = plan_dates(
        first=date(2025, 12, 25), until=date(2026, 2, 1), every_weeks=6, days_off=off
    )

    assert [step.on for step in steps] == [date(2026, 1, 8)]


def test_a_series_ends_as_many_months_after_the_first_meeting():
    last = last_date(first_meeting=dt.date(2026, 8, 31), months=18)

    assert last == dt.date(2028, 2, 29)


@given(plans(), st.dictionaries(st.integers(0, 75), st.integers(0, 3), max_size=40))
def test_a_date_goes_to_the_week_in_which_fewest_cannot(plan, missing):
    first, until, every_weeks, off = plan
    cannot = {
        first + timedelta(weeks=week): "abc"[:few] for week, few in missing.items()
    }
    days_of = {"first": first, "until": until, "every_weeks": every_weeks}

    steps = plan_dates(**days_of, days_off=off, cannot=cannot)

    for step, plain in zip(steps, plan_dates(**days_of, days_off=off), strict=True):
        weeks = [
            step.nominal + timedelta(weeks=number) for number in range(every_weeks)
        ]
        free = [day for day in weeks if day <= until and day not in off]
        best = sorted(free, key=lambda day: (len(cannot.get(day, "")), day))
        assert (step.nominal, step.on) == (plain.nominal, best[0] if best else None)
        # Nobody is away: it stays where it would be.
        if not any(cannot.get(day) for day in free):
            assert step == plain
