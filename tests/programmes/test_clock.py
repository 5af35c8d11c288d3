"""A programme has days of its own: no room that knows of one asks the server's."""

import ast
import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from groups.models import Breach
from people.models import Stint
from programmes import clock
from programmes.models import Programme
from tests.factories import ProjectFactory

# Besides the pages over all rooms.
ROOMS = ["programmes", "groups", "boards", "intake", "sessions", "crossmentor/pages"]
FILES = [
    path.relative_to(settings.ROOT).as_posix()
    for room in ROOMS
    for path in sorted((settings.ROOT / room).rglob("*.py"))
]
# Of the server, or of UTC: `now.date()` and `date.today()` as well.
DAYS = {"localdate", "localtime", "date", "today", "ZoneInfo", "get_current_timezone"}
MAY = {
    "programmes/clock.py": DAYS,
    # Of who has no programme yet.
    "programmes/due.py": {"localdate"},
    # The day and the time of a moment that was sent, or that is counted on.
    "sessions/session/forms/coming.py": {"date"},
    # Whose turn it is goes by which day was earlier, and by nobody's own.
    "sessions/running/choosing.py": {"date"},
    # Of who looks back on it all, or takes it along, from whichever programme.
    "crossmentor/pages/looking_back/months.py": {"localdate"},
    "crossmentor/pages/export/archive.py": {"localtime"},
}


def days_asked(path) -> set[str]:
    """The names in DAYS that are called in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # A date that is made of numbers is nobody's today.
            if name in DAYS and not (name == "date" and node.args):
                found.add(name)
        elif isinstance(node, ast.keyword):
            # Such as `initial=timezone.localdate`.
            found |= {getattr(node.value, "attr", "")} & DAYS
    return found


def test_a_room_with_a_programme_asks_the_programmes_clock():
    asked = {path: days_asked(settings.ROOT / path) for path in FILES}

    assert {
        path: found - MAY.get(path, set())
        for path, found in asked.items()
        if found - MAY.get(path, set())
    } == {}
    assert MAY.keys() <= {path for path, found in asked.items() if found}
    assert len(FILES) > 400


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("timezone.localdate()", {"localdate"}),
        ("timezone.now().date()", {"date"}),
        ("dt.date.today()", {"today"}),
        ("date(2026, 1, 1)", set()),
        ("Field(initial=timezone.localdate)", {"localdate"}),
        ("clock.today_in(programme)", set()),
    ],
)
def test_what_counts_as_asking(tmp_path, code, asked):
    file = tmp_path / "file.py"
    file.write_text(code)

    assert days_asked(file) == asked


MIDNIGHTS = [
    # The day begins in Auckland thirteen hours before UTC's, in New York five after.
    ("2026-12-31 10:59Z", "Pacific/Auckland", dt.date(2026, 12, 31)),
    ("2026-12-31 11:00Z", "Pacific/Auckland", dt.date(2027, 1, 1)),
    ("2027-01-01 04:59Z", "America/New_York", dt.date(2026, 12, 31)),
    ("2027-01-01 05:00Z", "America/New_York", dt.date(2027, 1, 1)),
    ("2028-02-29 22:59Z", "Europe/Amsterdam", dt.date(2028, 2, 29)),
    ("2028-02-29 23:00Z", "Europe/Amsterdam", dt.date(2028, 3, 1)),
    # The night in which the clock is put forward, and the one in which it goes back.
    ("2027-03-27 23:00Z", "Europe/Amsterdam", dt.date(2027, 3, 28)),
    ("2027-10-30 22:00Z", "Europe/Amsterdam", dt.date(2027, 10, 31)),
    ("2027-10-31 23:00Z", "Europe/Amsterdam", dt.date(2027, 11, 1)),
    ("2027-01-01 10:00Z", "Pacific/Kiritimati", dt.date(2027, 1, 2)),
    ("2027-01-01 10:59Z", "Pacific/Niue", dt.date(2026, 12, 31)),
]


@pytest.mark.parametrize(("moment", "zone", "day"), MIDNIGHTS)
def test_the_day_where_a_programme_is(moment, zone, day):
    with time_machine.travel(moment, tick=False):
        now = dt.datetime.now(dt.UTC)

        assert clock.today_in(Programme(time_zone=zone)) == day
        assert clock.day_of(Programme(time_zone=zone), now) == day
        assert clock.earliest_day(now) <= day <= clock.latest_day(now)


def test_the_first_and_last_day_anywhere():
    noon = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)

    assert clock.earliest_day(noon - dt.timedelta(minutes=1)) == dt.date(2026, 12, 31)
    assert clock.earliest_day(noon) == dt.date(2027, 1, 1)
    assert clock.latest_day(noon - dt.timedelta(hours=2, minutes=1)) == noon.date()
    assert clock.latest_day(noon) == dt.date(2027, 1, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_the_database_counts_months_to_the_day_there(zone, programme, mentor, mentee):
    """A stint that goes on counts until this month, as composing has it."""
    project = ProjectFactory(organisation=mentee.organisation)
    for person in (mentor, mentee):
        Stint.objects.create(
            person=person, project=project, starts_on="2020-01-31", hours=12
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    there = clock.day_of(Programme(time_zone=zone), now)
    months = (there.year - 2020) * 12 + there.month

    for at_most, is_broken in ((months, True), (months + 1, False)):
        programme.time_zone, programme.overlap_months = zone, at_most
        programme.save(update_fields=["time_zone", "overlap_months"])
        assert Breach.objects.filter(rule="project").exists() == is_broken
