import datetime as dt
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone, translation

from groups.services import join_group, leave_seat
from reminders.letters import letter_for
from reminders.models import Mail
from reminders.sweeping import write_due
from sessions.dates.polled import standing_of
from sessions.dates.services import polls
from sessions.dates.services.polls import close_poll, pick_date, propose_dates
from sessions.due import waiting
from sessions.models import DatePoll, Session, Vote
from sessions.session.services.sessions import (
    cancel_session,
    move_session,
    plan_session,
)
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import posted
from tests.sessions.conftest import FIRST


def rows(*dates, **more):
    data = {
        "dates-TOTAL_FORMS": "5",
        "dates-INITIAL_FORMS": "0",
        "minutes": "90",
        "place": "Utrecht",
    }
    for number, (on, at) in enumerate(dates):
        data |= {f"dates-{number}-on": on, f"dates-{number}-at": at}
    return data | more


def everybody_votes(group, poll, answers):
    dates = list(poll.dates.all())
    for seat in group.seats.all():
        given = {date.pk: answer for date, answer in zip(dates, answers, strict=True)}
        polls.vote(poll=poll, person=seat.person, answers=given)


def test_a_mentor_proposes_dates(signed_in, mentor, group):
    response = signed_in(mentor).post(
        reverse("sessions:poll_form", args=[group.pk]),
        rows(("2026-11-19", "16:00"), ("2026-11-20", "09:30")),
    )

    poll = DatePoll.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("sessions:poll", args=[poll.pk])
    assert (poll.minutes, poll.place, poll.asked_by) == (90, "Utrecht", mentor)
    assert [(date.on, date.at) for date in poll.dates.all()] == [
        (FIRST, dt.time(16)),
        (dt.date(2026, 11, 20), dt.time(9, 30)),
    ]


def test_each_mentee_is_asked_at_once_and_by_one_mail_a_day(poll, group, mentee):
    asked = Mail.objects.filter(kind="sessions.vote")

    write_due(timezone.now())

    assert [mail.person.pk for mail in asked.order_by("person")] == sorted(
        seat.person_id for seat in group.seats.mentees()
    )
    assert asked.get(person=mentee).context == {
        "group": str(group),
        "asked_by": poll.asked_by.full_name,
        "about": "first",
        "until": "2026-11-16",
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rows(("2026-11-19", "16:00")), "between 2 and 12"),
        (rows(("2026-11-19", "16:00"), ("2026-11-19", "16:00")), "between 2 and 12"),
        (rows(("2026-11-19", "16:00"), ("2026-11-02", "16:00")), "still to come"),
        (rows(("2026-11-19", "16:00"), ("2026-11-20", "")), "At what time?"),
        (rows(("2026-11-19", "16:00"), ("", "10:00")), "On what day?"),
    ],
)
def test_a_proposal_that_cannot_be_voted_on_is_kept_and_explained(
    signed_in, mentor, group, data, words
):
    response = signed_in(mentor).post(
        reverse("sessions:poll_form", args=[group.pk]), data
    )

    assert response.status_code == 200
    assert words in response.text
    assert 'value="2026-11-19"' in response.text
    assert not DatePoll.objects.exists()


def test_there_is_one_open_poll_in_a_group(group, mentor, poll):
    with pytest.raises(DomainError, match="voting on dates already"):
        propose_dates(
            group=group,
            by=mentor,
            dates=[(FIRST, dt.time(9)), (FIRST, dt.time(10))],
            minutes=60,
        )


def test_another_row_is_added_to_the_proposal(signed_in, mentor, group):
    url = reverse("sessions:poll_row", args=[group.pk])
    response = signed_in(mentor).get(url, {"dates-TOTAL_FORMS": "7"})

    assert 'name="dates-7-on"' in response.text
    assert 'value="8"' in response.text
    assert "<html" not in response.text
    full = signed_in(mentor).get(url, {"dates-TOTAL_FORMS": "12"})
    assert "dates-12-on" not in full.text


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_a_member_votes_and_changes_the_vote(request, signed_in, poll, who):
    person = request.getfixturevalue(who)
    one, other = poll.dates.all()
    url = reverse("sessions:poll_vote", args=[poll.pk])
    client = signed_in(person)
    client.post(url, {f"date-{one.pk}": "yes", f"date-{other.pk}": "no"})
    client.post(url, {f"date-{one.pk}": "if_need_be", f"date-{other.pk}": "no"})

    votes = Vote.objects.values_list("person", "date", "answer").order_by("date")
    assert list(votes) == [
        (person.pk, one.pk, "if_need_be"),
        (person.pk, other.pk, "no"),
    ]


