"""Who reads what before and after a change of a group."""

import pytest

from groups.models import MentorGroup
from groups.stories.readers import on_leaving, on_replacing

pytestmark = pytest.mark.django_db


@pytest.fixture
def namesakes(group):
    """The group, and a mentee who is called as the mentor and as another mentee."""
    mentor, one, other, *_rest = group.seats.with_person()
    for seat in (mentor, one, other):
        seat.person.given_name, seat.person.family_name = "Anna", "Smit"
        seat.person.save(update_fields=["given_name", "family_name"])
    return MentorGroup.objects.with_people().get(), one.person


def test_a_namesake_of_who_leaves_goes_on_reading(namesakes):
    group, leaver = namesakes

    until_now = on_leaving(group, leaver)[0]

    assert until_now.before.count("Anna Smit") == 3
    assert until_now.after.count("Anna Smit") == 2


def test_a_namesake_of_the_mentor_goes_on_reading(namesakes):
    group, _leaver = namesakes

    until_now = on_replacing(group)[0]

    assert until_now.after.count("Anna Smit") == 2
