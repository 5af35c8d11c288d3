import pytest

from boards import board
from boards.reading import read_board
from boards.services import (
    StaleBoard,
    add_column,
    give_reason,
    move_mentee,
    open_composition,
    pin,
    redo,
    remove_column,
    undo,
    unpin,
)
from groups.services import dissolve_group, keep_apart, leave_seat
from people.models import Stint
from programmes.models import Role
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import (
    DisciplineFactory,
    ProjectFactory,
    coordinator_of,
    formed_group,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(composition, coordinator):
    """Carries out a service on the board as it is."""

    def step(service, **options):
        composition.refresh_from_db()
        options = {"version": composition.version, "by": coordinator} | options
        return service(composition=composition, **options)

    return step


def seats(composition):
    return read_board(composition).seats


def test_moving_seats_a_mentee_and_raises_the_version(
    step, compose, composition, enrol
):
    ((mentor, mentees),) = compose()
    newcomer = enrol()

    step(move_mentee, mentee=newcomer, mentor=mentor)

    composition.refresh_from_db()
    assert composition.version == 1
    assert sorted(seats(composition)) == sorted(
        str(part.pk) for part in [*mentees, newcomer]
    )


def test_moving_out_leaves_without_a_group(step, compose, composition):
    ((_mentor, mentees),) = compose()

    step(move_mentee, mentee=mentees[0], mentor=None)

    assert str(mentees[0].pk) not in seats(composition)


def test_moving_where_one_is_changes_nothing(step, compose, composition):
    ((mentor, mentees),) = compose()

    step(move_mentee, mentee=mentees[0], mentor=mentor)

    composition.refresh_from_db()
    assert composition.version == 0
    assert not composition.steps.exists()


def test_a_full_group_takes_nobody(step, compose, enrol, composition):
    ((mentor, _mentees),) = compose(mentees=6)

    with pytest.raises(DomainError) as refusal:
        step(move_mentee, mentee=enrol(), mentor=mentor)

    assert str(refusal.value) == (
        f"The group of {mentor.person} is full: at most 6 mentees (R1)."
    )
    assert len(seats(composition)) == 6


def test_a_mentor_with_four_places_takes_no_fifth(step, compose, enrol):
    ((mentor, _mentees),) = compose()
    mentor.max_group = 4
    mentor.save()

    with pytest.raises(DomainError, match="at most 4 mentees"):
        step(move_mentee, mentee=enrol(), mentor=mentor)


def test_the_same_team_is_refused(step, compose, enrol):
    ((mentor, mentees),) = compose()
    there = mentees[0].person
    newcomer = enrol(person__team=there.team)

    with pytest.raises(DomainError) as refusal:
        step(move_mentee, mentee=newcomer, mentor=mentor)

    assert str(refusal.value) == (
        f"{newcomer.person} and {there} are in the same team, {there.team} (R3)."
    )


def test_another_discipline_needs_a_reason_first(step, compose, enrol, organisation):
    ((mentor, _mentees),) = compose()
    other = DisciplineFactory(organisation=organisation, name="Soil")
    newcomer = enrol(person__discipline=other)

    with pytest.raises(DomainError) as refusal:
        step(move_mentee, mentee=newcomer, mentor=mentor)
    assert str(refusal.value) == (
        f"{newcomer.person} is in Soil and {mentor.person} in Water: that needs a "
        "reason (R2)."
    )

    step(give_reason, mentor=mentor, reason="Both build dikes")
    step(move_mentee, mentee=newcomer, mentor=mentor)
    with pytest.raises(DomainError, match="that needs a reason"):
        step(give_reason, mentor=mentor, reason=" ")


def test_long_on_one_project_is_refused(step, compose, enrol, organisation):
    ((mentor, mentees),) = compose()
    newcomer = enrol()
    project = ProjectFactory(organisation=organisation, name="Lock")
    for part in (mentees[0], newcomer):
        Stint.objects.create(
            person=part.person, project=project, starts_on="2025-01-01", hours=12
        )

    with pytest.raises(DomainError, match="on the same project, Lock"):
        step(move_mentee, mentee=newcomer, mentor=mentor)


def test_a_line_manager_is_refused(step, compose, enrol):
    ((mentor, _mentees),) = compose()
    newcomer = enrol(person__manager=mentor.person)

    with pytest.raises(DomainError) as refusal:
        step(move_mentee, mentee=newcomer, mentor=mentor)

    assert str(refusal.value) == (
        f"{mentor.person} is the line manager of {newcomer.person} (R3)."
    )


def test_who_were_in_a_group_together_is_said_as_no_more_than_that(
    step, compose, programme
):
    group = formed_group(programme, mentees=5)
    led = group.seats.mentors().get()
    seat = group.seats.mentees().first()
    with acting_as(led.person):
        leave_seat(seat=seat, by=led.person)
        moves = dict.fromkeys(group.seats.held().mentees().values_list("pk", flat=True))
        dissolve_group(group=group, moves=moves, by=led.person)
    step(add_column, mentor=led.participation)

    with pytest.raises(DomainError, match="were in a group together"):
        step(move_mentee, mentee=seat.participation, mentor=led.participation)


def test_who_is_kept_apart_is_refused(step, compose, enrol, programme):
    ((mentor, mentees),) = compose()
    newcomer = enrol()
    keep_apart(programme=programme, one=newcomer, other=mentees[0])

    with pytest.raises(DomainError, match="are to be kept apart"):
        step(move_mentee, mentee=newcomer, mentor=mentor)


def test_a_pin_holds_against_a_move(step, compose):
    (mentor, mentees), (other, _others) = compose(groups=2)
    step(pin, mentee=mentees[0], mentor=mentor, kind="lock")

    with pytest.raises(DomainError, match="is pinned to another mentor"):
        step(move_mentee, mentee=mentees[0], mentor=other)

    step(unpin, mentee=mentees[0], mentor=mentor)
    step(move_mentee, mentee=mentees[0], mentor=other)


def test_keeping_from_a_mentor_takes_the_mentee_out(step, compose, composition):
    ((mentor, mentees),) = compose()

    step(pin, mentee=mentees[0], mentor=mentor, kind="forbid")

    assert str(mentees[0].pk) not in seats(composition)
    with pytest.raises(DomainError, match="is kept from"):
        step(move_mentee, mentee=mentees[0], mentor=mentor)


def test_a_pin_to_another_mentor_moves_and_replaces_the_first(
    step, compose, composition
):
    (mentor, mentees), (other, _others) = compose(groups=2)
    step(pin, mentee=mentees[0], mentor=mentor, kind="lock")

    step(pin, mentee=mentees[0], mentor=other, kind="lock")

    assert seats(composition)[str(mentees[0].pk)] == str(other.pk)
    assert list(read_board(composition).pins) == [board.pair(mentees[0].pk, other.pk)]


def test_a_group_is_added_once_and_taken_away(step, compose, composition, enrol):
    ((mentor, _mentees),) = compose()
    second = enrol(Role.MENTOR)

    step(add_column, mentor=second)
    with pytest.raises(DomainError, match="already"):
        step(add_column, mentor=second)
    step(remove_column, mentor=mentor)

    assert list(read_board(composition).columns) == [str(second.pk)]
    assert seats(composition) == {}


def test_a_step_on_an_old_board_is_refused_with_what_changed(
    step, compose, composition, coordinator, programme
):
    (mentor, mentees), (other, _others) = compose(groups=2)
    second = coordinator_of(programme)
    step(move_mentee, mentee=mentees[0], mentor=other, by=second)

    with pytest.raises(StaleBoard) as refusal:
        step(move_mentee, mentee=mentees[1], mentor=other, version=0)

    moved = mentees[0].person
    assert str(refusal.value) == (
        "Not done: the board was changed meanwhile. "
        f"{second} moved somebody ({moved} from {mentor.person} to {other.person}). "
        "It is as you see it now; do it again if you still want to."
    )


def test_steps_are_taken_back_and_done_again(step, compose, composition, enrol):
    (mentor, mentees), (other, _others) = compose(groups=2)
    start = read_board(composition)
    step(move_mentee, mentee=mentees[0], mentor=other)
    step(give_reason, mentor=mentor, reason="why")
    step(remove_column, mentor=other)
    end = read_board(composition)

    for _number in range(3):
        step(undo)
    assert read_board(composition) == start
    with pytest.raises(DomainError, match="nothing to undo"):
        step(undo)
    for _number in range(3):
        step(redo)
    assert read_board(composition) == end
    with pytest.raises(DomainError, match="nothing to redo"):
        step(redo)


def test_a_new_step_forgets_what_was_taken_back(step, compose):
    (_mentor, mentees), (other, _others) = compose(groups=2)
    step(move_mentee, mentee=mentees[0], mentor=other)
    step(undo)
    step(move_mentee, mentee=mentees[1], mentor=None)

    with pytest.raises(DomainError, match="nothing to redo"):
        step(redo)


def test_what_another_step_forgot_stays_forgotten(step, compose, composition):
    (_mentor, mentees), (other, _others) = compose(groups=2)
    step(move_mentee, mentee=mentees[0], mentor=other)
    step(move_mentee, mentee=mentees[1], mentor=other)
    step(undo)
    step(move_mentee, mentee=mentees[2], mentor=None)
    end = read_board(composition)

    for _number in range(2):
        step(undo)
    for _number in range(2):
        step(redo)

    assert read_board(composition) == end
    with pytest.raises(DomainError, match="nothing to redo"):
        step(redo)


@pytest.mark.parametrize("service", [undo, redo])
def test_taking_back_too_late_tells_what_changed(step, compose, service):
    [(_mentor, mentees)] = compose()
    step(move_mentee, mentee=mentees[0], mentor=None)

    with pytest.raises(StaleBoard):
        step(service, version=0)


def test_taking_back_is_refused_when_it_would_break_a_rule_now(
    step, compose, composition
):
    ((_mentor, mentees),) = compose(mentees=5)
    step(move_mentee, mentee=mentees[0], mentor=None)
    mentees[0].person.team = mentees[1].person.team
    mentees[0].person.save()

    with pytest.raises(DomainError, match="are in the same team"):
        step(undo)


def test_a_mentor_of_another_board_is_no_target(
    step, compose, composition, coordinator, enrol
):
    ((_mentor, mentees),) = compose()
    stranger = enrol(Role.MENTOR)

    with pytest.raises(DomainError, match="has no group on the board"):
        step(move_mentee, mentee=mentees[0], mentor=stranger)


def test_two_compositions_do_not_touch_each_other(
    step, compose, composition, coordinator
):
    ((mentor, _mentees),) = compose()
    other = open_composition(
        programme=composition.programme, name="Other", by=coordinator
    )

    add_column(composition=other, version=0, by=coordinator, mentor=mentor)

    assert len(seats(composition)) == 4
    assert seats(other) == {}
