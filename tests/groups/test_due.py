import datetime as dt

import pytest
from django.utils import timezone
from django.utils.translation import override

from groups import due
from groups.letters import LETTERS
from groups.services import leave_seat
from programmes.models import Programme
from tests.factories import form_group

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(dt.datetime(2026, 8, 10, 9))


def test_nothing_waits_for_who_does_not_coordinate(programme, coordinator, mentor):
    assert list(due.waiting(now=NOW, person=mentor)) == []


def test_a_group_that_became_small_is_told_to_the_coordinator(
    programme, coordinator, crew
):
    Programme.objects.update(state=Programme.State.RUNNING)
    mentor, mentees = crew()
    group = form_group(mentor=mentor, mentees=mentees)
    assert list(due.waiting(now=NOW)) == []

    leave_seat(seat=group.seats.mentees().first(), by=mentor.person)

    (found,) = due.waiting(now=NOW, person=coordinator)
    assert (found.kind, found.since) == ("groups.too_small", timezone.localdate())
    assert found.line == f"{group} has 3 mentees left; a group has at least four"


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_takes_the_same_queries_for_more_groups(
    programme, crew, coordinator, django_assert_num_queries, count
):
    Programme.objects.update(state=Programme.State.RUNNING)
    for _number in range(count):
        mentor, mentees = crew()
        group = form_group(mentor=mentor, mentees=mentees)
        leave_seat(seat=group.seats.mentees().first(), by=mentor.person)

    with django_assert_num_queries(6):
        assert len(list(due.waiting(now=NOW))) == count


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.kind)
@pytest.mark.parametrize("you", [True, False])
def test_every_letter_says_something_in_both_languages(letter, language, you):
    context = {
        "group": "Johan de Wit",
        "programme": "Spring",
        "mentor": "Johan de Wit",
        "others": ["Anna Bakker", "Bilal Demir"],
        "name": "Emre Kaya",
        "you": you,
        "leads": you,
        "count": 3,
    }
    with override(language):
        said = {part: letter.say(part, context) for part in PARTS}

    assert all(said.values())
    assert "{" not in "".join(said.values())
    assert len(said["subject"]) < 80


PARTS = ["subject", "line", "body", "button"]
