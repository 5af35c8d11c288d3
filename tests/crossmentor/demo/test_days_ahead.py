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

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("near", [False, True], ids=["one more", "the next one"])
def test_cases_are_offered_and_a_visit_is_prepared(group, programme, mentee, near):
    with time_machine.travel(NOW, tick=True):
        today = NOW.date()
        programme.state, programme.starts_on = "running", today - dt.timedelta(90)
        programme.save()
        year.see_each_other(group, programme.starts_on)
        if near:
            group.sessions.create(on=today + dt.timedelta(6), at=dt.time(16))
        ahead.days_ahead(group, example("texts"), today)

        meeting, visit = group.sessions.order_by("on")
        assert meeting.on == today + dt.timedelta(2)
        with acting_as(mentee), transaction.atomic():
            people = list(group.seats.held().people())
            offers = casting_of(meeting, mentee, people).offers
            assert [len(one.wishers) for one in offers] == [0, 2]
            assert visit.kind == "work_visit"
            assert len(visit_of(visit, mentee).texts) == 5
