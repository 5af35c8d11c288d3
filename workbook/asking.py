"""When somebody is asked how it goes with the learning goals, in the rhythm they chose.

Twice; then once whether the goal still fits; then no more until they write again. Pure:
all of it follows from the day on which it began to count, and from today.
"""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from workbook.models import Every

STEPS = {
    Every.WEEK: relativedelta(weeks=1),
    Every.TWO_WEEKS: relativedelta(weeks=2),
    Every.MONTH: relativedelta(months=1),
}
ASKED, THEN_SILENT = 2, 4


@dataclass(frozen=True)
class RhythmQuestion:
    """What is asked from the day `on`; `still_fits`: it is the last one."""

    on: dt.date
    still_fits: bool = False


def question(rhythm, today: dt.date, meetings=()) -> RhythmQuestion | None:
    """What is asked by that day; `meetings` are the days of those that were held."""
    # It may count from a day so far off that nothing can be counted on from there.
    if rhythm.since > today:
        return None
    days = [day for day in days_of(rhythm, meetings) if day <= today]
    if not days or len(days) >= THEN_SILENT:
        return None
    return RhythmQuestion(days[-1], still_fits=len(days) > ASKED)


def days_of(rhythm, meetings) -> list[dt.date]:
    """The first of those on which something would be asked."""
    if rhythm.every == Every.MEETING:
        after = sorted({day for day in meetings if day > rhythm.since})
        return [day + dt.timedelta(days=1) for day in after[:THEN_SILENT]]
    step = STEPS[rhythm.every]
    return [rhythm.since + step * times for times in range(1, THEN_SILENT + 1)]
