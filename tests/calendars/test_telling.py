"""Each calendar is told what has changed for it, and nothing else."""

import datetime as dt

import pytest
import time_machine

from calendars.models import Stale, Told
from calendars.services import bring_stale_in_line, follow, telling
from groups.services import join_group, leave_seat, rename_group
from people.roster import committing
from people.services.departures import mark_left, take_back_departure
from reminders import brakes, delivery
from reminders.message import make_message
from reminders.models import Mail
from sessions import services
from spaces.acting import acting_as
from tests.calendars.mails import calendar_of
from tests.factories import ParticipationFactory, formed_group
from tests.roles import in_line, worker

pytestmark = pytest.mark.usefixtures("at_work", "db")
NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 19)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(group):
    return services.plan_session(
        group=group,
        kind="intervision",
        on=DAY,
        at=dt.time(16),
        minutes=90,
        place="Utrecht",
    )


def move(session, day=DAY, at=16, place="Utrecht"):
    return services.move_session(
        session=session, on=day, at=dt.time(at), minutes=90, place=place
    )


def sent():
    """Take what was posted and holds as sent: (kind, person, sequence) of each."""
    mails = Mail.objects.filter(state="waiting", kind__startswith="calendars.")
    found = [
        (mail.kind, mail.person_id, mail.context["sequence"])
        for mail in mails.order_by("pk")
    ]
    mails.update(state="sent", handed_over_at=NOW)
    return found


def to_all(group, kind, sequence):
    people = group.seats.held().order_by("person").values_list("person", flat=True)
    return [(f"calendars.{kind}", person, sequence) for person in people]


def test_everybody_is_told_once(group, session):
    assert in_line() == 5
    assert sent() == to_all(group, "planned", 0)
    assert not Stale.objects.exists()
    assert in_line() == 0
    services.plan_session(
        group=group, kind="guest", on=DAY.replace(day=20), at=dt.time(9), minutes=60
    )
    in_line()
    assert len(sent()) == 5


def test_a_move_is_told_with_what_it_was(group, session):
    in_line(), sent()

    move(session, at=15, place="Gouda")

    assert in_line() == 5
    mail = Mail.objects.filter(kind="calendars.changed").latest("pk")
    body = make_message(mail).body
    assert "It was on Thursday 19 November at 16:00." in body
    assert "is now on Thursday 19 November at 15:00." in body
    assert "The place: Gouda." in body
    assert sent() == to_all(group, "changed", 1)


def test_moved_and_back_before_a_mail_has_left_tells_nobody(group, session):
    in_line(), sent()
    move(session, at=15)
    in_line()

    move(session, at=16)

    assert in_line() == 0
    assert sent() == []
    # What left in between would have been believed: the next is higher still.
    move(session, at=14)
    in_line()
    assert sent() == to_all(group, "changed", 2)


def test_what_was_overtaken_before_it_left_is_told_as_one(group, session):
    move(session, at=15)
    in_line()
    move(session, at=14)

    in_line()

    assert sent() == to_all(group, "planned", 1)
    assert Mail.objects.filter(state="dropped").count() == 5


def test_planned_and_called_off_before_a_mail_has_left_tells_nobody(group, session):
    in_line()

    services.cancel_session(session=session)

    assert (in_line(), sent()) == (0, [])


def test_a_mail_that_was_dropped_has_told_nobody(group, session):
    in_line()
    Mail.objects.update(state="dropped")

    move(session, at=15)

    in_line()
    assert sent() == to_all(group, "planned", 1)


def test_called_off_and_planned_again_the_calendar_believes_it(group, session):
    in_line(), sent()
    services.cancel_session(session=session)
    in_line()
    assert sent() == to_all(group, "off", 1)

    type(session).objects.update(state="planned")
    follow([group.pk])

    in_line()
    assert sent() == to_all(group, "planned", 2)


def test_another_name_of_the_group_is_told(group, session):
    in_line(), sent()

    rename_group(group=group, name="Water")

    in_line()
    mail = Mail.objects.filter(kind="calendars.changed").latest("pk")
    (event,) = calendar_of(mail).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["SEQUENCE"]) == ("Water", 1)
    assert f"It was called {group.mentor.full_name}" not in make_message(mail).body
    assert "It was called Mentor group" in make_message(mail).body