def test_a_vote_answers_for_every_date(signed_in, mentee, poll):
    one, _other = poll.dates.all()
    url = reverse("sessions:poll_vote", args=[poll.pk])
    response = signed_in(mentee).post(url, {f"date-{one.pk}": "yes"})

    assert response.status_code == 200
    assert "Answer for this date too." in response.text
    assert not Vote.objects.exists()


def test_the_page_shows_who_can_come(signed_in, mentor, group, poll):
    everybody_votes(group, poll, ["no", "if_need_be"])
    polls.vote(poll=poll, person=mentor, answers={poll.dates.first().pk: "yes"})

    response = signed_in(mentor).get(reverse("sessions:poll", args=[poll.pk]))

    second, first = (row.choice for row in response.context["rows"])
    assert (first.yes, len(first.missing), first.everybody) == (1, 4, False)
    assert (second.yes, second.everybody) == (0, True)
    assert response.context["best"].choice == second
    assert "everybody can" in response.text
    assert response.context["silent"] == []


def test_the_page_and_the_reminder_agree_on_who_is_to_answer(
    signed_in, mentor, group, poll
):
    """The mentor proposed the dates, and is neither asked nor waited for."""
    url = reverse("sessions:poll", args=[poll.pk])
    mentees = [seat.person for seat in group.seats.mentees().with_person()]
    assert signed_in(mentor).get(url).context["silent"] == mentees

    dates = poll.dates.all()
    for person in mentees:
        polls.vote(poll=poll, person=person, answers={one.pk: "yes" for one in dates})

    (found,) = waiting(now=timezone.now(), person=mentor)
    assert (found.kind, found.context["complete"]) == ("sessions.pick_date", True)
    # It is picked by itself: no mail asks for what is done within the hour.
    assert not found.mail
    page = signed_in(mentor).get(url)
    assert page.context["silent"] == []
    assert [row.choice.everybody for row in page.context["rows"]] == [True, True]


def test_picking_a_date_makes_the_first_meeting_and_tells_everybody(
    signed_in, mentor, group, poll
):
    date = poll.dates.first()
    url = reverse("sessions:poll_pick", args=[poll.pk, date.pk])
    response = signed_in(mentor).post(url)

    session = Session.objects.get()
    poll.refresh_from_db()
    assert response.url == reverse("sessions:group", args=[group.pk])
    assert (session.kind, session.on, session.at, session.minutes, session.place) == (
        "first",
        FIRST,
        dt.time(16),
        120,
        "Utrecht",
    )
    assert poll.picked == date
    assert poll.closed_at
    assert {mail.person_id for mail in posted("planned")} == set(
        group.seats.values_list("person", flat=True)
    )


def test_after_picking_nobody_votes_and_nothing_is_picked_again(poll, mentee):
    date = poll.dates.first()
    pick_date(poll=poll, date=date)

    with pytest.raises(DomainError, match="closed meanwhile"):
        polls.vote(poll=poll, person=mentee, answers={date.pk: "yes"})
    with pytest.raises(DomainError, match="closed meanwhile"):
        pick_date(poll=poll, date=date)
    assert Session.objects.count() == 1


def test_a_date_of_another_poll_is_not_found(signed_in, mentor, poll, outsider):
    other = outsider.seats.get().group
    theirs = propose_dates(
        group=other,
        by=outsider,
        dates=[(FIRST, dt.time(9)), (FIRST, dt.time(10))],
        minutes=60,
    )
    url = reverse("sessions:poll_pick", args=[poll.pk, theirs.dates.first().pk])

    assert signed_in(mentor).post(url).status_code == 404


def test_a_stopped_poll_makes_room_for_another(signed_in, mentor, group, poll):
    signed_in(mentor).post(reverse("sessions:poll_close", args=[poll.pk]))

    assert not group.polls.open().exists()
    propose_dates(
        group=group,
        by=mentor,
        dates=[(FIRST, dt.time(9)), (FIRST, dt.time(10))],
        minutes=60,
    )


