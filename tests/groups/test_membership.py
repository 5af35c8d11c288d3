"""Memberships under random walks, and when two press at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from groups.models import Seat, SeatEnding
from groups.services import (
    ask_to_part,
    dissolve_group,
    join_group,
    leave_seat,
    move_seat,
    replace_mentor,
    stay_together,
)
from programmes.models import Role
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.conftest import connect_as
from tests.groups.membership import Membership

STEPS = [
    *("join", "leave", "ask", "take_back", "morning", "hold_intake", "pause", "go_on"),
    *("end_of_pair", "move", "replace", "dissolve", "see"),
]
number = st.integers(0, 11)
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), number, number), max_size=14)
# A mentor asks, another takes over, and what was asked of the one before ends nothing.
TAKEN_OVER = [("ask", 0, 0), ("replace", 0, 0), ("morning", 0, 0)]
# Asked, moved on, and back: the ending was of the seat before.
BACK = [("ask", 0, 1), ("leave", 0, 0), ("join", 4, 0), ("morning", 0, 0)]
AGAIN = [
    ("leave", 0, 0),
    ("join", 0, 0),
    ("see", 0, 0),
    ("leave", 7, 0),
    ("join", 1, 0),
]
WHOLE = [
    *(("hold_intake", 1, 0), ("pause", 1, 0), ("join", 0, 0), ("join", 1, 0)),
    *(("see", 0, 0), ("go_on", 1, 0), ("end_of_pair", 1, 0), ("ask", 1, 1)),
    *(("morning", 0, 0), ("move", 2, 1), ("dissolve", 1, 1), ("move", 0, 1)),
]
ANY = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "print_blob": True,
}


def walk(steps):
    with transaction.atomic():
        world = Membership()
        for name, one, other in steps:
            world.step(name, one, other)
        transaction.set_rollback(True)


@pytest.mark.usefixtures("at_work", "db")
@settings(
    max_examples=8, derandomize=True, phases=[Phase.explicit, Phase.generate], **ANY
)
@example(steps=TAKEN_OVER)
@example(steps=BACK)
@example(steps=AGAIN)
@example(steps=WHOLE)
@given(steps=WALKS)
def test_every_rule_holds_after_each_step(steps):
    walk(steps)


@pytest.mark.slow
@pytest.mark.usefixtures("at_work", "db")
@settings(max_examples=80, **ANY)
@given(steps=WALKS)
def test_every_rule_holds_however_long_one_walks(steps):
    walk(steps)


def at_once(*presses):
    """Each in a thread with a connection of its own; answers what came of them."""
    gate = Barrier(len(presses))

    def press(act):
        gate.wait()
        try:
            with transaction.atomic():
                act()
        except DomainError:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(presses)) as pool:
        return sorted(pool.map(press, presses))


@pytest.fixture
def world(at_work, transactional_db):
    return Membership()


def holds(world):
    """Whether all that holds after a step holds now, too."""
    before = world.state()
    world.look()
    world.hold(before, "")


def mentee_of(group):
    seats = group.seats.held().mentees().select_related("person", "participation")
    return seats.select_related("group__programme").earliest("pk")


@pytest.mark.parametrize("_time", range(3))
def test_one_mentee_does_not_join_two_groups(world, _time):
    part = world.pool[1]
    one, other = world.groups

    found = at_once(
        lambda: join_group(group=one, participation=part),
        lambda: join_group(group=other, participation=part),
    )

    assert found == ["done", "refused"]
    holds(world)


def test_seven_do_not_join(world):
    (group, _other) = world.groups
    found = at_once(
        *(
            lambda part=part: join_group(group=group, participation=part)
            for part in world.pool[1:]
        )
    )

    assert found == ["done", "done", "refused"]
    holds(world)


def test_one_leaves_once_however_many_press(world):
    seat = mentee_of(world.groups[0])
    leave = lambda: leave_seat(seat=seat, by=world.coordinator)  # noqa: E731

    assert at_once(leave, leave) == ["done", "done"]

    assert seat.person.seats.exclude(left_at=None).count() == 1
    holds(world)


def test_who_is_moved_and_leaves_does_one_of_them(world):
    seat = mentee_of(world.groups[0])
    target = world.groups[1]

    at_once(
        lambda: move_seat(seat=seat, group=target, by=world.coordinator),
        lambda: leave_seat(seat=seat, by=world.coordinator),
    )

    assert Seat.objects.held().filter(person=seat.person).count() <= 1
    holds(world)


def test_two_groups_ended_and_given_a_mentor_at_once(world):
    group = world.groups[0]
    moves = dict.fromkeys(group.seats.mentees().values_list("pk", flat=True))

    at_once(
        lambda: dissolve_group(group=group, moves=moves, by=world.coordinator),
        lambda: replace_mentor(
            group=group, participation=world.spare[0], by=world.coordinator
        ),
    )

    holds(world)


def test_one_asks_once_however_many_press(world):
    seat = mentee_of(world.groups[0])

    def ask():
        with acting_as(seat.person):
            ask_to_part(seat=seat, by=seat.person)

    assert at_once(ask, ask, ask) == ["done"] * 3

    with connect_as("superuser") as superuser:
        count = superuser.execute("SELECT count(*) FROM groups_seatending").fetchone()
    assert count == (1,)


def due():
    with connect_as("superuser") as superuser:
        superuser.execute("UPDATE groups_seatending SET due_at = now()")


def end_in_a_worker():
    with connect_as("worker") as worker:
        worker.execute("SELECT * FROM groups_end_due_seats()")


def test_two_workers_and_a_change_of_mind_come_to_one_thing(world):
    seat = mentee_of(world.groups[0])
    with acting_as(seat.person):
        ask_to_part(seat=seat, by=seat.person)
    due()

    def take_back():
        with acting_as(seat.person):
            stay_together(seat=seat, by=seat.person)

    at_once(end_in_a_worker, end_in_a_worker, take_back)
    end_in_a_worker()

    with acting_as(seat.person), transaction.atomic():
        # Done or taken back: no row says any more who asked.
        assert not SeatEnding.objects.exists()
    holds(world)


def test_who_joins_as_another_is_ended_is_in_the_circle_with_the_rest(world):
    group = world.groups[0]
    seat = mentee_of(group)
    with acting_as(seat.person):
        ask_to_part(seat=seat, by=seat.person)
    due()

    at_once(
        end_in_a_worker,
        lambda: join_group(group=group, participation=world.pool[1]),
    )
    end_in_a_worker()

    assert group.seats.held().filter(role=Role.MENTEE).count() == 4
    holds(world)
