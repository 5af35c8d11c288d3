import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.due import waiting
from sessions.log.services.actions import (
    add_action,
    change_action,
    drop_action,
    finish_action,
)
from sessions.models import Action
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.asked import holds, written


def reminded():
    """Whom a sweep has a mail to, as the worker's source has it."""
    found = waiting(now=timezone.now())
    return [
        one.person for one in found if one.kind == "sessions.action_due" and one.mail
    ]


def test_an_action_is_reminded_of_on_the_day_before(
    signed_in, mentor, mentee, group, now
):
    signed_in(mentor).post(
        reverse("sessions:action_new", args=[group.pk]),
        {"text": "Call", "owner": mentee.pk, "due_on": "2026-11-25"},
    )

    with acting_as(mentee):
        assert [action.text for action in Action.objects.all()] == ["Call"]
    now.move_to(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
    assert reminded() == []
    # The 24th has begun in Amsterdam.
    now.move_to(dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC))
    assert reminded() == [mentee]
    mail = written("sessions.action_due", mentee)
    assert mail.send_after == dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC)
    assert "Call" not in str(mail.context)
    # Nobody is reminded of what is past.
    now.move_to(dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC))
    assert (reminded(), holds(mail)) == ([], False)


@pytest.fixture
def nearly(action, now):
    """The action is due tomorrow."""
    now.move_to(dt.datetime.combine(action.due_on, dt.time(9), dt.UTC))
    return action


def test_a_finished_action_is_not_reminded_of_until_it_is_reopened(
    signed_in, mentee, nearly
):
    mail = written("sessions.action_due", mentee)
    signed_in(mentee).post(reverse("sessions:action_done", args=[nearly.pk]))
    assert not holds(mail)
    with acting_as(mentee):
        assert Action.objects.get().done_at

    signed_in(mentee).post(reverse("sessions:action_open", args=[nearly.pk]))
    assert holds(mail)
    with acting_as(mentee):
        assert Action.objects.get().done_at is None


@pytest.mark.parametrize("ended", ["finished", "dropped"])
def test_what_was_ended_before_it_was_changed_is_not_reminded_of(
    mentor, mentee, nearly, ended
):
    """Two pages: one still shows it as it was, the other has ended it."""
    with acting_as(mentor):
        shown = Action.objects.get()
        if ended == "finished":
            finish_action(action=Action.objects.get())
        else:
            drop_action(action=Action.objects.get(), by=mentor, why="Solved itself")

        changed = change_action(
            action=shown, text="Call twice", owner=mentee, due_on=shown.due_on
        )

    assert changed.text == "Call twice"
    assert not changed.is_undone
    assert reminded() == []


def test_another_owner_is_reminded_instead(
    signed_in, mentor, mentee, other_mentee, nearly
):
    assert reminded() == [mentee]
    signed_in(mentor).post(
        reverse("sessions:action", args=[nearly.pk]),
        {"text": "Write", "owner": other_mentee.pk, "due_on": nearly.due_on},
    )

    assert reminded() == [other_mentee]
    with acting_as(mentee):
        assert Action.objects.get().text == "Write"


def test_the_owner_is_a_member_of_the_group(mentor, outsider, group):
    with acting_as(mentor), pytest.raises(DomainError, match="member of the group"):
        add_action(
            group=group,
            by=mentor,
            text="Call",
            owner=outsider,
            due_on=dt.date(2026, 12, 1),
        )


def test_a_stranger_is_not_on_offer(signed_in, mentor, outsider, group):
    response = signed_in(mentor).post(
        reverse("sessions:action_new", args=[group.pk]),
        {"text": "Call", "owner": outsider.pk, "due_on": "2026-11-25"},
    )

    assert set(response.context["form"].errors) == {"owner"}
    assert "Call" in response.text


def test_the_list_asks_as_often_for_many(mentor, mentee, group, questions):
    url = reverse("sessions:action_list", args=[group.pk])

    def more(number):
        with acting_as(mentor):
            add_action(
                group=group,
                by=mentor,
                text=f"Thing {number}",
                owner=[mentor, mentee][number % 2],
                due_on=dt.date(2026, 12, 1 + number),
            )

    more(1)
    little = questions(mentee, url)
    more(2)
    more(3)
    assert questions(mentee, url) == little


def test_mine_are_shown_apart(signed_in, mentor, mentee, group, action):
    url = reverse("sessions:action_list", args=[group.pk])

    assert signed_in(mentee).get(url, {"whose": "mine"}).context["open"] == [action]
    assert signed_in(mentor).get(url, {"whose": "mine"}).context["open"] == []
