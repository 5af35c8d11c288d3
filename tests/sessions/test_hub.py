"""The page of a group: what comes next in it, and what stands there."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from intake.models import Intake
from reminders.due import waiting
from sessions.dates.services.polls import vote
from sessions.log.services.actions import add_action
from sessions.models import Session
from sessions.views.group import in_order
from spaces.acting import acting_as
from tests.sessions.year.test_group import renew


def test_the_hub_names_one_next_step(signed_in, mentor, mentee, poll, group):
    url = reverse("sessions:group", args=[group.pk])

    page = signed_in(mentee).get(url)
    assert page.context["step"].kind == "sessions.vote"
    assert reverse("sessions:poll", args=[poll.pk]) in page.text

    for seat in group.seats.all():
        vote(
            poll=poll,
            person=seat.person,
            answers={date.pk: "yes" for date in poll.dates.all()},
        )
    context = signed_in(mentor).get(url).context
    steps = [context["step"], *context["further"]]
    assert "sessions.pick_date" in [step.kind for step in steps]
    step = signed_in(mentee).get(url).context["step"]
    assert step is None or not step.kind.startswith("sessions.")


def test_the_hub_tells_of_a_group_what_today_does(
    signed_in, mentor, mentee, group, held, one_on_one, action, now
):
    """It has asked for the most of it already, and asks less."""
    now.move_to(dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC))
    group, newcomer = renew(group)
    url = reverse("sessions:group", args=[group.pk])

    for person, count in ((mentor, 5), (mentee, 3), (newcomer, 2)):
        with acting_as(person):
            found = in_order(waiting(now=timezone.now(), person=person))
            told = [(due.kind, due.since, due.link, due.line) for due in found]
        context = signed_in(person).get(url).context
        steps = [context["step"], *context["further"]]
        assert len(steps) == count
        assert [(due.kind, due.since, due.link, due.line) for due in steps] == told[:5]


def test_the_hub_of_a_mentee_leads_to_their_own_intake(signed_in, mentee, seat):
    page = signed_in(mentee).get(reverse("sessions:group", args=[seat.group_id]))

    assert f'href="{reverse("intake:intake_detail", args=[seat.pk])}"' in page.text


def test_the_hub_asks_for_dates_once_all_intakes_are_held(signed_in, mentor, group):
    url = reverse("sessions:group", args=[group.pk])
    held = {"state": "held", "on": dt.date(2026, 11, 2), "held_at": timezone.now()}
    asked = []
    for seat in group.seats.mentees():
        asked.append(signed_in(mentor).get(url).context["step"].kind)
        Intake.objects.create(seat=seat, mentor=mentor, **held)
    asked.append(signed_in(mentor).get(url).context["step"].kind)

    dates = [kind == "sessions.propose_dates" for kind in asked]
    assert dates == [False] * (len(asked) - 1) + [True]


def test_the_hub_names_who_left_and_still_had_to_do_something(
    signed_in, mentor, mentee, group, first, questions
):
    with acting_as(mentor):
        add_action(
            group=group,
            by=mentor,
            text="Send round the notes",
            owner=mentee,
            due_on=dt.date(2026, 12, 1),
        )
    seat = group.seats.held().get(person=mentee)
    leave_seat(seat=seat, by=mentor)

    for name in ("group", "first_meeting"):
        url = reverse(f"sessions:{name}", args=[group.pk])
        [action] = signed_in(mentor).get(url).context["actions"]
        assert action.owner == mentee


@pytest.mark.parametrize("name", ["group", "session_list", "series", "first_meeting"])
def test_pages_ask_as_often_for_much_as_for_little(
    mentor, mentee, group, held, agreed, questions, name
):
    def more(number):
        with acting_as(mentor):
            add_action(
                group=group,
                by=mentor,
                text=f"Thing {number}",
                owner=mentee,
                due_on=dt.date(2026, 12, 1 + number),
            )
        Session.objects.create(
            group=group,
            on=dt.date(2027, 1, 1 + number),
            at=dt.time(9),
            from_series=True,
        )

    url = reverse(f"sessions:{name}", args=[] if name == "session_list" else [group.pk])
    more(1)
    little = questions(mentee, url)
    more(2)
    more(3)
    assert questions(mentee, url) == little
    assert little < 44


def test_who_has_no_meeting_yet_reads_what_comes_before(
    signed_in, mentor, mentee, group
):
    url = reverse("sessions:group", args=[group.pk])
    words = ("First the mentor talks with each of you", "No meeting is planned.")

    def told():
        pages = [signed_in(person).get(url).text for person in (mentee, mentor)]
        return [[word in page for word in words] for page in pages]

    assert told() == [[True, False], [False, True]]

    Session.objects.create(
        group=group, kind="first", on=dt.date(2026, 11, 2), at=dt.time(16)
    )
    assert told() == [[False, True], [False, True]]