def test_of_the_past_nobody_is_told(group, session, now):
    in_line(), sent()
    now.move_to(dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC))

    rename_group(group=group, name="Water")

    assert in_line() == 0


def test_who_comes_has_what_is_to_come_and_who_goes_nothing(
    group, session, coordinator, mentor, mentee
):
    past = type(session).objects.create(
        group=group, on=dt.date(2026, 11, 2), at=dt.time(9), state="held"
    )
    in_line(), sent()
    newcomer = ParticipationFactory(
        programme=group.programme,
        person__discipline=mentor.discipline,
        person__organisation=mentor.organisation,
    )
    with acting_as(coordinator):
        join_group(group=group, participation=newcomer)
        leave_seat(seat=group.seats.get(person=mentee), by=coordinator)

    in_line()

    assert sent() == [
        ("calendars.off", mentee.pk, 1),
        ("calendars.planned", newcomer.person_id, 0),
    ]
    with worker():
        told = Told.objects.filter(uid=past.uid)
        assert not told.exists()


def test_a_person_sees_what_the_own_calendar_was_told(group, session, mentee):
    in_line()

    with acting_as(mentee):
        assert [row.person_id for row in Told.objects.all()] == [mentee.pk]
    assert list(Told.objects.all()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_many(
    programme, django_assert_num_queries, count, session
):
    for number in range(count):
        other = formed_group(programme)
        for week in range(number + 1):
            services.plan_session(
                group=other,
                kind="guest",
                on=dt.date(2026, 12, 1 + week),
                at=dt.time(9),
                minutes=60,
            )

    with worker(), django_assert_num_queries(24):
        bring_stale_in_line()


def test_another_name_of_a_person_is_told_to_whom_they_meet(
    programme, group, mentor, mentee, session
):
    in_line(), sent()
    type(mentor).objects.filter(pk=mentor.pk).update(family_name="Wed")

    committing.have_rooms_follow([mentor.pk])

    # The group has no name of its own: it is called after the mentor.
    in_line()
    assert sent() == to_all(group, "changed", 1)
    mail = Mail.objects.filter(kind="calendars.changed").first()
    assert mail.context["group"] == f"Mentor group {mentor.given_name} Wed"


def test_one_group_that_fails_keeps_no_other_from_being_told(
    programme, group, session, monkeypatch
):
    other = formed_group(programme)
    services.plan_session(group=other, kind="guest", on=DAY, at=dt.time(9), minutes=60)
    with worker():
        real = telling.wanted_in

        def fail(groups):
            if group.pk in groups:
                raise ValueError("secret words")
            return real(groups)

        monkeypatch.setattr(telling, "wanted_in", fail)
        assert bring_stale_in_line() == 5
    assert {mail[1] for mail in sent()} == set(
        other.seats.values_list("person", flat=True)
    )
    assert list(Stale.objects.values_list("group_id", flat=True)) == [group.pk]


def test_a_mail_that_is_being_sent_counts_as_told(group, session):
    """One that is in the hands of the server counts as told."""
    in_line()
    Mail.objects.update(state="claimed", handed_over_at=NOW)

    move(session, at=15)

    in_line()
    assert sent() == to_all(group, "changed", 1)


def test_who_was_away_is_told_how_it_is_now(
    group, session, mentee, coordinator, mailoutbox, now
):
    in_line(), sent()
    mark_left(person=mentee, by=coordinator)
    move(session, at=15)
    in_line()
    with worker():
        delivery.deliver_ready()
    assert len([mail for mail in mailoutbox if "Changed: " in mail.subject]) == 4
    now.shift(dt.timedelta(days=3))

    take_back_departure(person=mentee, by=coordinator)

    in_line()
    with worker():
        delivery.deliver_ready()
    told = [mail for mail in mailoutbox if "Changed: " in mail.subject]
    assert (len(told), told[-1].to) == (5, [mentee.email])
    assert "at 15:00" in told[-1].body


def test_who_changes_very_many_dates_waits_a_while(group, session, mentor, now):
    in_line(), sent()
    with acting_as(mentor):
        for number in range(brakes.BY_WORKER + 1):
            move(session, at=10 + number % 2)
            in_line(), sent()
        with pytest.raises(brakes.TooMuch, match="very many dates"):
            move(session, at=9)
        now.shift(dt.timedelta(minutes=11))
        move(session, at=9)
