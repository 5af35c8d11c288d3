"""Each address of a programme: its coordinators', or of who is invited; no other's."""

import pytest

from tests.doors import EVERYBODY, Door, walk
from tests.factories import ParticipationFactory, TopicFactory, coordinator_of

RUNS = "coordinator colleague"
DOORS = {
    "programmes:programme_list": Door("GET", f"{EVERYBODY} colleague"),
    # Also who coordinates nothing here yet, in another organisation.
    "programmes:programme_new": Door(
        "GET POST",
        f"{RUNS} elsewhere",
        knows="mentor mentee other_mentee outsider",
    ),
    "programmes:programme_detail": Door("GET", RUNS, "programme"),
    "programmes:programme_edit": Door("GET POST", RUNS, "programme"),
    "programmes:participation_list": Door("GET", RUNS, "programme"),
    "programmes:invite": Door("GET POST", RUNS, "programme"),
    "programmes:coordinator_list": Door("GET POST", RUNS, "programme"),
    "programmes:coordinator_remove": Door("POST", RUNS, "programme row"),
    "programmes:delivery": Door("GET", RUNS, "programme"),
    "programmes:topic_list": Door("GET POST", RUNS, "programme"),
    "programmes:topic_retire": Door("POST", RUNS, "programme topic"),
    "programmes:invite_again": Door("POST", RUNS, "invited"),
    "programmes:withdraw": Door("POST", RUNS, "invited"),
    "programmes:enrolment": Door("GET POST", "mentee", "part"),
    "programmes:decline": Door("POST", "mentee", "part"),
}


@pytest.fixture
def world(programme, coordinator, mentee):
    return {
        "programme": programme,
        "row": programme.coordinators.get(person=coordinator),
        "topic": TopicFactory(organisation=programme.organisation),
        "invited": ParticipationFactory(programme=programme, state="invited"),
        "part": programme.participations.get(person=mentee),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_a_programme(everybody, programme, world):
    people = everybody | {"colleague": coordinator_of(programme)}

    assert walk(DOORS, people, world) == []
