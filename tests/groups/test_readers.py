"""Who reads what before and after a change of a group."""

import pytest

from groups.models import MentorGroup
from groups.presenters.readers import on_replacing

pytestmark = pytest.mark.django_db


@pytest.fixture
def namesakes(group):
    """A group of which two mentees are called as the mentor is."""
    for seat in group.seats.with_person()[:3]:
        seat.person.given_name, seat.person.family_name = "Anna", "Smit"
        seat.person.save(update_fields=["given_name", "family_name"])
    return MentorGroup.objects.with_people().get()


def test_namesakes_of_the_mentor_go_on_reading(namesakes):
    until_now = on_replacing(namesakes)[0]

    assert until_now.before.count("Anna Smit") == 3
    assert until_now.after.count("Anna Smit") == 2
