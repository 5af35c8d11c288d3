"""The last day of a group, and until when it can be read."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from groups import services
from groups.models import MentorGroup
from groups.presenters.now import elsewhere, groups_now
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import formed_group

pytestmark = pytest.mark.django_db


def until(group):
    group.refresh_from_db()
    return group.readable_until


def test_a_group_that_goes_on_has_no_clock(group):
    assert until(group) is None


def test_from_the_last_day_the_time_runs_that_the_programme_gives(group):
    services.end_on(group=group, last_day=date(2027, 8, 31))
    # As a calendar counts: February has no 31st.
    assert until(group) == date(2028, 2, 29)
    group.programme.retention_months = 1
    group.programme.save(update_fields=["retention_months"])
    group.refresh_from_db()
    assert until(group) == date(2027, 9, 30)


def test_one_that_is_dissolved_ended_that_day_where_it_is_held(group, coordinator):
    """Its mentees read what they wrote with the mentor, for the time of any other."""
    group.programme.time_zone = "Pacific/Auckland"
    group.programme.save(update_fields=["time_zone"])
    moves = dict.fromkeys(group.seats.mentees().values_list("pk", flat=True))

    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False):
        services.dissolve_group(group=group, moves=moves, by=coordinator)

    group.refresh_from_db()
    assert group.ended_on == date(2027, 3, 2)


LAST = date(2027, 3, 1)


def at_hand(group):
    return MentorGroup.objects.with_people().get(pk=group.pk)


def targets(group) -> set:
    """The groups to which its mentees could go."""
    found = elsewhere(group.programme, at_hand(group)).values()
    return {one for those in found for one, _option in those}


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (2, False)])
def test_after_its_last_day_nobody_comes(group, coordinator, signed_in, days, is_there):
    other = formed_group(group.programme, mentees=4)
    services.end_on(group=group, last_day=LAST)
    with time_machine.travel(datetime(2027, 3, 1 + days, 12, tzinfo=UTC), tick=False):
        (now,) = groups_now(group.programme, [at_hand(group)])
        assert bool(now.places) is is_there
        assert targets(other) == ({group} if is_there else set())
        # Who sits there can go elsewhere still.
        assert targets(group) == {other}
        page = signed_in(coordinator).get(group.get_absolute_url()).text
        assert ("Nobody can be added" in page) is not is_there
        seat = other.seats.mentees().first()
        # Of another discipline: of a group that goes on that is what is said.
        told = "needs a reason" if is_there else "This group has ended"
        with acting_as(coordinator), pytest.raises(DomainError, match=told):
            services.move_seat(seat=seat, group=group, by=coordinator)


@pytest.mark.parametrize(("day", "goes_on"), [(1, True), (2, False)])
def test_one_that_has_ended_is_given_no_mentor_and_is_not_ended_again(
    group, coordinator, signed_in, day, goes_on
):
    """A mentee can still go elsewhere, or out of it."""
    mentee = group.seats.mentees().first()
    ways = {
        name: reverse(f"groups:{name}", args=[one.pk])
        for name, one in (
            *(("mentor", group), ("dissolve", group)),
            *(("seat_move", mentee), ("leave", mentee)),
        )
    }
    services.end_on(group=group, last_day=LAST)

    with time_machine.travel(datetime(2027, 3, day, 12, tzinfo=UTC), tick=False):
        page = signed_in(coordinator).get(group.get_absolute_url()).text

    offered = {name for name, url in ways.items() if url in page}
    assert offered == {"seat_move", "leave"} | (
        {"mentor", "dissolve"} if goes_on else set()
    )