def test_the_best_so_far_stands_above_with_who_cannot(
    signed_in, mentor, mentee, other_mentee, poll
):
    one, other = poll.dates.all()
    for person, answers in ((mentee, "no yes"), (other_mentee, "no no")):
        given = dict(zip((one.pk, other.pk), answers.split(), strict=True))
        polls.vote(poll=poll, person=person, answers=given)

    page = signed_in(mentor).get(reverse("sessions:poll", args=[poll.pk]))

    best = page.context["best"]
    assert (best.choice.date, best.missing) == (other, [other_mentee])
    words = f"Best so far: Friday 20 November, 09:30 Cannot come: {other_mentee.called}"
    assert words in said(page)


def said(page) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", "", page.text).split())


def test_what_suits_all_says_when_it_is_picked(signed_in, mentor, group, poll):
    everybody_votes(group, poll, ["no", "if_need_be"])

    text = said(signed_in(mentor).get(reverse("sessions:poll", args=[poll.pk])))

    assert "Everybody can: Friday 20 November, 09:30" in text
    # Answered at 11:00 in Amsterdam.
    assert "It is picked by itself at Monday 9 November, 12:00" in text


def test_a_date_that_has_passed_is_not_answered(poll, mentee, now):
    one, other = poll.dates.all()
    now.move_to(dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC))

    polls.vote(poll=poll, person=mentee, answers={one.pk: "yes", other.pk: "no"})
    assert Vote.objects.get().date == other
    with pytest.raises(DomainError, match="Choose an answer"):
        polls.vote(poll=poll, person=mentee, answers={one.pk: "yes"})
    with pytest.raises(DomainError, match="That date has passed"):
        pick_date(poll=poll, date=one)


def test_a_poll_of_which_all_dates_have_passed_says_so(
    signed_in, mentor, mentee, group, poll, now
):
    now.move_to(dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC))
    url = reverse("sessions:poll", args=[poll.pk])

    seen = signed_in(mentee).get(url)
    assert "All these dates have passed" in seen.text
    assert "Answer by" not in seen.text
    sent = signed_in(mentee).post(reverse("sessions:poll_vote", args=[poll.pk]))
    assert [str(one) for one in get_messages(sent.wsgi_request)] == [
        "All these dates have passed: there is nothing to answer."
    ]
    led = signed_in(mentor).get(url)
    assert reverse("sessions:poll_form", args=[group.pk]) in led.text
    (one,) = waiting(now=timezone.now(), person=mentor)
    assert (one.kind, one.context["passed"]) == ("sessions.pick_date", True)
    assert list(waiting(now=timezone.now(), person=mentee)) == []

    later = [(dt.date(2026, 12, 3), dt.time(9)), (dt.date(2026, 12, 4), dt.time(9))]
    propose_dates(group=group, by=mentor, dates=later, minutes=60)
    poll.refresh_from_db()
    assert poll.ending == "passed"
    assert group.polls.open().count() == 1


def test_a_newcomer_is_asked_and_who_left_does_not_count(
    group, mentor, mentee, coordinator, poll, enrol, now
):
    for seat in group.seats.mentees():
        answer = "no" if seat.person == mentee else "yes"
        answers = {date.pk: answer for date in poll.dates.all()}
        polls.vote(poll=poll, person=seat.person, answers=answers)
    leave_seat(seat=group.seats.get(person=mentee), by=coordinator)
    assert standing(poll).tally.best.everybody
    now.move_to(dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC))
    with acting_as(coordinator):
        newcomer = join_group(group=group, participation=enrol()).person

    assert standing(poll).tally.silent == [newcomer.pk]
    # The last day to answer is over: one mail, that names none.
    write_due(timezone.now())
    asked = Mail.objects.get(person=newcomer, kind="sessions.vote")
    assert asked.context["until"] is None
    with pytest.raises(DomainError, match="Only who is in the group"):
        polls.vote(poll=poll, person=mentee, answers={poll.dates.first().pk: "yes"})


def standing(poll):
    found = DatePoll.objects.with_votes().select_related("group__programme")
    poll = found.get(pk=poll.pk)
    return standing_of(poll, poll.group.programme, timezone.now())


def test_the_mentor_is_asked_when_somebody_else_proposed(group, mentor, coordinator):
    dates = [(FIRST, dt.time(9)), (FIRST, dt.time(10))]
    poll = propose_dates(group=group, by=coordinator, dates=dates, minutes=60)

    asked = set(
        Mail.objects.filter(kind="sessions.vote").values_list("person", flat=True)
    )
    assert asked == set(group.seats.values_list("person", flat=True))
    assert mentor.pk in standing(poll).tally.silent


