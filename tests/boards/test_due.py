import datetime as dt

import pytest
from django.utils import timezone
from django.utils.translation import override

from boards import due
from boards.letters import LETTERS
from tests.factories import coordinator_of

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(dt.datetime(2026, 8, 10, 9))


def test_composing_waits_for_each_coordinator_from_a_month_before(
    programme, coordinator
):
    second = coordinator_of(programme)
    before = timezone.make_aware(dt.datetime(2026, 8, 1, 9))

    assert list(due.waiting(now=before)) == []
    found = list(due.waiting(now=NOW))
    assert {one.person for one in found} == {coordinator, second}
    assert {one.kind for one in found} == {"boards.to_compose"}
    assert found[0].line == f"{programme} starts on 1 September and has no groups yet"


def test_nothing_waits_for_who_does_not_coordinate(programme, coordinator, mentor):
    assert list(due.waiting(now=NOW, person=mentor)) == []
    assert list(due.waiting(now=NOW, person=mentor, roles={"mentor"})) == []


def test_of_programmes_at_hand_nothing_is_asked(
    programme, coordinator, django_assert_num_queries
):
    with django_assert_num_queries(0):
        (found,) = due.waiting(now=NOW, person=coordinator, at_hand=[programme])

    assert (found.person, found.programme_id) == (coordinator, programme.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_more_programmes_take_no_more_queries(
    coordinator, programme, django_assert_num_queries, count
):
    for _number in range(count - 1):
        coordinator_of(programme)

    with django_assert_num_queries(1):
        assert len(list(due.waiting(now=NOW))) == count


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("part", ["subject", "line", "body", "button"])
def test_the_letter_says_something_in_both_languages(language, part):
    context = {"programme": "Spring", "starts_on": "2026-09-01"}
    with override(language):
        said = LETTERS[0].say(part, context)

    assert said
    assert "{" not in said
