"""The tests' settings with the letters of these tests, also for processes apart."""

from crossmentor.settings_test import *  # noqa: F403
from crossmentor.settings_test import ROOT, TEMPLATES

LETTERS = ["tests.reminders.letters"]
DUE = []
TEMPLATES[0]["DIRS"].append(ROOT / "tests/reminders/templates")
