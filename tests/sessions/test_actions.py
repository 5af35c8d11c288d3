import datetime as dt

import pytest
from django.urls import reverse

from people.errors import DomainError
from reminders.models import Mail
from sessions import services
from sessions.models import Action
from spaces.acting import acting_as


def reminder():
    return Mail.objects.get(kind="sessions.action_due")


def test_an_action_is_added_with_its_reminder(signed_in, mentor, mentee, group):
    signed_in(mentor).post(
        reverse("sessions:action_new", args=[group.pk]),
        {"text": "Call", "owner": mentee.pk, "due_on": "2026-11-25"},
    )

    with acting_as(mentee):
        assert [action.text for action in Action.objects.all()] == ["Call"]
    mail = reminder()
    assert mail.person == mentee
    # At eight in the morning in Amsterdam, the day before.
    assert mail.not_before == dt.datetime(2026, 11, 24, 7, tzinfo=dt.UTC)
    assert "Call" not in str(mail.context)


def test_a_finished_action_is_not_reminded_of_until_it_is_reopened(
    signed_in, mentee, action
):
    signed_in(mentee).post(reverse("sessions:action_done", args=[action.pk]))
    assert reminder().state == Mail.State.DROPPED
    with acting_as(mentee):
        assert Action.objects.get().done_at

    signed_in(mentee).post(reverse("sessions:action_open", args=[action.pk]))
    assert reminder().state == Mail.State.WAITING
    with acting_as(mentee):
        assert Action.objects.get().done_at is None


def test_another_owner_is_reminded_instead(
    signed_in, mentor, mentee, other_mentee, action
):
    signed_in(mentor).post(
        reverse("sessions:action", args=[action.pk]),
        {"text": "Write", "owner": other_mentee.pk, "due_on": "2026-11-30"},
    )

    states = dict(Mail.objects.values_list("person", "state"))
    assert states == {mentee.pk: "dropped", other_mentee.pk: "waiting"}
    with acting_as(mentee):
        assert Action.objects.get().text == "Write"


def test_the_owner_is_a_member_of_the_group(mentor, outsider, group):
    with acting_as(mentor), pytest.raises(DomainError, match="member of the group"):
        services.add_action(
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
            services.add_action(
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