def answers_of(poll, answer):
    return {date.pk: answer for date in poll.dates.all()}


def test_a_mentor_writes_down_an_answer_that_shows_as_such(
    signed_in, mentor, mentee, poll
):
    url = reverse("sessions:poll_for", args=[poll.pk, mentee.pk])
    given = {f"date-{date.pk}": "no" for date in poll.dates.all()}
    signed_in(mentor).post(url, given)

    assert {vote.entered_by for vote in Vote.objects.filter(person=mentee)} == {mentor}
    page = reverse("sessions:poll", args=[poll.pk])
    assert f"{mentor.full_name} wrote these answers down for you." in said(
        signed_in(mentee).get(page)
    )
    # The mentor may mend it; the word of the person is theirs.
    polls.vote(poll=poll, person=mentee, answers=answers_of(poll, "yes"), by=mentor)
    polls.vote(poll=poll, person=mentee, answers=answers_of(poll, "yes"))
    assert not Vote.objects.exclude(entered_by=None).exists()
    refused = signed_in(mentor).post(url, given)
    assert "has answered in person" in refused.text
    assert {vote.answer for vote in Vote.objects.filter(person=mentee)} == {"yes"}


def test_an_answer_is_written_down_for_members_alone(
    signed_in, mentor, mentee, poll, outsider
):
    for who, found in ((outsider, 404), (mentor, 404), (mentee, 200)):
        url = reverse("sessions:poll_for", args=[poll.pk, who.pk])
        assert signed_in(mentor).get(url).status_code == found


def test_nothing_chosen_is_nothing_answered(signed_in, mentor, mentee, poll):
    for url in (
        reverse("sessions:poll_vote", args=[poll.pk]),
        reverse("sessions:poll_for", args=[poll.pk, mentee.pk]),
    ):
        page = signed_in(mentor).post(url, {})
        assert page.text.count("Answer for this date too.") >= 2
    assert not Vote.objects.exists()


@pytest.fixture
def more(group, mentor, first):
    """Dates for a guest, while the first meeting is on the 19th."""
    days = [dt.date(2026, 12, 3), dt.date(2026, 12, 10)]
    return propose_dates(
        group=group,
        by=mentor,
        dates=[(day, dt.time(14)) for day in days],
        kind="guest",
        minutes=60,
        place="Delft",
    )


@pytest.fixture
def move(group, mentor, first):
    """Other dates for the first meeting, which is planned for the 19th at 16:00."""
    times = [(FIRST, dt.time(9)), (dt.date(2026, 11, 26), dt.time(16))]
    return propose_dates(group=group, by=mentor, dates=times, session=first)


def test_the_page_of_a_meeting_leads_to_the_vote_on_another_date(
    signed_in, mentee, move, first
):
    link = reverse("sessions:poll", args=[move.pk])
    assert link in signed_in(mentee).get(first.get_absolute_url()).text

    close_poll(poll=move)

    assert link not in signed_in(mentee).get(first.get_absolute_url()).text


def test_one_more_meeting_is_voted_on(signed_in, mentor, group, first):
    url = reverse("sessions:poll_form", args=[group.pk])
    assert "one more meeting" in signed_in(mentor).get(url).text
    dates = ("2026-12-03", "14:00"), ("2026-12-10", "14:00")
    signed_in(mentor).post(url, rows(*dates, kind="guest"))
    poll = DatePoll.objects.get()
    assert (poll.about, poll.kind, poll.session) == ("more", "guest", None)

    session = pick_date(poll=poll, date=poll.dates.last())

    assert (session.kind, session.on, session.minutes, session.place) == (
        "guest",
        dt.date(2026, 12, 10),
        90,
        "Utrecht",
    )
    assert group.sessions.count() == 2


def test_a_meeting_moves_to_the_date_that_is_picked(signed_in, mentor, group, first):
    url = reverse("sessions:session_poll", args=[first.pk])
    dates = ("2026-11-19", "09:00"), ("2026-11-26", "16:00")
    signed_in(mentor).post(url, rows(*dates))
    poll = DatePoll.objects.get()
    assert (poll.about, poll.session, poll.place) == ("move", first, "Utrecht")
    first.place = "Delft"
    first.save()

    signed_in(mentor).post(
        reverse("sessions:poll_pick", args=[poll.pk, poll.dates.last().pk])
    )

    first.refresh_from_db()
    assert (first.on, first.at, first.minutes, first.place) == (
        dt.date(2026, 11, 26),
        dt.time(16),
        120,
        "Delft",
    )
    assert group.sessions.count() == 1


