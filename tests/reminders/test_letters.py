import datetime as dt

import pytest
from django.utils import translation

from reminders.due import Due, waiting
from reminders.letters import letter_for, revived


def test_a_letter_says_its_parts_as_plain_text():
    letter = letter_for("tests.nudge")

    assert letter.say("line", {"name": "Anna & Bo"}) == "An intake with Anna & Bo waits"


def test_a_letter_speaks_the_active_language():
    with translation.override("nl"):
        said = letter_for("tests.nudge").say("subject", {"name": "Anna"})

    assert said == "Plan je intake met Anna"


def test_dates_that_went_through_json_are_dates_again():
    context = {
        "day": "2026-03-03",
        "at": "16:00:00",
        "moment": "2026-03-03T16:00:00",
        "days": ["2026-03-03"],
        "name": "2026-03-03 or later",
        "count": 3,
    }

    assert revived(context) == {
        "day": dt.date(2026, 3, 3),
        "at": dt.time(16),
        "moment": dt.datetime(2026, 3, 3, 16),
        "days": [dt.date(2026, 3, 3)],
        "name": "2026-03-03 or later",
        "count": 3,
    }


@pytest.mark.parametrize("text", ["2026-02-30", "25:00:00"])
def test_what_only_looks_like_a_date_stays_text(text):
    assert revived({"name": text}) == {"name": text}


def test_what_is_due_says_itself():
    due = Due(
        "tests.nudge", None, None, "7", dt.date(2026, 3, 3), "/", {"name": "Anna"}
    )

    assert (due.line, due.button) == ("An intake with Anna waits", "Plan it")


def test_waiting_goes_through_every_room(settings):
    settings.DUE = [f"{__name__}.one", f"{__name__}.other"]

    assert list(waiting(now=3, person=4)) == [("one", 3, 4), ("other", 3, 4)]


def one(*, now, person):
    yield "one", now, person


def other(*, now, person):
    yield "other", now, person
