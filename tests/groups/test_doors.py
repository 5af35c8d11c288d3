"""Each address of a group: its coordinators decide, its members know, others find none."""

import pytest

from groups.models import Breach, Exclusion
from people.services.departures import mark_left
from tests.doors import EVERYBODY, Door, walk
from tests.factories import coordinator_of

RUNS = "coordinator colleague"
MEMBERS = "mentor mentee other_mentee"
# In the programme: they know that there is one.
TAKES_PART = f"{MEMBERS} outsider"
# Of the coordinators; who sits in the group learns that it is not theirs.
DECIDED = {"may": RUNS, "about": "group", "knows": MEMBERS}
DOORS = {
    "groups:group_list": Door("GET", f"{EVERYBODY} colleague"),
    "groups:group": Door("GET", f"{RUNS} {MEMBERS}", "group"),
    "groups:rename": Door("GET POST", **DECIDED),
    "groups:join": Door("GET POST", **DECIDED),
    "groups:mentor": Door("GET POST", **DECIDED),
    "groups:small": Door("GET POST", **DECIDED),
    "groups:go_on": Door("GET POST", **DECIDED),
    "groups:dissolve": Door("GET POST", **DECIDED),
    "groups:keep": Door("GET POST", RUNS, "breach"),
    "groups:leaver": Door("GET POST", RUNS, "leaver"),
    "groups:leave": Door("GET POST", **DECIDED | {"about": "seat"}),
    "groups:seat_move": Door("GET POST", **DECIDED | {"about": "seat"}),
    "groups:apart": Door("GET POST", RUNS, "programme", knows=TAKES_PART),
    "groups:together": Door("POST", RUNS, "exclusion"),
}


@pytest.fixture
def world(programme, group, coordinator, mentor, mentee, enrol):
    """A group that breaks a rule, and from which somebody has left the organisation."""
    mentee.team = mentor.team
    mentee.save(update_fields=["team"])
    first, second = enrol(), enrol()
    seat = group.seats.mentees().order_by("pk")[1]
    return {
        "programme": programme,
        "group": group,
        "seat": group.seats.get(person=mentee),
        "breach": Breach.objects.get(),
        "exclusion": Exclusion.objects.create(
            programme=programme, first=first, second=second
        ),
        "leaver": mark_left(person=seat.person, by=coordinator).person,
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_a_group(everybody, programme, world):
    people = everybody | {"colleague": coordinator_of(programme)}

    assert walk(DOORS, people, world) == []
