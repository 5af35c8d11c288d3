import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from people.errors import DomainError
from reminders.models import Mail
from reminders.sweeping import write_due
from sessions import services
from sessions.due import waiting
from sessions.models import DatePoll, Session, Vote
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
        services.vote(poll=poll, person=seat.person, answers=given)


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
        services.propose_dates(
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
    services.vote(poll=poll, person=mentor, answers={poll.dates.first().pk: "yes"})

    response = signed_in(mentor).get(reverse("sessions:poll", args=[poll.pk]))

    first, second = response.context["choices"]
    assert (first.yes, first.possible, first.best) == (1, 1, False)
    assert (second.everybody, second.best) == (True, True)
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
        services.vote(
            poll=poll, person=person, answers={one.pk: "yes" for one in dates}
        )

    found = waiting(now=timezone.now(), person=mentor)
    assert [one.context["complete"] for one in found if "pick_date" in one.kind] == [
        True
    ]
    page = signed_in(mentor).get(url)
    assert page.context["silent"] == []
    assert [choice.everybody for choice in page.context["choices"]] == [True, True]


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
    services.pick_date(poll=poll, date=date)

    with pytest.raises(DomainError, match="closed meanwhile"):
        services.vote(poll=poll, person=mentee, answers={date.pk: "yes"})
    with pytest.raises(DomainError, match="closed meanwhile"):
        services.pick_date(poll=poll, date=date)
    assert Session.objects.count() == 1


def test_a_date_of_another_poll_is_not_found(signed_in, mentor, poll, outsider):
    other = outsider.seats.get().group
    theirs = services.propose_dates(
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
    services.propose_dates(
        group=group,
        by=mentor,
        dates=[(FIRST, dt.time(9)), (FIRST, dt.time(10))],
        minutes=60,
    )
