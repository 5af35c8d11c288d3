"""What is on in the days ahead of the group that the demonstration looks at first."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from crossmentor.demo import ahead, year
from crossmentor.demo.firm import example
from sessions.running.casting import casting_of
from sessions.session.visits import visit_of
from spaces.acting import acting_as

MONDAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("near", "before"),
    [(False, 4), (True, 2), (False, 3)],
    ids=["one more", "the next one", "none on a Sunday"],
)
def test_cases_are_offered_and_a_visit_is_prepared(
    group, programme, mentee, near, before
):
    today = MONDAY - dt.timedelta(before)
    noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
    with time_machine.travel(noon, tick=True):
        programme.state, programme.starts_on = "running", today - dt.timedelta(90)
        programme.save()
        year.see_each_other(group, programme.starts_on)
        if near:
            group.sessions.create(on=today + dt.timedelta(6), at=dt.time(16))
        ahead.days_ahead(group, example("texts"), today)

        meeting, visit = group.sessions.order_by("on")
        assert meeting.on == MONDAY
        with acting_as(mentee), transaction.atomic():
            people = list(group.seats.held().people())
            offers = casting_of(meeting, mentee, people).offers
            assert [len(one.wishers) for one in offers] == [0, 2]
            assert visit.kind == "work_visit"
            assert len(visit_of(visit, mentee).texts) == 5
