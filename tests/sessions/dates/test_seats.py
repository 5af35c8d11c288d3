"""The calendar follows the seats: who comes, who goes, and groups that end."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from calendars.services import feed_entries
from groups.models import Seat
from groups.services import (
    dissolve_group,
    join_group,
    leave_seat,
    move_seat,
    replace_mentor,
)
from intake.models import Intake
from programmes.models import Role
from reminders.message import make_message
from reminders.models import Mail
from sessions import due
from sessions.dates.services.planning import plan_series
from sessions.dates.services.seats import follow_seats
from sessions.models import DatePoll, OneOnOne, Series, Session
from sessions.one_on_ones.services.one_on_ones import (
    plan_one_on_one,
    withdraw_one_on_one,
)
from sessions.session.services.sessions import move_session
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.asked import holds
from tests.calendars.mails import all_known, all_sent, calendar_of, posted, told
from tests.factories import formed_group
from tests.roles import in_line


@pytest.fixture
def past(group):
    return Session.objects.create(
        group=group, on=dt.date(2026, 11, 2), at=dt.time(16), state="held"
    )


@pytest.fixture
def talk(mentor, one_on_one):
    """The one-on-one of mentor and mentee, planned for the twelfth."""
    with acting_as(mentor):
        return plan_one_on_one(
            one_on_one=one_on_one, on=dt.date(2026, 11, 12), at=dt.time(9), minutes=45
        )


def act(coordinator, change, **what):
    """As on the page: the coordinator acts, who is in no space."""
    all_sent()
    with acting_as(coordinator):
        return change(by=coordinator, **what)


def leave(coordinator, seat):
    act(coordinator, leave_seat, seat=seat)


def join(coordinator, **what):
    all_sent()
    with acting_as(coordinator):
        return join_group(**what)


def by_person(kind):
    """By person what the mails of this kind put into calendars, or take out."""
    found = {}
    for mail in posted(kind):
        found.setdefault(mail.person, {}).update(told(mail))
    return found


def feed(person):
    with acting_as(person):
        return {entry.uid for entry in feed_entries(person)}


def waiting():
    return list(due.waiting(now=timezone.now()))


def test_who_leaves_gets_a_mail_for_each_entry_that_is_off(
    coordinator, group, seat, mentee, other_mentee, past, series
):
    all_known(group)
    (rhythm,), first = series.rhythms.all(), group.sessions.first_meetings().get()

    leave(coordinator, seat)

    assert by_person("off") == {
        mentee: {str(one.uid): ("CANCEL", 1) for one in (rhythm, first)}
    }
    assert feed(mentee) == set()
    assert feed(other_mentee) == {str(rhythm.uid), str(first.uid)}
    assert by_person("planned") == by_person("changed") == {}
    said = {mail.context["kind"]: make_message(mail).body for mail in posted("off")}
    assert str(group) in said["series"]
    assert "31 December 2026, 16:00" in said["series"]
    assert "on Thursday 19 November at 16:00 is off your calendar" in said["first"]


def test_who_left_hears_nothing_of_what_changes_later(
    coordinator, group, mentor, seat, mentee, other_mentee, first, talk, action, now
):
    all_known(group)
    with acting_as(mentor):
        move_session(
            session=first, on=first.on, at=dt.time(10), minutes=60, place="Delft"
        )
    (pending,) = posted("changed").filter(person=mentee)
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    assert not holds(pending)
    off = posted("off").filter(person=mentee)
    assert {mail.context["place"] for mail in off} == {"Utrecht", ""}
    first.refresh_from_db()
    move_session(session=first, on=first.on, at=dt.time(11), minutes=60, place="Secret")
    assert not posted("changed").filter(person=mentee).exists()
    assert "Secret" not in str([calendar_of(mail).to_ical() for mail in off])
    assert holds(posted("changed").get(person=other_mentee))
    now.move_to(dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC))
    reminded = {one.person for one in waiting()}
    assert mentee not in reminded
    assert other_mentee in reminded


def test_what_the_others_were_told_still_goes_out(
    coordinator, group, mentor, seat, mentee, other_mentee, first
):
    all_known(group)
    move_session(session=first, on=first.on, at=dt.time(10), minutes=60, place="Delft")
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    changed = {mail.person: mail for mail in posted("changed")}
    assert holds(changed[other_mentee])
    assert mentee not in changed
    assert told(changed[other_mentee]) == {str(first.uid): ("REQUEST", 1)}


def test_the_other_of_a_pair_is_told_and_the_row_ends_with_the_seat(
    coordinator, group, mentor, seat, mentee, other_mentee, talk
):
    leave(coordinator, seat)

    off = {str(talk.pk): ("CANCEL", 1)}
    assert by_person("off") == {mentor: off, mentee: off}
    assert "collided" not in str([mail.context for mail in posted("off")])
    assert str(talk.pk) not in feed(mentee) | feed(mentor)
    with acting_as(mentee):
        left = OneOnOne.objects.get()
        assert not left.is_open
        with pytest.raises(DomainError, match="not in a group together"):
            withdraw_one_on_one(one_on_one=left)


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
        withdraw_one_on_one(one_on_one=talk)

    leave(coordinator, seat)

    assert by_person("off") == {}


def test_an_intake_is_off_for_both(coordinator, mentor, seat, mentee):
    intake = Intake.objects.create(
        seat=seat,
        mentor=mentor,
        state="planned",
        on=dt.date(2026, 11, 10),
        at=dt.time(9),
    )
    all_known(seat.group)

    leave(coordinator, seat)

    off = {f"intake-{intake.pk}": ("CANCEL", 1)}
    assert by_person("off") == {mentor: off, mentee: off}
    assert feed(mentor) == set()


def test_who_joins_gets_all_that_is_to_come(
    coordinator, group, mentor, mentee, outsider, enrol, past, series
):
    all_known(group)
    newcomer = enrol()
    (rhythm,), first = series.rhythms.all(), group.sessions.first_meetings().get()

    join(coordinator, group=group, participation=newcomer)

    assert by_person("planned") == {
        newcomer.person: {str(one.uid): ("REQUEST", 0) for one in (rhythm, first)}
    }
    assert [holds(mail) for mail in posted("planned")] == [True, True]
    assert by_person("off") == by_person("changed") == {}
    assert feed(outsider) == set()


def test_who_comes_back_is_believed_by_the_calendar(
    coordinator, group, seat, mentee, first
):
    all_known(group)
    leave(coordinator, seat)
    assert by_person("off") == {mentee: {str(first.uid): ("CANCEL", 1)}}
    join(coordinator, group=group, participation=seat.participation)

    assert by_person("planned") == {mentee: {str(first.uid): ("REQUEST", 2)}}


def test_who_left_at_once_is_not_sent_the_dates(coordinator, group, enrol, first):
    with acting_as(coordinator):
        seat = join_group(group=group, participation=enrol())
    (mail,) = posted("planned").filter(person=seat.person)
    with acting_as(coordinator):
        leave_seat(seat=seat, by=coordinator)

    assert not holds(mail)
    assert by_person("off") == {}


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
    all_known(group, target)

    act(coordinator, move_seat, seat=seat, group=target)

    assert by_person("off") == {mentee: {str(first.uid): ("CANCEL", 1)}}
    assert by_person("planned") == {mentee: {str(theirs.uid): ("REQUEST", 0)}}
    assert feed(mentee) == {str(theirs.uid)}
    assert str(theirs.uid) not in feed(other_mentee)


def test_a_mentor_hands_the_calendar_over(
    coordinator, group, mentor, mentee, other_mentee, enrol, first, talk
):
    successor = enrol(Role.MENTOR)
    group.name = "Water"
    group.save()
    all_known(group)

    act(coordinator, replace_mentor, group=group, participation=successor)

    assert by_person("off") == {
        mentor: {str(first.uid): ("CANCEL", 1), str(talk.pk): ("CANCEL", 1)},
        # The group goes on to meet; what the two had is over.
        mentee: {str(talk.pk): ("CANCEL", 1)},
    }
    assert by_person("planned") == {successor.person: {str(first.uid): ("REQUEST", 0)}}
    # In who stays nothing changes: nobody organises, and the group keeps its name.
    assert by_person("changed") == {}
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
    all_known(group)
    (rhythm,), first = series.rhythms.all(), group.sessions.first_meetings().get()
    everybody = {seat.person for seat in group.seats.all()}

    dissolve(coordinator, group)

    off = {str(one.uid): ("CANCEL", 1) for one in (rhythm, first)}
    assert by_person("off") == dict.fromkeys(everybody, off)
    assert by_person("changed") == {}
    assert set(group.sessions.values_list("state", flat=True)) == {"held", "cancelled"}
    past.refresh_from_db()
    assert past.state == "held"
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
    plan_series(series_id=agreed.pk)

    assert not DatePoll.objects.open().exists()
    assert not Series.objects.being_planned().exists()
    assert not group.sessions.planned().exists()
    assert [holds(mail) for mail in asked] == [False] * 4


def test_nothing_planned_no_mail(coordinator, group, seat, enrol, past):
    leave(coordinator, seat)
    join(coordinator, group=group, participation=enrol())

    assert in_line() == 0


def test_a_meeting_that_has_begun_stays(coordinator, group, seat, first, now):
    all_known(group)
    now.move_to(dt.datetime(2026, 11, 19, 15, 30, tzinfo=dt.UTC))

    leave(coordinator, seat)

    assert in_line() == 0


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

    with acting_as(coordinator), django_assert_num_queries(12):
        follow_seats(began=[], ended=ended)

    assert not Session.objects.planned().exists()


def test_of_a_group_that_ends_what_was_held_stays(coordinator, group, series, now):
    now.move_to(dt.datetime(2027, 2, 12, 9, tzinfo=dt.UTC))
    (rhythm,) = series.rhythms.all()
    all_known(group)
    everybody = {seat.person for seat in group.seats.all()}

    dissolve(coordinator, group)

    changed = {str(rhythm.uid): ("REQUEST", 1)}
    assert by_person("changed") == dict.fromkeys(everybody, changed)
    assert by_person("off") == {}
    (rule,) = calendar_of(posted("changed")[0]).walk("VEVENT")
    assert rule["RRULE"]["UNTIL"] == [dt.datetime(2027, 2, 11, 15, tzinfo=dt.UTC)]
