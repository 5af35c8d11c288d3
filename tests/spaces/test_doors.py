"""Who reads a space, asked by those who do; to everybody else it is not there."""

import pytest

from tests.doors import Door, walk

DOORS = {
    "spaces:own_readers": Door("GET"),
    "spaces:readers": Door("GET", "mentor mentee", "pair"),
}
CIRCLE = {"spaces:readers": Door("GET", "mentor mentee other_mentee", "circle")}


@pytest.mark.django_db
@pytest.mark.parametrize("doors", [DOORS, CIRCLE], ids=["pair", "circle"])
def test_every_door_of_a_space(everybody, doors, group, mentee):
    seat = group.seats.get(person=mentee)

    world = {"pair": seat.pair_id, "circle": group.circle_id}
    assert walk(doors, everybody, world) == []
