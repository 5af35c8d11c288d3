"""The tests' settings with the letters of these tests, also for processes apart."""

import datetime as dt

from crossmentor.settings_test import *  # noqa: F403
from crossmentor.settings_test import ROOT, TEMPLATES

LETTERS = ["tests.reminders.letters", "reminders.day"]
DUE = ["tests.reminders.dues.waiting"]
TEMPLATES[0]["DIRS"].append(ROOT / "tests/reminders/templates")
CELERY_BEAT_SCHEDULE = {"reminders.sweep": {"task": "reminders.sweep", "schedule": 1}}
# It is about noon: what is due is sent by day.
AHEAD = 12 - dt.datetime.now(dt.UTC).hour
TIME_ZONE = f"Etc/GMT{-AHEAD:+}"
