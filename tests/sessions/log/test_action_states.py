"""What becomes of an action, as it is kept: in one way, once, and not by a late press."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from sessions.log import rules
from sessions.log.carried import asked_next, carried_into, told_actions
from sessions.log.services.actions import (
    add_action,
    change_action,
    drop_action,
    finish_action,
    go_on_with,
    put_before_group,
    reopen_action,
)
from sessions.models import Action, ActionWord
from spaces.acting import acting_as
from spaces.errors import DomainError

DUE = dt.date(2026, 12, 3)


@pytest.fixture
def mine(mentee, action):
    """The action, for its owner, who acts."""
    with acting_as(mentee):
        yield action


def end(action, by, way):
    if way == "done":
        return finish_action(action=action)
    return drop_action(action=action, by=by, why="The harbour has moved")


@pytest.mark.parametrize(("way", "other"), [("done", "dropped"), ("dropped", "done")])
def test_it_ends_in_one_way(mine, mentee, way, other):
    end(mine, mentee, way)

    with pytest.raises(DomainError, match="Somebody ended this action"):
        end(mine, mentee, other)


@pytest.mark.parametrize("way", ["done", "dropped"])
def test_ended_twice_it_is_ended_once(mine, mentee, now, way):
    first = end(mine, mentee, way)
    now.shift(dt.timedelta(hours=1))

    again = end(mine, mentee, way)

    assert (again.done_at, again.dropped_at) == (first.done_at, first.dropped_at)
    assert ActionWord.objects.count() == (way == "dropped")


@pytest.mark.parametrize("way", ["done", "dropped"])
def test_taken_up_again_it_is_open(mine, mentee, way):
    end(mine, mentee, way)
    assert not Action.objects.open().exists()
    assert Action.objects.ended().exists()

    reopen_action(action=mine)

    assert Action.objects.open().get() == mine
    assert not Action.objects.ended().exists()


@pytest.mark.parametrize("way", ["done", "dropped"])
def test_what_has_ended_does_not_go_on(mine, mentee, way):
    end(mine, mentee, way)

    with pytest.raises(DomainError, match="Somebody ended this action"):
        go_on_with(action=mine, due_on=DUE)


def test_it_goes_on_until_another_day_as_was_said_at_a_meeting(mine, first):
    changed = go_on_with(action=mine, due_on=DUE, session=first)

    assert (changed.due_on, changed.gone_on_in) == (DUE, first)
    # Said again apart from any meeting, that one stands.
    again = go_on_with(action=mine, due_on=DUE + dt.timedelta(days=7))
    assert again.gone_on_in == first


def test_it_changes_its_words_and_its_owner(mine, mentee, other_mentee):
    changed = change_action(
        action=mine, text="Write to the harbour", owner=other_mentee, due_on=DUE
    )

    assert (changed.text, changed.owner) == ("Write to the harbour", other_mentee)


def test_nobody_of_elsewhere_is_handed_it(mine, outsider):
    with pytest.raises(DomainError, match="a member of the group"):
        change_action(action=mine, text="Call", owner=outsider, due_on=DUE)


def test_in_the_circle_of_now_there_is_nothing_to_put(mine, mentee):
    assert put_before_group(action=mine, by=mentee) == mine
    assert mine.put_on is None


def test_the_database_lets_it_end_in_one_way(mine):
    moment = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
    both = {"done_at": moment, "dropped_at": moment}

    with (
        pytest.raises(IntegrityError, match="sessions_action_ends_in_one_way"),
        transaction.atomic(),
    ):
        Action.objects.filter(pk=mine.pk).update(**both)


def test_who_may_change_it(mentor, mentee, other_mentee, outsider, action):
    people = (mentor, mentee, other_mentee, outsider)

    may = [rules.may_change_action(person, action) for person in people]

    assert may == [True, True, False, False]


def test_a_meeting_begins_with_what_is_open_from_before_it(mine, mentee, group, first):
    later = group.sessions.create(on=DUE, at=dt.time(16))
    add_action(
        group=group, by=mentee, text="Ask HR", owner=mentee, due_on=DUE, session=first
    )

    assert {one.text for one in carried_into(later)} == {"Call the harbour", "Ask HR"}
    assert {one.text for one in carried_into(first)} == {"Call the harbour"}


def test_it_is_asked_again_at_the_next_meeting(group, series):
    planned = group.sessions.planned().order_by("on").first()

    assert asked_next(group) == planned.on


def test_without_a_meeting_to_come_no_day_is_asked(group):
    assert asked_next(group) is None


def test_of_what_was_dropped_the_word_is_told(mine, mentee, group):
    drop_action(action=mine, by=mentee, why="The harbour has moved")

    (one,) = told_actions(Action.objects.of_group(group), group)

    assert one.why.words == "The harbour has moved"
    assert not one.is_from_before
