"""A mentee of the demonstration looks back on a learning goal, every two weeks."""

import datetime as dt
from uuid import uuid4

from crossmentor.demo.days import doing
from workbook import services as workbook
from workbook.models import Goal
from writing.models import Part

EVERY = dt.timedelta(days=14)


def look_back(seat, told: dict, since: dt.date, today: dt.date):
    """From that day until now: what was noted of the first goal, and what became of it."""
    person = seat.person
    with doing(person, since, 20):
        goal = Goal.objects.at_hand().earliest("text__created_at")
        workbook.choose_rhythm(person=person, every="two weeks")
        workbook.show(goal=goal, space_id=seat.pair_id, part=Part.BOTH)
    days = (since + number * EVERY for number in range(1, len(told["notes"]) + 1))
    for number, (day, note) in enumerate(zip(days, told["notes"], strict=True)):
        if day >= today:
            return
        with doing(person, day, 20):
            if number == told["reworded_at"]:
                reason = workbook.Reason("too big", told["why"])
                workbook.reword(goal=goal, title=told["reworded"], reason=reason)
            workbook.check_in(goal=goal, check_in_id=uuid4(), **note)
