"""The pages of going on together: for members, for coordinators, and leaving."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from groups.models import MentorGroup
from reminders.models import Mail
from sessions.models import Extension
from sessions.year.services.extensions import cast_ballot
from spaces.acting import acting_as
from spaces.models import Space
from tests.factories import formed_group
from tests.sessions.year.voting import (
    ballots,
    close,
    open_vote,
    pause,
    superuser,
    time_is_over,
)
from tests.showing import just_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(group, first):
    return open_vote(group)


@pytest.fixture
def gone_on(vote, group):
    for seat in group.seats.select_related("person"):
        with acting_as(seat.person):
            cast_ballot(extension=vote, answer="changes")
    time_is_over(vote)
    assert close(vote)
    return vote


@pytest.fixture
def visit(signed_in, group):
    def visit(person, name="extension", key=None, **posted):
        client = just_now(signed_in(person), person)
        url = reverse(f"sessions:{name}", args=[key or group.pk])
        return client.post(url, posted) if posted else client.get(url)

    return visit


def html(response):
    return " ".join(response.content.decode().split())


def test_a_member_votes_and_votes_anew(visit, vote, mentee):
    page = html(visit(mentee))
    assert "until Tuesday 1 January" in page
    assert "Who administers that could look there, or in a backup" in page
    assert "If it goes on, each of you knows that all the others wanted to." in page
    assert "You have answered." not in page

    answer = visit(mentee, "ballot", vote.pk, answer="stop")
    assert answer.status_code == 302
    assert ballots(vote) == [(mentee.pk, "stop")]
    page = html(visit(mentee))
    assert "You have answered." in page
    # Not what: somebody may stand behind them.
    assert " checked" not in page

    visit(mentee, "ballot", vote.pk, answer="changes")
    assert ballots(vote) == [(mentee.pk, "changes")]


def test_nobody_else_sees_that_somebody_has_voted(visit, vote, mentor, mentee):
    before = {name: html(visit(mentor, name)) for name in ("extension", "group")}
    visit(mentee, "ballot", vote.pk, answer="stop")
    after = {name: html(visit(mentor, name)) for name in ("extension", "group")}
    for name, page in before.items():
        assert without_token(after[name]) == without_token(page)


def without_token(page):
    return re.sub(r'(value|csrf-token|"X-CSRFToken":)[ ="]*[\w.]{32,}"', "", page)


def test_an_answer_that_is_none_of_three_is_not_taken(visit, vote, mentee):
    answer = visit(mentee, "ballot", vote.pk, answer="x")
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in html(answer)
    assert "Choose one of the three." in html(visit(mentee, "ballot", vote.pk, a="1"))
    assert ballots(vote) == []


def test_who_pauses_is_not_asked(visit, vote, group, mentee, mentor):
    pause(group.seats.get(person=mentee))
    page = html(visit(mentee))
    assert "You take a pause: nobody waits for your answer." in page
    assert "Send my answer" not in page
    assert "You take a pause" not in html(visit(mentor))

    answer = visit(mentee, "ballot", vote.pk, answer="go_on")
    assert "You take a pause: you vote once you are back." in html(
        visit(mentee, "extension")
    )
    assert (answer.status_code, ballots(vote)) == (302, [])


def test_others_find_no_vote(visit, vote, outsider, coordinator):
    for person in (outsider, coordinator):
        assert visit(person).status_code == 404
        taken = visit(person, "leave")
        assert taken.status_code == 404
    assert visit(outsider, "ballot", vote.pk, answer="stop").status_code == 404
    assert visit(coordinator, "ballot", vote.pk, answer="stop").status_code == 404
    assert ballots(vote) == []


def test_a_late_answer_is_told_so(visit, vote, mentee):
    time_is_over(vote)
    assert "The outcome stands here in a moment." in html(visit(mentee))
    answer = visit(mentee, "ballot", vote.pk, answer="stop")
    assert answer.status_code == 302
    assert "no answer is taken any more" in html(visit(mentee))


def test_members_read_the_outcome_and_no_number(visit, gone_on, mentee, mentor):
    page = html(visit(mentee))
    assert "The group goes on, until 1 September 2028." in page
    assert "Leave the group" in page
    page = html(visit(mentor))
    assert "Leave the group" not in page
    assert "finds the group another mentor" in page


def test_of_a_group_that_ends_members_read_the_day(visit, vote, mentee, now):
    time_is_over(vote)
    assert close(vote)
    page = html(visit(mentee))
    assert "The group ends on 1 September 2027, as was planned." in page
    assert visit(mentee, "leave").status_code == 404
    # The database's own day may be a later one.
    with superuser():
        MentorGroup.objects.update(ended_on=vote.ends_on)
    now.move_to(dt.datetime(2027, 12, 1, 8, tzinfo=dt.UTC))
    page = html(visit(mentee))
    assert "The group ended on 1 September 2027." in page
    assert "as was planned" not in page


# The coordinator.


def test_a_coordinator_sees_state_and_date(visit, vote, group, mentee, coordinator):
    visit(mentee, "ballot", vote.pk, answer="stop")
    page = html(visit(coordinator, "extension_reason"))
    assert "The group is voting, until Tuesday 1 January." in page
    with superuser():
        Extension.objects.filter(pk=vote.pk).update(reason="")
    time_is_over(vote)
    assert close(vote)
    page = html(visit(coordinator, "extension_reason"))
    assert "The group ends on 1 September 2027; that was clear on" in page
    assert 'name="reason"' not in page


def test_a_coordinator_gives_a_reason_that_the_group_reads(
    visit, vote, mentee, coordinator
):
    answer = visit(coordinator, "extension_reason", reason="They are close")
    assert answer.status_code == 302
    page = html(visit(mentee))
    assert "at least three mentees" in page
    assert "They are close" in page
    assert coordinator.full_name in page


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_a_member_gives_no_reason(request, visit, vote, who):
    person = request.getfixturevalue(who)
    answer = visit(person, "extension_reason", reason="x")
    assert answer.status_code == 403
    assert visit(person, "extension_reason").status_code == 403


def test_another_coordinator_finds_nothing(visit, vote, outsider):
    assert visit(outsider, "extension_reason").status_code == 404


@pytest.mark.parametrize("name", ["extension", "extension_reason", "leave"])
def test_before_there_is_a_vote_the_page_says_when(
    visit, group, first, mentee, coordinator, name
):
    person = coordinator if name == "extension_reason" else mentee
    answer = visit(person, name)
    if name == "leave":
        assert answer.status_code == 404
    else:
        assert "From 19 September 2027 on the group votes" in html(answer)


def test_without_a_first_meeting_there_is_no_end(visit, group, mentee, coordinator):
    for person, name in ((mentee, "extension"), (coordinator, "extension_reason")):
        assert "which has no date yet" in html(visit(person, name))


# Leaving.


def test_a_mentee_leaves_a_group_that_goes_on(visit, gone_on, group, mentee, mentor):
    assert "You leave at once." in html(visit(mentee, "leave"))
    seat = group.seats.get(person=mentee)

    answer = visit(mentee, "leave", sure="1")

    assert answer["Location"] == reverse("sessions:certificate", args=[group.pk])
    page = html(visit(mentee, "certificate"))
    assert ("You have left the group." in page, "Thank you for all" in page) == (
        True,
        True,
    )
    seat.refresh_from_db()
    assert (seat.left_at is not None, seat.left_by) == (True, mentee)
    told = Mail.objects.filter(kind="groups.left")
    assert {mail.person for mail in told} >= {mentor, mentee}
    # What the two wrote stays with the mentee alone.
    with acting_as(mentee):
        assert Space.objects.filter(pk=seat.pair_id).exists()
    with acting_as(mentor):
        assert not Space.objects.filter(pk=seat.pair_id).exists()


def test_a_mentor_does_not_leave_by_a_press(visit, gone_on, group, mentor):
    assert visit(mentor, "leave", sure="1").status_code == 404
    assert group.seats.held().mentors().count() == 1


@pytest.mark.parametrize("name", ["extension", "group"])
def test_the_pages_of_a_vote_cost_the_same_for_a_larger_group(
    questions, programme, name
):
    asked = set()
    for mentees in (4, 6):
        group = formed_group(programme, mentees=mentees)
        open_vote(group)
        mentor = group.seats.get(role="mentor").person
        asked.add(questions(mentor, reverse(f"sessions:{name}", args=[group.pk])))
    assert len(asked) == 1
    # Within the transaction of a test it is said twice who acts.
    assert asked.pop() - 1 <= (16 if name == "group" else 12)
