"""In a programme that has ended nobody comes into a group, and no mentor is replaced."""

import pytest

from groups.models import Seat
from groups.services import join_group, leave_seat, move_seat, replace_mentor
from programmes.models import Programme, Role
from spaces.errors import DomainError
from tests.factories import form_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(crew, programme):
    """Two of its groups."""
    groups = []
    for _number in range(2):
        mentor, mentees = crew()
        groups.append(form_group(mentor=mentor, mentees=mentees))
    Programme.objects.filter(pk=programme.pk).update(state=Programme.State.ENDED)
    return groups


@pytest.mark.parametrize("service", ["join", "move", "mentor"])
def test_nobody_takes_a_seat_there(ended, enrol, coordinator, service):
    one, other = ended
    before = [*Seat.objects.order_by("pk").values()]
    seat = one.seats.mentees().first()

    with pytest.raises(DomainError, match="The programme has ended"):
        if service == "join":
            join_group(group=one, participation=enrol())
        elif service == "move":
            move_seat(seat=seat, group=other, by=coordinator)
        else:
            replace_mentor(group=one, participation=enrol(Role.MENTOR), by=coordinator)

    assert [*Seat.objects.order_by("pk").values()] == before


def test_whoever_leaves_still_leaves(ended, coordinator):
    seat = ended[0].seats.mentees().first()

    assert leave_seat(seat=seat, by=coordinator).left_at
