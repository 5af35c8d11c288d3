"""Each address of the handbook: everybody's, or a mentor's alone."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from handbook import services
from handbook.pictures.texts import PICTURE, note_key
from handbook.questions.texts import QUESTIONS
from handbook.stance.map import HIGHEST, StancePlace
from sessions.models import Session
from spaces.acting import acting_as
from tests.doors import Door, walk
from tests.factories import write_text

OTHERS = "coordinator mentee other_mentee outsider elsewhere"
DOORS = {
    "handbook:home": Door("GET"),
    "handbook:methods": Door("GET"),
    "handbook:method": Door("GET", about="incident"),
    "handbook:roles": Door("GET"),
    "handbook:text": Door("GET", about="idea"),
    "handbook:text of mentors": Door("GET", "mentor", "kinds-of-mentee", knows=OTHERS),
    "handbook:pictures": Door("GET"),
    "handbook:picture": Door("GET POST", about="rose"),
    "handbook:picture_keep": Door("POST", about="rose"),
    "handbook:picture_note": Door("GET", "mentee", "rose note"),
    "handbook:stance": Door("GET", "mentor"),
    "handbook:stance_test": Door("GET POST", "mentor"),
    "handbook:stance_keep": Door("POST", "mentor"),
    "handbook:stance_dot": Door("GET POST", "mentor"),
    "handbook:stance_dot of a meeting": Door("GET POST", "mentor", "meeting"),
    "handbook:stance_drop": Door("POST", "mentor", "dot"),
    "handbook:stance_back": Door("POST", "mentor", "dropped"),
    "handbook:coach": Door("GET POST"),
    "handbook:questions_keep": Door("POST"),
    "handbook:questions_kept": Door("GET", "mentee", "questions"),
    "handbook:confrontations": Door("GET", "mentor"),
    "handbook:confrontation": Door("GET", "mentor", "new"),
}


def put_dot(mentor, **more):
    place = StancePlace(HIGHEST, HIGHEST)
    today = timezone.localdate()
    return services.put_dot(by=mentor, pk=uuid4(), on=today, place=place, **more)


@pytest.fixture
def world(group, mentor, mentee):
    note, questions = uuid4(), uuid4()
    write_text(by=mentee, kind=PICTURE, key=note_key("rose", note), body="Samen")
    write_text(by=mentee, kind=QUESTIONS, key=questions, body="Wat houdt je tegen?")
    with acting_as(mentor), transaction.atomic():
        dot, dropped = put_dot(mentor), put_dot(mentor)
        services.drop_dot(dot=dropped)
    meeting = Session.objects.create(
        group=group, on=timezone.localdate() - dt.timedelta(1), at=dt.time(9)
    )
    return {
        "note": note,
        "questions": questions,
        "dot": dot,
        "dropped": dropped,
        "meeting": meeting,
        "new": uuid4(),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_the_handbook(everybody, world):
    assert walk(DOORS, everybody, world) == []
