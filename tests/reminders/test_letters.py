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
        "due_on": "2026-03-03",
        "at": "16:00:00",
        "moment": "2026-03-03T16:00:00",
        "dates": ["2026-03-03"],
        "entries": [{"on": "2026-03-03", "place": "12:00:00"}],
        "until": "some day",
        "since": None,
    }

    assert revived(context) == {
        "due_on": dt.date(2026, 3, 3),
        "at": dt.time(16),
        "moment": dt.datetime(2026, 3, 3, 16),
        "dates": [dt.date(2026, 3, 3)],
        "entries": [{"on": dt.date(2026, 3, 3), "place": "12:00:00"}],
        "until": "some day",
        "since": None,
    }


@pytest.mark.parametrize("text", ["2027-03-01", "16:00:00", "2026-03-03T16:00:00"])
def test_what_only_looks_like_a_date_stays_as_written(text):
    said = letter_for("tests.nudge").say("line", {"name": text})

    assert said == f"An intake with {text} waits"


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
