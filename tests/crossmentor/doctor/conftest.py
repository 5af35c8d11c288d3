import pytest
from django.utils import timezone

from crossmentor.doctor.examining import examine
from crossmentor.doctor.finding import FAIL
from crossmentor.health import probe
from spaces.marks import prove_keys
from tests.conftest import connect_as
from tests.reminders.catcher import catching

# The server of the tests is a fast one: what it took it may lose.
ALWAYS = [
    "Everybody may TEMPORARY, CONNECT on the database.",
    *(
        f"{name} is off: what was saved may be lost when the server falls over."
        for name in ("fsync", "full_page_writes", "synchronous_commit")
    ),
]


@pytest.fixture
def well(transactional_db, settings, organisation):
    """An installation in which all is well, but for what makes the tests fast."""
    with catching() as (port, caught), connect_as("owner") as owner:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_BACKEND = "reminders.smtp.EmailBackend"
        for name in probe.NAMES.values():
            owner.execute(
                "INSERT INTO crossmentor_beat (name) VALUES (%s)", [name + "@a"]
            )
        owner.execute(
            "INSERT INTO reminders_sweep (id, at, written, failed) "
            "VALUES (1, %s, 0, '')",
            [timezone.now()],
        )
        prove_keys()
        yield caught


@pytest.fixture
def failing():
    """What fails besides what always does here."""

    def _failing(**given):
        found = [one.what for one in examine(**given) if one.level == FAIL]
        assert [what for what in found if what in ALWAYS] == ALWAYS
        return [what for what in found if what not in ALWAYS]

    return _failing
