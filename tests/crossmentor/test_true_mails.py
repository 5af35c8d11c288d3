"""The world changes at random between laying a mail and sending it.

Every mail that leaves is true at that moment, by rules written down here anew, and at
seven in the morning none is missing that should have left.
"""

import datetime as dt

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from calendars.services import bring_stale_in_line
from groups.models import Seat
from intake.models import Intake
from people.models import Person, RosterEvent
from reminders import delivery, sweeping
from reminders.asking import WaitingDues
from reminders.models import OF_THE_DAY, Mail
from sessions.models import Action, DatePoll, Series, Session, Signature, Vote
from spaces.acting import acting_as
from tests.crossmentor.world import ZONE, World
from tests.roles import worker

pytestmark = pytest.mark.usefixtures("at_work", "db")
BEGAN = dt.date(2026, 9, 1)
PLACES = ["", "Utrecht", "2027-03-01"]

number = st.integers(0, 3)
days = st.integers(0, 4)
hour = st.integers(8, 17).map(dt.time)
CHANGES = st.one_of(
    st.tuples(st.just("meet"), days, hour, st.sampled_from(PLACES)),
    st.tuples(st.just("move"), number, days, hour, st.sampled_from(PLACES)),
    st.tuples(st.just("call_off"), number),
    st.tuples(st.just("log"), number),
    st.tuples(st.just("ask_for_dates"), days),
    st.tuples(st.just("vote"), number),
    st.tuples(st.just("close")),
    st.tuples(st.just("plan_intake"), number, days, hour),
    st.tuples(st.just("hold"), number),
    st.tuples(st.just("agree_on_action"), number, days),
    st.tuples(st.just("finish"), number),
    st.tuples(st.just("sign"), number),
    st.tuples(st.just("come")),
    st.tuples(st.just("leave"), number),
    st.tuples(st.just("marry"), number),
    st.tuples(st.just("speak"), number),
)
# What happens in the daytime, and between midnight and seven; then how long nobody works.
DAYS = st.lists(
    st.tuples(
        st.lists(CHANGES, max_size=4), st.lists(CHANGES, max_size=2), st.booleans()
    ),
    min_size=2,
    max_size=9,
)


def session_stands(mail, today):
    session = Session.objects.get(pk=mail.context["session"])
    assert session.is_planned
    assert session.starts_at > dt.datetime.now(dt.UTC)
    assert mail.context["on"] == session.on.isoformat()
    assert mail.context["at"] == session.at.isoformat()
    assert mail.context["place"] == session.place
    assert session.group.seats.held().filter(person=mail.person).exists()
    return session


def is_tomorrow(mail, today):
    assert session_stands(mail, today).on == today + dt.timedelta(1)


def is_in_the_calendar(mail, today):
    """By its uid: a meeting or an intake as it is, for who has it."""
    if mail.context["kind"] == "intake":
        intake_is(mail, mail.context["uid"].removeprefix("intake-"))
        return
    session = Session.objects.get(uid=mail.context["uid"])
    assert not session.is_cancelled
    for name in ("on", "at"):
        assert mail.context[name] == getattr(session, name).isoformat()
    assert mail.context["place"] == session.place
    assert session.group.seats.held().filter(person=mail.person).exists()


def is_off(mail, today):
    if mail.context["kind"] == "intake":
        intake = Intake.objects.get(pk=mail.context["uid"].removeprefix("intake-"))
        assert intake.seat.left_at
        return
    session = Session.objects.get(uid=mail.context["uid"])
    sits = session.group.seats.held().filter(person=mail.person).exists()
    assert session.is_cancelled or not sits


def is_silent(mail, today):
    poll = DatePoll.objects.get(pk=mail.object_id)
    assert poll.closed_at is None
    assert not Vote.objects.filter(date__poll=poll, person=mail.person).exists()


def may_be_picked(mail, today):
    poll = DatePoll.objects.get(pk=mail.object_id)
    voted = set(Vote.objects.filter(date__poll=poll).values_list("person", flat=True))
    asked = set(poll.group.seats.held().mentees().values_list("person", flat=True))
    assert poll.closed_at is None
    assert mail.context["complete"] == (asked <= voted)


def is_unlogged(mail, today):
    session = Session.objects.get(pk=mail.context["session"])
    assert session.logged_at is None
    assert session.on < today


def is_unsigned(mail, today):
    seat = Seat.objects.held().get(pk=mail.object_id.partition(".")[0])
    assert not Signature.objects.filter(seat=seat, circle=seat.group.circle_id).exists()


def is_without_series(mail, today):
    assert not Series.objects.filter(group=mail.object_id).exists()


def is_to_do(mail, today):
    with acting_as(mail.person):
        action = Action.objects.get(pk=mail.object_id)
        assert action.done_at is None
        assert action.owner == mail.person
        assert mail.context["due_on"] == action.due_on.isoformat()
        assert today <= action.due_on <= today + dt.timedelta(1)


def intake_stands(mail, today):
    return intake_is(mail, mail.object_id.partition(".")[0], "planned")


def intake_is(mail, pk, *states):
    intake = Intake.objects.get(pk=pk)
    assert intake.state in (states or ("planned", "held"))
    assert intake.seat.left_at is None
    assert mail.context["on"] == intake.on.isoformat()
    assert mail.context["at"] == intake.at.isoformat()
    return intake


