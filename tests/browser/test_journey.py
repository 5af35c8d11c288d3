"""The journey: a roster file becomes a year of sessions, everything real.

Eight days out of seven weeks, the whole stack started on each: PostgreSQL,
Redis, web, worker, beat and SMTP. Coordinator, mentor and mentee are signed in at once,
the mentee in Dutch. Every page's picture is left in var/journey/.
"""

import datetime as dt

import pytest

from tests.browser.journey import (
    composing,
    intakes,
    meetings,
    opening,
    secrecy,
    writing,
    year,
)
from tests.browser.journey.cast import Story
from tests.browser.journey.stack import Stack
from tests.folders import passable

pytestmark = pytest.mark.browser

DAYS = [
    ("2026-02-02 10:00", opening, "open_programme import_roster invite enrol"),
    ("2026-02-09 06:59:15", composing, "remind_of_the_invitation"),
    (None, composing, "propose move publish"),
    ("2026-03-09 10:00", intakes, "remind_of_the_intake plan prepare hold"),
    (None, intakes, "hold_the_others look_from_outside"),
    (None, meetings, "propose_dates vote_for_the_first_time"),
    ("2026-03-11 10:00", intakes, "tell_who_left"),
    (None, meetings, "remind_who_is_silent vote_after_all"),
    (None, meetings, "pick_the_date"),
    ("2026-03-12 15:00", meetings, "remind_of_tomorrow"),
    ("2026-03-13 17:30", meetings, "meet_first agree_to_the_series"),
    ("2026-03-16 10:00", year, "subscribe change_dates remind_of_the_log log talk"),
    ("2026-03-18 10:00", writing, "write_a_goal write_an_exercise"),
    (None, year, "remind_of_the_action look_at_today"),
    (None, secrecy, "search"),
]


@pytest.fixture
def stack():
    with passable() as folder:
        stack = Stack(folder)
        yield stack
        stack.stop()


@pytest.mark.walk
def test_the_journey(stack, window, tmp_path):
    story = Story(stack, window, tmp_path)
    for moment, room, steps in DAYS:
        if moment:
            begin_the_day(story, dt.datetime.fromisoformat(moment))
        for step in steps.split():
            getattr(room, step)(story)


def begin_the_day(story, moment):
    story.stack.restart(moment)
    story.today = moment.date()
    secrecy.listen(story.stack, story.heard)
