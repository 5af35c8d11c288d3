"""Referred: what the mentee reads afterwards, and nobody else ever does (R12)."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from crossmentor.pages.today import marks_of
from groups.models import SeatEnding
from groups.services import leave_seat
from intake import due
from intake.models import Intake, Referral
from intake.services import refer
from reminders.models import Mail
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.intake.test_parting import (  # noqa: F401
    held,
    morning,
    two_days_ago,
    url,
)

pytestmark = pytest.mark.usefixtures("at_work", "db", "two_days_ago")
OWN = "Het gaat je goed, Zeeman"
SENT = {"to": ["doctor", "gp"], "words": OWN}


@pytest.fixture
def referred(signed_in, held, mentor):  # noqa: F811
    assert signed_in(mentor).post(url("refer", held), SENT).status_code == 302
    return held


def found_by(person):
    with acting_as(person), transaction.atomic():
        return [(one.places, one.words) for one in Referral.objects.all()]


def test_the_mentee_reads_it_once_the_place_has_ended(
    signed_in, referred, mentor, mentee
):
    page = referred.get_absolute_url()
    mine = signed_in(mentor).get(page).text
    assert OWN in mine
    assert "The company doctor" in mine
    assert "Only you</" in mine.partition('id="referral"')[2].partition("section")[0]
    assert found_by(mentee) == []
    before = signed_in(mentee).get(page).text
    assert OWN not in before
    assert "The company doctor" not in before

    assert morning() == 1

    after = signed_in(mentee).get(page).text
    # Before all else: it is what the page was opened for.
    assert after.index(OWN) < after.index('id="click"')
    assert "<strong>The company doctor</strong>" in after
    assert "<strong>The GP</strong>" in after
    assert "<strong>The team leader</strong>" not in after
    assert found_by(mentee) == [(["doctor", "gp"], OWN)]
    assert found_by(mentor) == []


@pytest.mark.parametrize("later", [False, True], ids=["before", "after"])
def test_others_read_that_it_ended_and_no_more(
    signed_in, referred, group, coordinator, other_mentee, outsider, later
):
    if later:
        morning()
    pages = [
        reverse("progress", args=[group.programme_id]),
        reverse("groups:group", args=[group.pk]),
        reverse("today"),
        referred.get_absolute_url(),
    ]
    for person in (coordinator, other_mentee, outsider):
        assert found_by(person) == []
        client = signed_in(person)
        for path in pages:
            text = client.get(path).text
            for told in (OWN, "ompany doctor", "referr"):
                assert told not in text
    ended = "ended," in signed_in(coordinator).get(pages[0]).text
    assert ended == later


def test_nothing_open_tells_of_it(referred):
    morning()
    assert not Intake.objects.filter(outcome="refer").exists()
    mails = str(list(Mail.objects.values_list("kind", "context", "link")))
    assert "refer" not in mails
    assert "doctor" not in mails
    assert OWN not in mails


def test_it_is_taken_back_with_the_ending(signed_in, referred, mentor, mentee):
    signed_in(mentor).post(url("keep", referred))

    assert found_by(mentor) == []
    assert morning() == 0
    signed_in(mentor).post(url("refer", referred), {"to": ["leader"]})
    assert morning() == 1
    assert found_by(mentee) == [(["leader"], "")]


def test_what_ends_in_another_way_leaves_nothing_to_read(referred, mentee, coordinator):
    with acting_as(coordinator):
        leave_seat(seat=referred, by=coordinator)

    assert found_by(mentee) == []


def test_the_choice_leads_there_and_one_says_to_whom(signed_in, held, mentor):  # noqa: F811
    client = signed_in(mentor)
    led = client.post(url("outcome", held), {"outcome": "refer"})
    assert led["Location"] == url("refer", held)
    assert "What you tell is a medical secret" in client.get(led["Location"]).text

    refused = client.post(led["Location"], {"words": OWN})

    assert "Tick at least one of them." in refused.text
    assert OWN in refused.text
    assert not SeatEnding.objects.exists()
    with acting_as(mentor), pytest.raises(DomainError, match="Say to whom"):
        refer(seat=held, by=mentor, to=[])


@pytest.mark.parametrize(
    ("who", "code"),
    [("mentee", 403), ("other_mentee", 404), ("outsider", 404), ("coordinator", 404)],
)
def test_only_the_mentor_refers(request, signed_in, held, who, code):  # noqa: F811
    client = signed_in(request.getfixturevalue(who))
    assert client.get(url("refer", held)).status_code == code
    assert client.post(url("refer", held), SENT).status_code == code
    assert client.delete(url("refer", held)).status_code == 405


def test_twice_is_once(signed_in, referred, mentor, mentee):
    again = signed_in(mentor).post(url("refer", referred), SENT)

    assert "first take that back" in again.text
    morning()
    assert len(found_by(mentee)) == 1


def test_it_lies_in_the_pair_of_the_two_and_nowhere_else(held, group, mentor):  # noqa: F811
    other = group.seats.mentees().exclude(pk=held.pk).first()
    for space in (group.circle_id, other.pair_id):
        with pytest.raises(DatabaseError), acting_as(mentor), transaction.atomic():
            Referral.objects.create(
                space_id=space, intake=held.intake, author=mentor, to="gp"
            )


def test_a_mentee_who_tries_is_not_told_that_there_is_one(referred, mentee):
    with pytest.raises(DatabaseError, match="row-level"), acting_as(mentee):
        Referral.objects.create(
            space_id=referred.pair_id, intake=referred.intake, author=mentee, to="gp"
        )


def waits(person):
    with acting_as(person), transaction.atomic():
        marks = marks_of(person, ["mentee"])
        found = due.waiting(now=timezone.now(), person=person, roles=marks)
        return [(one.kind, one.mail) for one in found]


def test_today_says_so_for_a_while(referred, mentee, mentor, two_days_ago):  # noqa: F811
    assert waits(mentee) == []
    morning()
    two_days_ago.move_to(timezone.now() + (due.READ_WITHIN / 7))

    assert waits(mentee) == [("intake.referred", False)]
    assert waits(mentor) == []
    assert "left you something to read" not in str(list(Mail.objects.values()))