def intake_is_tomorrow(mail, today):
    assert intake_stands(mail, today).on == today + dt.timedelta(1)


def intake_is_past(mail, today):
    assert intake_stands(mail, today).on < today


def has_no_click(mail, today):
    intake = Intake.objects.get(pk=mail.object_id)
    assert intake.state == "held"


def has_joined(mail, today):
    seat = Seat.objects.get(pk=mail.object_id)
    assert seat.left_at is None
    assert mail.context["name"] == seat.person.full_name


def has_left(mail, today):
    seat = Seat.objects.get(pk=mail.object_id)
    assert seat.left_at
    assert mail.context["name"] == seat.person.full_name


def is_noted(mail, today):
    number, _dot, group = mail.object_id.partition(".")
    event = RosterEvent.objects.get(pk=number)
    assert (mail.context["was"], mail.context["became"]) == (event.was, event.became)
    assert Seat.objects.held().filter(group=group, person=mail.person).exists()


def is_so_anyway(mail, today):
    """Not changed here."""


TRUE = {
    "calendars.planned": is_in_the_calendar,
    "calendars.changed": is_in_the_calendar,
    "calendars.off": is_off,
    "sessions.tomorrow": is_tomorrow,
    "sessions.vote": is_silent,
    "sessions.pick_date": may_be_picked,
    "sessions.log_to_write": is_unlogged,
    "sessions.sign": is_unsigned,
    "sessions.agreements_missing": is_without_series,
    "sessions.action_due": is_to_do,
    "intake.tomorrow": intake_is_tomorrow,
    "intake.was_it_held": intake_is_past,
    "intake.click": has_no_click,
    "intake.to_plan": is_so_anyway,
    "groups.joined": has_joined,
    "groups.left": has_left,
    "groups.renamed": is_noted,
    "groups.too_small": is_so_anyway,
    "groups.broken": is_so_anyway,
}


def work(world):
    """What a worker does now; looks at every mail that leaves."""
    with worker():
        sweeping.write_due(dt.datetime.now(dt.UTC))
        # Not the calendars: a mail that leaves first asks for those of its group.
        delivery.deliver_ready()
        bring_stale_in_line()
        delivery.deliver_ready()
    while django_mail.outbox:
        sent = django_mail.outbox.pop(0)
        number = sent.extra_headers["Message-ID"].strip("<>").partition("@")[0]
        mail = Mail.objects.get(message_id=number)
        told = mail.told.all() if mail.kind == OF_THE_DAY else [mail]
        for one in told:
            TRUE[one.kind](one, world.today)
        person = Person.objects.get(pk=mail.person_id)
        greeting = {"nl": "Dag", "en": "Hello"}[person.language]
        assert f"{greeting} {person.called}," in sent.body
        assert sent.recipients() == [person.email]


def look_for_missing(world):
    """At seven: all that waits has been told, once a day to everybody."""
    tomorrow = world.today + dt.timedelta(1)
    for session in world.group.sessions.planned().filter(on=tomorrow):
        told = Mail.objects.filter(
            kind="sessions.tomorrow",
            state="sent",
            context__session=session.pk,
            key__endswith=tomorrow.isoformat(),
        )
        members = world.group.seats.held().values_list("person", flat=True)
        assert set(told.values_list("person", flat=True)) >= set(members)
    dues = WaitingDues(dt.datetime.now(dt.UTC)).hear_all().dues
    sent = Mail.objects.filter(key__in=dues, state="sent")
    assert set(sent.values_list("key", flat=True)) == set(dues)
    days = Mail.objects.filter(kind=OF_THE_DAY, state="sent")
    people = list(
        days.filter(sent_at__date=world.today).values_list("person", flat=True)
    )
    assert len(people) == len(set(people))


def live(story):
    django_mail.outbox.clear()
    block = transaction.atomic()
    # Delivery commits for itself: as in the outermost block of a test.
    block._from_testcase = True
    with block:
        with at(BEGAN, 0):
            world = World()
        for day, (by_day, by_night, works) in enumerate(story):
            date = BEGAN + dt.timedelta(day)
            with at(date, 0, 1):
                if works:
                    sweeping.write_due(dt.datetime.now(dt.UTC))
            with at(date, 4):
                world.change(by_night)
            with at(date, 7):
                work(world)
                look_for_missing(world)
            with at(date, 12):
                world.change(by_day)
                if works:
                    work(world)
        transaction.set_rollback(True)


def at(day, hour, minute=0):
    moment = dt.datetime.combine(day, dt.time(hour, minute), ZONE)
    return time_machine.travel(moment, tick=False)


# What was to be told at seven is otherwise by then.
MOVED_AT_NIGHT = [
    ([("meet", 2, dt.time(16), "Utrecht")], [], True),
    ([], [("move", 0, 1, dt.time(15), "2027-03-01")], True),
    ([], [("call_off", 0)], False),
]
ANY = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "print_blob": True,
}


@settings(
    max_examples=5, derandomize=True, phases=[Phase.explicit, Phase.generate], **ANY
)
@example(story=MOVED_AT_NIGHT)
@given(story=DAYS)
def test_mails_are_true_as_they_leave(mailoutbox, story):
    live(story)


@pytest.mark.slow
@settings(max_examples=40, **ANY)
@given(story=DAYS)
def test_mails_are_true_as_they_leave_however_long_one_tries(mailoutbox, story):
    live(story)
