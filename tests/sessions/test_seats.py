"""The calendar follows the seats: who comes, who goes, and groups that end."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from groups.models import Seat
from groups.services import (
    dissolve_group,
    join_group,
    leave_seat,
    move_seat,
    replace_mentor,
)
from intake.models import Intake
from people.errors import DomainError
from programmes.models import Role
from reminders import emails
from reminders.models import Mail
from sessions import due, services
from sessions.models import DatePoll, OneOnOne, Series, Session
from sessions.services.calendar import feed_entries
from spaces.acting import acting_as
from tests.asked import holds
from tests.factories import formed_group

OFF, DATES = "sessions.called_off", "sessions.dates"


@pytest.fixture
def past(group):
    return Session.objects.create(
        group=group, on=dt.date(2026, 11, 2), at=dt.time(16), state="held"
    )


@pytest.fixture
def talk(mentor, one_on_one):
    """The one-on-one of mentor and mentee, planned for the twelfth."""
    with acting_as(mentor):
        return services.plan_one_on_one(
            one_on_one=one_on_one, on=dt.date(2026, 11, 12), at=dt.time(9), minutes=45
        )


def act(coordinator, change, **what):
    """As on the page: the coordinator acts, who is in no space."""
    Mail.objects.update(state=Mail.State.SENT)
    with acting_as(coordinator):
        return change(by=coordinator, **what)


def leave(coordinator, seat):
    act(coordinator, leave_seat, seat=seat)


def join(coordinator, **what):
    Mail.objects.update(state=Mail.State.SENT)
    with acting_as(coordinator):
        return join_group(**what)


def mails(kind):
    found = Mail.objects.filter(kind=kind).select_related("person__organisation")
    return {mail.person: mail for mail in found}


def files(mail):
    """What a calendar reads: the method and the entry of each file of the mail."""
    return [
        (str(calendar["METHOD"]), event)
        for part in emails.compose(mail).message().walk()
        if part.get_content_type() == "text/calendar"
        for calendar in [Calendar.from_ical(part.get_payload(decode=True))]
        for event in calendar.walk("VEVENT")
    ]


def told(mail):
    return {
        str(event["UID"]).removesuffix("@crossmentor"): (method, event["SEQUENCE"])
        for method, event in files(mail)
    }


def feed(person):
    with acting_as(person):
        return {entry.uid for entry in feed_entries(person)}


def sequences(group):
    coming = group.sessions.filter(on__gt=timezone.now().date())
    return {str(one.uid): one.sequence for one in coming}


def waiting():
    return list(due.waiting(now=timezone.now()))


def test_who_leaves_gets_one_mail_that_empties_the_calendar(
    coordinator, group, seat, mentee, other_mentee, past, series
):
    coming = sequences(group)
    assert coming.keys() <= feed(mentee)

    leave(coordinator, seat)

    (mail,) = mails(OFF).values()
    assert mail.person == mentee
    assert told(mail) == {uid: ("CANCEL", n + 1) for uid, n in coming.items()}
    assert {event["ATTENDEE"] for _, event in files(mail)} == {f"mailto:{mentee.email}"}
    assert feed(mentee) == set()
    assert feed(other_mentee) == {*coming, str(past.uid)}
    assert mails(DATES) == {}
    assert str(group) in emails.compose(mail).body
    assert "31 December 2026, 16:00" in emails.compose(mail).body


def test_who_left_hears_nothing_of_what_changes_later(
    coordinator, group, mentor, seat, mentee, other_mentee, first, talk, action, now
):
    with acting_as(mentor):
        services.move_session(
            session=first, on=first.on, at=dt.time(10), minutes=60, place="Delft"
        )
    pending = list(Mail.objects.filter(person=mentee))
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    kinds = {mail.kind: holds(mail) for mail in pending}
    assert kinds == {"sessions.moved": False, "sessions.one_on_one_planned": False}
    Mail.objects.exclude(kind=OFF).update(state=Mail.State.SENT)
    first.refresh_from_db()
    services.move_session(
        session=first, on=first.on, at=dt.time(11), minutes=60, place="Secret"
    )
    off = mails(OFF)[mentee]
    assert "Secret" not in str([event.to_ical() for _, event in files(off)])
    later = Mail.objects.filter(kind="sessions.moved", state=Mail.State.WAITING)
    assert mentee not in {mail.person for mail in later}
    assert holds(later.get(person=other_mentee))
    now.move_to(dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC))
    reminded = {one.person for one in waiting()}
    assert mentee not in reminded
    assert other_mentee in reminded


def test_what_the_others_were_told_still_goes_out(
    coordinator, group, mentor, seat, mentee, other_mentee, first
):
    services.move_session(
        session=first, on=first.on, at=dt.time(10), minutes=60, place="Delft"
    )
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    moved = mails("sessions.moved")
    assert holds(moved[other_mentee])
    assert not holds(moved[mentee])
    assert told(moved[other_mentee]) == {str(first.uid): ("REQUEST", 2)}


def test_the_other_of_a_pair_is_told_and_the_row_ends_with_the_seat(
    coordinator, group, mentor, seat, mentee, other_mentee, talk
):
    leave(coordinator, seat)

    off = mails(OFF)
    assert off.keys() == {mentor, mentee}
    for mail in off.values():
        assert told(mail) == {str(talk.pk): ("CANCEL", 1)}
    assert "collided" not in str(off[mentor].context)
    assert str(talk.pk) not in feed(mentee) | feed(mentor)
    with acting_as(mentee):
        left = OneOnOne.objects.get()
        assert not left.is_open
        with pytest.raises(DomainError, match="not in a group together"):
            services.withdraw_one_on_one(one_on_one=left)
    assert list(mails("sessions.one_on_one_cancelled")) == []


def test_what_is_off_is_not_on_the_page_as_planned(
    coordinator, signed_in, seat, mentee, talk
):
    leave(coordinator, seat)

    page = signed_in(mentee).get(reverse("sessions:one_on_one_list"))
    one = signed_in(mentee).get(talk.get_absolute_url())

    assert page.context["now"] == []
    assert [one.pk for one in page.context["page"]] == [talk.pk]
    assert "Call it off" not in one.text


def test_a_talk_called_off_before_is_not_called_off_again(
    coordinator, mentor, seat, talk
):
    with acting_as(mentor):
        services.withdraw_one_on_one(one_on_one=talk)

    leave(coordinator, seat)

    assert mails(OFF) == {}


def test_an_intake_is_off_for_both(coordinator, mentor, seat, mentee):
    intake = Intake.objects.create(
        seat=seat,
        mentor=mentor,
        state="planned",
        on=dt.date(2026, 11, 10),
        at=dt.time(9),
        sequence=1,
    )

    leave(coordinator, seat)

    off = mails(OFF)
    assert off.keys() == {mentor, mentee}
    assert told(off[mentee]) == {f"intake-{intake.pk}": ("CANCEL", 2)}
    assert feed(mentor) == set()


def test_who_joins_gets_all_coming_dates_in_one_mail(
    coordinator, group, mentor, mentee, outsider, enrol, past, series
):
    newcomer = enrol()
    before = sequences(group)

    join(coordinator, group=group, participation=newcomer)

    (mail,) = mails(DATES).values()
    assert mail.person == newcomer.person
    assert holds(mail)
    assert told(mail) == {uid: ("PUBLISH", n + 1) for uid, n in before.items()}
    assert len(before) == 9
    assert {event["ORGANIZER"] for _, event in files(mail)} == {
        "mailto:noreply@localhost"
    }
    assert before.keys() <= feed(newcomer.person)
    assert mails(OFF) == {}
    assert feed(outsider) == set()


def test_who_comes_back_is_believed_by_the_calendar(
    coordinator, group, seat, mentee, first
):
    leave(coordinator, seat)
    off = mails(OFF)[mentee]
    join(coordinator, group=group, participation=seat.participation)

    assert told(off) == {str(first.uid): ("CANCEL", 1)}
    assert told(mails(DATES)[mentee]) == {str(first.uid): ("PUBLISH", 2)}


def test_who_left_at_once_is_not_sent_the_dates(coordinator, group, enrol, first):
    with acting_as(coordinator):
        seat = join_group(group=group, participation=enrol())
        leave_seat(seat=seat, by=coordinator)

    assert not holds(mails(DATES)[seat.person])


def test_who_moves_gives_one_calendar_for_the_other(
    coordinator, group, seat, mentee, mentor, other_mentee, first
):
    target = formed_group(group.programme)
    for one in target.seats.all():
        one.person.discipline = mentor.discipline
        one.person.save()
    theirs = Session.objects.create(
        group=target, on=dt.date(2026, 12, 1), at=dt.time(9)
    )

    act(coordinator, move_seat, seat=seat, group=target)

    assert told(mails(OFF)[mentee]) == {str(first.uid): ("CANCEL", 1)}
    assert told(mails(DATES)[mentee]) == {str(theirs.uid): ("PUBLISH", 1)}
    assert (len(mails(OFF)), len(mails(DATES))) == (1, 1)
    assert feed(mentee) == {str(theirs.uid)}
    assert str(theirs.uid) not in feed(other_mentee)


def test_a_mentor_hands_the_calendar_over(
    coordinator, group, mentor, mentee, other_mentee, enrol, first, talk
):
    successor = enrol(Role.MENTOR)

    act(coordinator, replace_mentor, group=group, participation=successor)

    off = mails(OFF)
    assert off.keys() == {mentor, mentee}
    assert told(off[mentor]) == {
        str(first.uid): ("CANCEL", 1),
        str(talk.pk): ("CANCEL", 1),
    }
    # The group goes on to meet; what the two had is over.
    assert told(off[mentee]) == {str(talk.pk): ("CANCEL", 1)}
    assert mails(DATES).keys() == {successor.person}
    assert feed(mentor) == set()
    assert feed(mentee) == feed(successor.person) == {str(first.uid)}
    first.refresh_from_db()
    assert first.is_planned


def test_nobody_writes_the_log_of_a_meeting_before_their_time(
    coordinator, group, mentor, enrol, held
):
    successor = enrol(Role.MENTOR)
    assert "sessions.log_to_write" in {one.kind for one in waiting()}

    act(coordinator, replace_mentor, group=group, participation=successor)

    assert "sessions.log_to_write" not in {one.kind for one in waiting()}
    assert successor.person in {one.person for one in waiting()}


def dissolve(coordinator, group):
    moves = dict.fromkeys(group.seats.held().mentees().values_list("pk", flat=True))
    act(coordinator, dissolve_group, group=group, moves=moves)


def test_a_group_that_ends_meets_no_more(
    coordinator, group, mentor, mentee, past, series, action, now
):
    coming = sequences(group)
    everybody = {seat.person for seat in group.seats.all()}

    dissolve(coordinator, group)

    off = mails(OFF)
    assert off.keys() == everybody
    for mail in off.values():
        assert told(mail) == {uid: ("CANCEL", n + 1) for uid, n in coming.items()}
    assert set(group.sessions.values_list("state", flat=True)) == {"held", "cancelled"}
    past.refresh_from_db()
    assert (past.state, past.sequence) == ("held", 0)
    for day in (18, 20):
        now.move_to(dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC))
        assert waiting() == []
    with acting_as(mentee):
        assert list(due.waiting(now=timezone.now(), person=mentee)) == []


def test_nobody_votes_or_plans_for_a_group_that_ended(
    coordinator, group, poll, first, agreed
):
    asked = list(Mail.objects.filter(kind="sessions.vote"))

    dissolve(coordinator, group)
    services.plan_series(series_id=agreed.pk)

    assert not DatePoll.objects.open().exists()
    assert not Series.objects.being_planned().exists()
    assert not group.sessions.planned().exists()
    assert [holds(mail) for mail in asked] == [False] * 4


def test_nothing_planned_no_mail(coordinator, group, seat, enrol, past):
    leave(coordinator, seat)
    join(coordinator, group=group, participation=enrol())

    assert not Mail.objects.filter(kind__in=[OFF, DATES]).exists()


def test_a_meeting_that_has_begun_stays(coordinator, group, seat, first, now):
    now.move_to(dt.datetime(2026, 11, 19, 15, 30, tzinfo=dt.UTC))

    leave(coordinator, seat)

    first.refresh_from_db()
    assert first.sequence == 0
    assert mails(OFF) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_many(
    coordinator, programme, django_assert_num_queries, count
):
    ended = []
    for number in range(count):
        group = formed_group(programme)
        for week in range(number + 1):
            Session.objects.create(
                group=group, on=dt.date(2026, 12, 1 + week), at=dt.time(9)
            )
        ended += group.seats.select_related(
            "person__organisation", "group__programme", "group__mentor"
        )
    Seat.objects.update(left_at=timezone.now())

    with acting_as(coordinator), django_assert_num_queries(15):
        services.follow_seats(began=[], ended=ended)

    assert len(mails(OFF)) == 5 * count