def test_each_purpose_has_one_vote_of_its_own(group, mentor, more, move):
    times = [(dt.date(2026, 12, 17), dt.time(9)), (dt.date(2026, 12, 18), dt.time(9))]
    for about in ({"kind": "guest", "minutes": 60}, {"session": move.session}):
        with pytest.raises(DomainError, match="voting on dates already"):
            propose_dates(group=group, by=mentor, dates=times, **about)
    assert group.polls.open().count() == 2


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([(FIRST, 16), (dt.date(2026, 11, 26), 16)], "when the meeting is now"),
        ([(dt.date(2026, 12, 3), 9), (dt.date(2026, 12, 4), 9)], "on Thursday 3 Dec"),
    ],
)
def test_dates_on_which_the_group_meets_are_not_proposed(
    group, mentor, first, dates, words
):
    plan_session(
        group=group, kind="guest", on=dt.date(2026, 12, 3), at=dt.time(9), minutes=60
    )
    times = [(on, dt.time(hour)) for on, hour in dates]
    with pytest.raises(DomainError, match=words):
        propose_dates(group=group, by=mentor, dates=times, session=first)


def test_a_date_on_which_the_group_meets_meanwhile_is_not_picked(group, more):
    taken = more.dates.first()
    plan_session(group=group, kind="guest", on=taken.on, at=dt.time(9), minutes=60)

    assert [one.date for one in standing(more).tally.in_order][-1] == taken
    with pytest.raises(DomainError, match="meets on that day already"):
        pick_date(poll=more, date=taken)
    more.refresh_from_db()
    assert more.closed_at is None


@pytest.mark.parametrize("what", ["moved", "cancelled"])
def test_a_vote_ends_with_words_when_its_meeting_is_moved_or_cancelled(
    signed_in, mentee, move, what
):
    if what == "moved":
        day = dt.date(2026, 12, 1)
        more = {"minutes": 60, "place": "Delft"}
        move_session(session=move.session, on=day, at=dt.time(9), **more)
    else:
        cancel_session(session=move.session)
    page = signed_in(mentee).get(reverse("sessions:poll", args=[move.pk]))

    assert f"The meeting was {what} meanwhile: this vote has stopped." in page.text
    assert list(waiting(now=timezone.now(), person=mentee)) == []
    with pytest.raises(DomainError, match="closed meanwhile"):
        pick_date(poll=move, date=move.dates.first())


def test_another_place_leaves_the_vote_open(move):
    more = {"minutes": 60, "place": "Delft"}
    move_session(session=move.session, on=FIRST, at=dt.time(16), **more)

    assert DatePoll.objects.asking().get() == move


def test_a_last_day_to_answer_is_kept_and_must_be_of_use(group, mentor):
    known = {"group": group, "by": mentor, "minutes": 60}
    known["dates"] = [(FIRST, dt.time(9)), (dt.date(2026, 11, 20), dt.time(9))]
    for day in (8, 21):
        with pytest.raises(DomainError, match="Let people answer by a day"):
            propose_dates(**known, answer_by=dt.date(2026, 11, day))

    poll = propose_dates(**known, answer_by=FIRST)
    assert poll.answer_by == FIRST


def test_without_a_last_day_it_lies_before_the_first_date(group, mentor):
    dates = [(dt.date(2026, 11, 11), dt.time(9)), (dt.date(2026, 11, 30), dt.time(9))]
    poll = propose_dates(group=group, by=mentor, dates=dates, minutes=60)

    assert poll.answer_by == dt.date(2026, 11, 10)


def test_mails_say_what_is_voted_on(mentee, more, move):
    def body(poll):
        mail = Mail.objects.get(kind="sessions.vote", object_id=poll.pk, person=mentee)
        with translation.override("en"):
            return letter_for(mail.kind).say("body", mail.context)

    assert "dates for one more meeting of" in body(more)
    assert "Please answer by Monday 16 November." in body(more)
    assert "wants to move the meeting of" in body(move)
    assert "of Thursday 19 November" in body(move)
