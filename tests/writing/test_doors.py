"""Each address of a text: its writer's, or of whom they let read it; of nobody else's."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from intake import services as intakes
from intake.models import MenteeSeat
from programmes.models import OWN_WORDS
from spaces.acting import acting_as
from tests.doors import Door, walk
from tests.factories import write_text
from writing import services

DOORS = {
    "writing:device": Door("GET"),
    "writing:device_choose": Door("POST"),
    "writing:trail": Door("GET"),
    "writing:write": Door("POST"),
    "writing:save": Door("POST", about="goal new"),
    "writing:erase_all": Door("GET POST"),
    "writing:erasures": Door("GET"),
    "writing:erase": Door("GET POST", "mentee", "text"),
    "writing:given": Door("GET"),
    "writing:take_back": Door("POST", "mentee", "copy"),
    "writing:take_back_shown": Door("POST", "mentee", "shown"),
    "writing:take_back_text": Door("POST", "mentee", "put"),
    "writing:take_back_all": Door("POST"),
    "writing:received": Door("GET"),
    "writing:snapshot": Door("GET", "mentee other_mentee", "copy"),
    "writing:give": Door("GET POST", "mentee", "text"),
    "writing:give_sure": Door("POST", "mentee", "text"),
    "writing:versions": Door("GET", "mentee", "text"),
    "writing:settle": Door("POST", "mentee", "text"),
    "writing:history": Door("GET", "mentee", "text"),
    # What was put before the mentor: they read it, and write nothing there.
    "writing:history of both": Door("GET", "mentee mentor", "put"),
    "writing:restore": Door("POST", "mentee", "text revision"),
}


@pytest.fixture
def world(group, mentee, other_mentee):
    seat = MenteeSeat.objects.with_intake().get(person=mentee)
    goal = {"kind": "goal", "key": uuid4(), "title": "Vaker nee"}
    text = write_text(by=mentee, body="Zeggen", **goal).text
    write_text(by=mentee, kind=OWN_WORDS, key=seat.participation_id, body="Rust")
    today = timezone.localdate()
    with acting_as(mentee), transaction.atomic():
        (put,) = intakes.put_text(seat=seat, kind=OWN_WORDS, by=mentee)
        return {
            "text": text,
            "revision": text.head,
            "shown": services.show_text(text=text, space_id=seat.pair_id),
            "copy": services.give_text(
                text=text, head=text.head, reader=other_mentee, until=today
            ),
            "put": put,
            "new": uuid4(),
        }


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_a_text(everybody, world):
    assert walk(DOORS, everybody, world) == []
