"""Each address of the inbox: one's own, and to everybody else not there."""

import pytest

from reminders import stopping
from tests.doors import EVERYBODY, Door, walk

DOORS = {
    "reminders:inbox": Door("GET"),
    "reminders:open": Door("POST", "mentee", "mail"),
    "reminders:read_all": Door("POST"),
    "reminders:preferences": Door("GET POST"),
    # Signed for one person and one kind of mail.
    "reminders:stop": Door("GET POST", f"{EVERYBODY} nobody", "token"),
}


@pytest.mark.usefixtures("not_found_once")
@pytest.mark.django_db
def test_every_door_of_the_inbox(everybody, posted, mentee):
    token = stopping.address(mentee.pk, "tests.nudge").rstrip("/").rpartition("/")[2]
    world = {"mail": posted(), "token": token}

    assert walk(DOORS, everybody, world) == []
