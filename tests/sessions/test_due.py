import datetime as dt

import pytest
from django.utils import timezone, translation

from groups.services import join_group
from intake.models import Intake
from reminders import sweeping
from reminders.letters import all_letters, letter_for
from reminders.models import Mail
from sessions import due
from sessions.dates.services.planning import plan_series
from sessions.dates.services.polls import close_poll, vote
from sessions.dates.services.series import agree_on_series
from sessions.log.services.log import log_session
from sessions.one_on_ones.services.one_on_ones import plan_one_on_one
from sessions.session.services.sessions import cancel_session, move_session
from sessions.year.services.promise import sign
from spaces.acting import acting_as
from tests.asked import holds, written
from tests.calendars.mails import posted


def waiting(person=None):
    with acting_as(person):
        return list(due.waiting(now=timezone.now(), person=person))


def kinds(person):
    return [one.kind for one in waiting(person)]


def to_mail():
    return {(one.kind, one.person.pk) for one in waiting() if one.mail}


def people(group, role="mentee"):
    return {seat.person_id for seat in group.seats.filter(role=role)}


def test_an_open_poll_waits_for_who_has_not_voted(group, mentor, mentee, poll):
    assert to_mail() == {("sessions.vote", person) for person in people(group)}

    answers = {date.pk: "no" for date in poll.dates.all()}
    vote(poll=poll, person=mentee, answers=answers)

    assert to_mail() == {
        ("sessions.vote", person) for person in people(group) - {mentee.pk}
    }
    assert kinds(mentee) == []
    assert kinds(mentor) == []

    for seat in group.seats.mentees():
        vote(poll=poll, person=seat.person, answers=answers)
    assert to_mail() == {("sessions.pick_date", mentor.pk)}

    close_poll(poll=poll)
    assert to_mail() == set()


def test_a_vote_is_asked_again_every_three_days_and_then_no_more(poll, mentee, now):
    def day():
        (one,) = waiting(mentee)
        return one.day

    days = []
    for later in range(11):
        now.move_to(dt.datetime(2026, 11, 9 + later, 10, tzinfo=dt.UTC))
        days.append(day())

    assert sorted(set(days)) == [dt.date(2026, 11, day) for day in (9, 12, 15)]


def test_the_mentor_is_asked_when_the_last_day_to_answer_is_over(
    group, mentor, mentee, poll, now
):
    answers = {date.pk: "no" for date in poll.dates.all()}
    vote(poll=poll, person=mentee, answers=answers)
    now.move_to(dt.datetime(2026, 11, 16, 10, tzinfo=dt.UTC))
    assert kinds(mentor) == []

    now.move_to(dt.datetime(2026, 11, 17, 10, tzinfo=dt.UTC))
    (one,) = waiting(mentor)
    assert one.kind == "sessions.pick_date"
    with translation.override("en"):
        assert "Not everybody" in one.line
    mail = written("sessions.pick_date", mentor)
    assert mail.context["choices"] == [
        {"on": "2026-11-19", "at": "16:00:00", "missing": [mentee.full_name]},
        {"on": "2026-11-20", "at": "09:30:00", "missing": [mentee.full_name]},
    ]
    assert len(mail.context["silent"]) == 3
    with translation.override("en"):
        body = letter_for(mail.kind).say("body", mail.context)
    assert f"Thursday 19 November, 16:00: {mentee.full_name} cannot come." in body


def test_a_session_tomorrow_is_told_to_every_member(group, first, now):
    now.move_to(dt.datetime(2026, 11, 17, 22, 59, tzinfo=dt.UTC))
    assert to_mail() == set()

    # Midnight in Amsterdam: the 18th has begun there.
    now.move_to(dt.datetime(2026, 11, 17, 23, 1, tzinfo=dt.UTC))
    everybody = people(group) | people(group, "mentor")
    assert to_mail() == {("sessions.tomorrow", person) for person in everybody}

    cancel_session(session=first)
    assert to_mail() == set()


def test_a_meeting_that_moved_is_not_announced_for_the_old_day(mentee, first, now):
    now.move_to(dt.datetime(2026, 11, 18, 8, tzinfo=dt.UTC))
    mail = written("sessions.tomorrow", mentee)
    assert holds(mail)

    move_session(
        session=first, on=dt.date(2026, 11, 24), at=dt.time(9), minutes=60, place=""
    )

    assert not holds(mail)


def test_a_meeting_that_moved_within_the_day_is_told_for_its_hour(mentee, first, now):
    now.move_to(dt.datetime(2026, 11, 18, 8, tzinfo=dt.UTC))
    mail = written("sessions.tomorrow", mentee)
    move_session(session=first, on=first.on, at=dt.time(10), minutes=60, place="Delft")
    now.shift(60)
    sweeping.write_due(timezone.now())

    mail.refresh_from_db()
    assert (mail.context["at"], mail.context["place"]) == ("10:00:00", "Delft")


def test_everybody_has_answered_until_somebody_joins(
    group, mentor, coordinator, poll, enrol, now
):
    answers = {date.pk: "no" for date in poll.dates.all()}
    for seat in group.seats.mentees():
        vote(poll=poll, person=seat.person, answers=answers)
    mail = written("sessions.pick_date", mentor)
    assert holds(mail)

    with acting_as(coordinator):
        join_group(group=group, participation=enrol())

    assert not holds(mail)


