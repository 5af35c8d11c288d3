"""Nobody waits for who has left, and nobody asks them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from intake.due import waiting as intakes_waiting
from intake.models import Intake
from people.services.departures import mark_left, take_back_departure
from programmes.models import Programme
from reminders.models import Mail
from reminders.sweeping import write_due
from sessions import due
from sessions.dates.services.polls import vote
from sessions.one_on_ones.services.one_on_ones import ask_one_on_one
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import ParticipationFactory

pytestmark = pytest.mark.django_db


def kinds(person, of=due.waiting):
    with acting_as(person):
        return [one.kind for one in of(now=timezone.now(), person=person)]


def others(group, mentee):
    return [seat for seat in group.seats.mentees() if seat.person_id != mentee.pk]


def test_a_poll_is_complete_without_them(
    signed_in, group, mentor, mentee, poll, coordinator
):
    answers = {date.pk: "yes" for date in poll.dates.all()}
    for seat in others(group, mentee):
        vote(poll=poll, person=seat.person, answers=answers)
    assert kinds(mentor) == []

    mark_left(person=mentee, by=coordinator)

    assert kinds(mentor) == ["sessions.pick_date"]
    page = signed_in(mentor).get(reverse("sessions:poll", args=[poll.pk]))
    assert page.context["silent"] == []


def test_dates_are_proposed_without_their_intake(group, mentor, mentee, coordinator):
    for seat in others(group, mentee):
        Intake.objects.create(
            seat=seat,
            mentor=mentor,
            state=Intake.State.HELD,
            on=timezone.localdate(),
            held_at=timezone.now(),
        )
    assert kinds(mentor) == []
    assert kinds(mentor, intakes_waiting).count("intake.to_plan") == 1

    mark_left(person=mentee, by=coordinator)

    assert kinds(mentor) == ["sessions.propose_dates"]
    assert "intake.to_plan" not in kinds(mentor, intakes_waiting)


def test_the_sweep_writes_them_nothing_until_they_are_back(poll, mentee, coordinator):
    Mail.objects.filter(kind="sessions.vote").delete()
    mark_left(person=mentee, by=coordinator)

    write_due(timezone.now())
    asked = Mail.objects.filter(kind="sessions.vote")
    assert asked.count() == 3
    assert not asked.filter(person=mentee).exists()

    take_back_departure(person=mentee, by=coordinator)
    write_due(timezone.now())
    assert asked.filter(person=mentee).exists()


def test_no_action_goes_to_them(signed_in, group, mentor, mentee, coordinator):
    mark_left(person=mentee, by=coordinator)
    path = reverse("sessions:action_new", args=[group.pk])

    form = signed_in(mentor).get(path).context["form"]

    owners = set(form.fields["owner"].queryset)
    assert owners == {mentor, *(seat.person for seat in others(group, mentee))}


def test_a_mentor_who_left_is_asked_for_no_talk(group, mentor, mentee, coordinator):
    seat = mentee.seats.get()
    mark_left(person=mentor, by=coordinator)

    with acting_as(mentee), pytest.raises(DomainError, match="no mentor"):
        ask_one_on_one(seat=seat, by=mentee)


def test_their_invitation_is_waited_for_no_more(programme, coordinator):
    part = ParticipationFactory(programme=programme, state="invited")
    programmes = Programme.objects.with_counts()
    assert (programmes.get().invited, programmes.answered().count()) == (1, 0)

    mark_left(person=part.person, by=coordinator)

    assert (programmes.get().invited, programmes.answered().count()) == (0, 1)
    assert "mentee_invited" not in programme.participations.counted()


def test_their_invitation_is_taken_back_and_not_sent_again(
    signed_in, programme, coordinator
):
    part = ParticipationFactory(programme=programme, state="invited")
    mark_left(person=part.person, by=coordinator)
    page = signed_in(coordinator)
    again = reverse("programmes:invite_again", args=[part.pk])

    shown = page.get(reverse("programmes:participation_list", args=[programme.pk]))
    page.post(again)

    assert "has left" in shown.text
    assert again not in shown.text
    assert not Mail.objects.filter(kind="programmes.invited").exists()


def test_what_was_typed_while_one_left_is_not_lost(signed_in, group, mentee):
    client = signed_in(mentee)
    url = reverse("sessions:action_new", args=[group.pk])
    assert client.get(url).status_code == 200
    leave_seat(seat=group.seats.get(person=mentee), by=group.mentor)

    page = client.post(url, {"text": "Ik bel Anna over mijn slaap"})

    assert page.status_code == 404
    assert "Ik bel Anna over mijn slaap</textarea>" in page.text
    assert "no-store" in page.headers["Cache-Control"]
