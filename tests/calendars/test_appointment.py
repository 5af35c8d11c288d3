"""What had begun of an appointment, for who keeps that and no more."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from calendars.appointment import MEETING, SERIES, Appointment
from calendars.repeating import Occurrence, When, told_as_rule

FIRST = dt.date(2027, 1, 7)
USUAL = When(FIRST, dt.time(16), 60, "Utrecht")
DAYS = [FIRST + dt.timedelta(weeks=2 * number) for number in range(8)]


def appointment(when, repeat=None):
    kind = SERIES if repeat else MEETING
    zone = "America/New_York"
    return Appointment(uid="1", kind=kind, zone=zone, when=when, repeat=repeat)


@st.composite
def repeats(draw):
    """Every two weeks; some are left out, some held on another day of their fortnight."""
    meetings = []
    for day in DAYS:
        later = draw(st.sampled_from([0, 0, 0, 1, 6, None]))
        when = later is not None and When(
            day + dt.timedelta(days=later), dt.time(16 - later), 60, "Utrecht"
        )
        meetings.append(Occurrence(day, when or None))
    repeat, _alone = told_as_rule(meetings, every_weeks=2, usual=USUAL)
    return repeat


@given(repeats(), st.integers(-1, 24 * 7 * 20))
def test_of_a_series_stays_what_had_begun(repeat, hours):
    if repeat is None:
        return
    one = appointment(repeat.first, repeat)
    start = dt.datetime.combine(FIRST, dt.time(16), ZoneInfo(one.zone))
    moment = start + dt.timedelta(hours=hours)

    kept = one.begun_by(moment)

    begun = [when for when in one.meetings() if one.starts_at(when) <= moment]
    assert (list(kept.meetings()) if kept else []) == begun
    if kept:
        until = kept.repeat.until
        assert until in kept.by_nominal()
        # A file says an exception of nothing that its rule does not say.
        assert max([*kept.repeat.moved, *kept.repeat.left_out, until]) == until


def test_one_meeting_stays_when_it_had_begun():
    one = appointment(USUAL)
    starts_at = one.starts_at(USUAL)

    assert one.begun_by(starts_at) == one
    assert one.begun_by(starts_at - dt.timedelta(seconds=1)) is None
