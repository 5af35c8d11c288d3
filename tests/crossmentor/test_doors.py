"""Each address of the pages over all rooms."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.doors import EVERYBODY, Door, walk
from tests.factories import write_text

DOORS = {
    "today": Door("GET"),
    "set_theme": Door("POST"),
    "progress": Door("GET", "coordinator", "programme"),
    "search": Door("GET"),
    "taking_along": Door("GET"),
    "taken_along": Door("POST"),
    # A password gives the file, and no more.
    "left": Door("GET POST", f"{EVERYBODY} nobody"),
    "looking_back": Door("GET"),
    # Who wrote nothing then, has nothing there.
    "looking_back_month": Door("GET", "mentee", "month"),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_over_all_rooms(everybody, programme, mentee):
    write_text(by=mentee, kind="goal", key=uuid4(), body="Vaker nee zeggen")
    world = {"programme": programme, "month": timezone.localdate()}

    assert walk(DOORS, everybody, world) == []