def test_after_the_first_meeting_there_is_much_to_do(group, mentor, mentee, held):
    assert kinds(mentor) == [
        "sessions.log_to_write",
        "sessions.sign",
        "sessions.agreements_missing",
    ]
    assert kinds(mentee) == ["sessions.sign"]


def test_what_is_done_waits_no_longer(group, mentor, mentee, held, agreed):
    with acting_as(mentor):
        log_session(
            session=held,
            by=mentor,
            kind="first",
            presences={},
        )
    for seat in group.seats.all():
        with acting_as(seat.person):
            sign(seat=seat)

    assert to_mail() == set()
    assert kinds(mentor) == kinds(mentee) == []


def test_dates_are_proposed_once_all_intakes_are_held(group, mentor):
    for seat in group.seats.mentees():
        assert kinds(mentor) == []
        Intake.objects.create(
            seat=seat,
            mentor=mentor,
            state="held",
            on=dt.date(2026, 11, 2),
            at=dt.time(9),
        )
    assert kinds(mentor) == ["sessions.propose_dates"]
    assert to_mail() == set()


def test_an_action_waits_for_its_owner_only(mentor, mentee, action, now):
    assert kinds(mentee) == []
    now.move_to(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))

    assert kinds(mentee) == ["sessions.action_due"]
    assert kinds(mentor) == []
    # The worker knows it by what stands openly of it.
    assert to_mail() == {("sessions.action_due", mentee.pk)}


def test_a_one_on_one_waits_for_the_mentor(mentor, mentee, one_on_one, now):
    assert kinds(mentor) == ["sessions.one_on_one_asked"]
    assert kinds(mentee) == []
    with acting_as(mentor):
        plan_one_on_one(
            one_on_one=one_on_one, on=dt.date(2026, 11, 12), at=dt.time(9), minutes=45
        )
    assert kinds(mentor) == []
    now.move_to(dt.datetime(2026, 11, 13, 8, tzinfo=dt.UTC))
    assert kinds(mentor) == ["sessions.one_on_one_to_log"]


def test_nothing_waits_in_a_programme_that_ended(group, mentor, held):
    group.programme.state = "ended"
    group.programme.save()

    assert to_mail() == set()
    assert kinds(mentor) == []


def test_the_sweep_reads_open_tables_only(group, poll, held, one_on_one, action):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        waiting()
    said = " ".join(query["sql"] for query in asked)
    assert '"reminders_standing"' in said
    for table in ("action", "oneonone", "sessionnote", "attendance"):
        assert f"mentoring_sessions_{table}" not in said
    for room in ("spaces", "writing"):
        assert f'"{room}_' not in said


CONTEXT = {
    "group": "Water",
    "asked_by": "Johan de Wit",
    "other": "Anna Bakker",
    "on": "2027-03-02",
    "at": "16:00:00",
    "was_on": "2027-02-23",
    "due_on": "2027-03-02",
    "dates": ["2027-03-02", "2027-04-13"],
    "entries": [{"what": "session", "on": "2027-03-02", "at": "16:00:00"}],
    "place": "Utrecht",
    "minutes": 120,
    "urgent": True,
}
OURS = sorted(kind for kind in all_letters() if kind.startswith("sessions."))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", OURS)
def test_every_letter_says_all_it_has_to(mentee, kind, language):
    letter = letter_for(kind)
    with translation.override(language):
        said = {
            part: letter.say(part, CONTEXT | {"person": mentee})
            for part in ("subject", "line", "body", "button")
        }
    assert all(said.values())
    words = " ".join(said.values())
    assert ("Water" in words) or ("Anna Bakker" in words)
    assert "{" not in words
    assert ("maart" in words or "dinsdag" in words) <= (language == "nl")
    assert ("March" in words or "Tuesday" in words) <= (language == "en")


def test_what_is_stale_is_not_mailed(group, seat, mentor, mentee, poll, agreed, now):
    now.move_to(dt.datetime(2026, 11, 19, 17, tzinfo=dt.UTC))
    mails = [
        written("sessions.vote", mentee),
        written("sessions.pick_date", mentor),
        written("sessions.sign", mentee),
    ]
    assert [holds(mail) for mail in mails] == [True] * 3
    assert not Mail.objects.filter(kind="sessions.agreements_missing").exists()

    answers = {date.pk: "yes" for date in poll.dates.all()}
    vote(poll=poll, person=mentee, answers=answers)
    with acting_as(mentee):
        sign(seat=seat)
    close_poll(poll=poll)

    assert [holds(mail) for mail in mails] == [False] * 3


def test_the_dates_of_earlier_agreements_are_not_mailed(mentor, mentee, series):
    mail = posted("planned").get(person=mentee, context__kind="series")
    assert holds(mail)

    agree_on_series(
        group=series.group,
        by=mentor,
        every_weeks=4,
        weekday=1,
        at=dt.time(9),
        minutes=60,
    )
    plan_series(series_id=series.pk)

    assert not holds(mail)
