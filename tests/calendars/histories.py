"""What may happen in a group, at random, and how its mails may arrive."""

import datetime as dt

import time_machine
from hypothesis import currently_in_test_context, note
from hypothesis import strategies as st

from calendars import services as calendars
from reminders import delivery
from sessions import services as sessions
from sessions.models import Series
from tests import roles
from tests.calendars import mailbox

BEGAN = dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = (dt.timedelta(**{name: 1}) for name in ("minutes", "hours", "days"))

number = st.integers(0, 5)
soon = st.integers(0, 60)
shift = st.sampled_from([1, -1, 7, -7, 14, 0]) | st.integers(-60, 60)
hour = st.sampled_from([dt.time(16), dt.time(9, 30)])
place = st.sampled_from(["", "Utrecht", "Lemmer; room 3, café"])


def deed(name, *facts):
    return st.tuples(st.just(name), *facts)


agreed = (st.sampled_from([6, 3, 2]), st.integers(0, 4), hour, place)
SERIES = deed("agree", *agreed)
MOVE = deed("move", number, shift, hour, place)
DEEDS = st.one_of(
    SERIES,
    MOVE,
    deed("from_here", number, *agreed),
    MOVE,
    deed("move_back", number),
    deed("call_off", number),
    deed("meet", soon, hour, place),
    deed("pick", soon, hour, place),
    deed("log", number),
    deed("join", number),
    deed("leave", number),
    deed("come_back"),
    deed("lead"),
    deed("rename", st.sampled_from(["Fire", "", "נועה"])),
    deed("end"),
    deed("plan_intake", number, soon, hour, place),
    deed("hold_intake", number),
    deed("talk", number, soon, hour, place),
    deed("call_talk_off", number),
    deed("hold_talk", number),
)
# After a deed: in a minute no worker works, in two no mail leaves yet; else all is done.
WAITS = st.sampled_from([HOUR, MINUTE, 2 * MINUTE, DAY, 30 * DAY])
STEPS = st.tuples(DEEDS, WAITS)
# Most of what can go wrong needs a series, and some time.
HISTORIES = st.one_of(
    *(st.lists(STEPS, min_size=count, max_size=count) for count in (1, 3, 6)),
    *(
        st.tuples(
            st.tuples(SERIES, WAITS),
            *[STEPS] * count,
        ).map(list)
        for count in (1, 3, 5, 7, 9)
    ),
)
# How many places later a mail arrives; below zero: twice, and the second so much later.
DELAYS = st.lists(st.integers(-4, 4), min_size=1, max_size=6)


def live(life, history, *, often=False):
    """Do it; yields what has left for each address in its order, while it is then.

    At the end, or as `often` as all of it has left.
    """
    mailbox.left.clear()
    life.before.clear()
    with time_machine.travel(BEGAN, tick=False) as clock:
        for (name, *facts), wait in history:
            done = life.do(name, *facts)
            if currently_in_test_context():
                note(f"{dt.datetime.now(dt.UTC):%a %d %b %H:%M} {name} {facts} {done}")
            if wait > MINUTE:
                work(deliver=wait > 2 * MINUTE)
                if often and wait > 2 * MINUTE:
                    yield _by_address(life)
            clock.shift(wait)
        work()
        yield _by_address(life)


def _by_address(life):
    found = {person.email: [] for person in life.people}
    for address, message in mailbox.left:
        found.setdefault(address, []).append(message)
    return found


def work(*, deliver=True):
    """All that a worker has to do by now."""
    with roles.worker():
        for series in Series.objects.being_planned():
            sessions.plan_series(series_id=series.pk)
        calendars.bring_stale_in_line()
        if deliver:
            delivery.deliver_ready()


def late(messages, delays):
    """The same messages as they may arrive."""
    arrivals = []
    for at, message in enumerate(messages):
        delay = delays[at % len(delays)]
        arrivals.append((at + max(delay, 0), message))
        if delay < 0:
            arrivals.append((at - delay, message))
    return [message for _at, message in sorted(arrivals, key=lambda one: one[0])]
