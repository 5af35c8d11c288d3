from copy import deepcopy

import pytest

from reminders import letters as registry
from reminders.services import post
from tests.reminders import letters
from tests.reminders.catcher import catching


@pytest.fixture(autouse=True)
def _letters(settings, monkeypatch):
    """The kinds tests.nudge, tests.summons, tests.meeting and tests.secret."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(settings.ROOT / "tests/reminders/templates")
    settings.TEMPLATES = templates
    settings.LETTERS = ["tests.reminders.letters", "reminders.day"]
    settings.DUE = []
    monkeypatch.setitem(letters.switch, "holds", True)
    monkeypatch.setitem(letters.switch, "says", {})
    registry.all_letters.cache_clear()
    yield
    registry.all_letters.cache_clear()


@pytest.fixture
def posted(mentee, programme):
    """Posts a mail to `mentee`, with whatever else is said."""

    def _post(**given):
        return post(
            **{
                "person": mentee,
                "kind": "tests.nudge",
                "object_id": 7,
                "programme_id": programme.pk,
                "zone": programme.time_zone,
                "link": "/intake/7/",
                "context": {"name": "Anna"},
            }
            | given
        )

    return _post


@pytest.fixture
def server():
    """A mail server; `port` is where it listens."""
    with catching() as (port, caught):
        caught.port = port
        yield caught
