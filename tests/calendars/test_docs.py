"""`docs/calendars.md` shows each kind of file as it is really sent."""

import datetime as dt
import re
from dataclasses import replace
from uuid import UUID

import pytest
from django.conf import settings as project

from calendars.appointment import (
    FIRST,
    INTAKE,
    ONE_ON_ONE,
    SERIES,
    Appointment,
)
from calendars.entry import entry_of
from calendars.file import calendar_file
from calendars.letters import file_of
from calendars.repeating import Repeat, When
from people.models import Organisation, Person
from reminders.message import make_message
from reminders.models import Mail

PAGE = project.ROOT / "docs" / "calendars.md"
EXAMPLE = re.compile(r"^### (.+)\n(?:.*\n)*?```ics\n((?:.*\n)*?)```", re.MULTILINE)
# One block of a time zone is shown in full, the others are as that one.
ZONE = re.compile(r"BEGIN:VTIMEZONE\n(?:.*\n)*?END:VTIMEZONE\n")
AS_ABOVE = "(VTIMEZONE as above)\n"

NOW = dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)
ANNA = Person(
    given_name="Anna",
    family_name="de Vries",
    email="anna.devries@example.org",
    language="en",
    organisation=Organisation(name="Brug & Berg"),
)
USUAL = When(dt.date(2026, 11, 19), dt.time(16), 120, "Utrecht, room 3")
MEETING = Appointment(
    uid="0b8f2c1e-5d0f-4f6c-9c0b-3f6a4f1d7a10",
    kind=FIRST,
    zone="Europe/Amsterdam",
    when=USUAL,
    group="Delta",
)
RULE = Repeat(
    first=replace(USUAL, on=dt.date(2027, 1, 7)),
    every_weeks=6,
    until=dt.date(2027, 7, 29),
)
# Once on another day; Ascension Day of 2027 would be 6 May, and 13 May is left out.
CHANGED = replace(
    RULE,
    left_out=(dt.date(2027, 5, 13),),
    moved={
        dt.date(2027, 2, 18): When(dt.date(2027, 2, 19), dt.time(10), 90, "Lemmer"),
    },
)


def series(repeat):
    uid = "7d1d6f04-2f53-4b40-8d2d-92a5f3b9f6c2"
    return replace(MEETING, uid=uid, kind=SERIES, when=repeat.first, repeat=repeat)


def of_two(kind, uid, on, minutes, place):
    when = When(on, dt.time(9, 30), minutes, place)
    return replace(MEETING, uid=uid, kind=kind, when=when, other="Johan Bakker")


INTAKE_OF = of_two(INTAKE, "intake-12", dt.date(2026, 11, 12), 45, "Canteen")
TALK = of_two(
    ONE_ON_ONE, "5a0d1f7e-8b39-4c35-a6f4-0c5c2f0b9d11", dt.date(2026, 12, 1), 45, ""
)
MOVED = replace(MEETING, when=When(dt.date(2026, 11, 20), dt.time(10), 120, "Lemmer"))


def mail_of(kind, one, sequence):
    """As the ledger posts it; `sequence` hours later each time."""
    context = {"uid": one.uid, "sequence": sequence, "entry": one.kept()}
    return Mail(
        person=ANNA,
        kind=f"calendars.{kind}",
        context=context,
        message_id=UUID(one.uid) if "intake" not in one.uid else UUID(int=12),
        created_at=NOW + dt.timedelta(hours=sequence),
    )


def sent(kind, one, sequence=0):
    ((_name, content, _type),) = file_of(mail_of(kind, one, sequence))
    return content


def fed():
    entries = [
        entry_of(one, sequence=sequence, changed_at=NOW + dt.timedelta(hours=sequence))
        for one, sequence in ((MOVED, 1), (TALK, 0), (series(CHANGED), 1))
    ]
    return calendar_file(entries, name="Crossmentor")


EXAMPLES = {
    "A meeting": lambda: sent("planned", MEETING),
    "The meeting, moved": lambda: sent("changed", MOVED, 1),
    "The meeting, cancelled": lambda: sent("off", MOVED, 2),
    "A series": lambda: sent("planned", series(RULE)),
    "The series, with a moved meeting and one left out": lambda: sent(
        "changed", series(CHANGED), 1
    ),
    "The series, cut: from here on another rhythm holds": lambda: sent(
        "changed", series(replace(CHANGED, until=dt.date(2027, 4, 1), left_out=())), 2
    ),
    "The series, for who left the group": lambda: sent("off", series(CHANGED), 3),
    "An intake": lambda: sent("planned", INTAKE_OF),
    "A one-on-one": lambda: sent("planned", TALK),
    "A feed": fed,
}


@pytest.fixture(autouse=True)
def address(settings):
    settings.CALENDAR_ADDRESS = "calendar@example.org"


def shown(content: bytes) -> str:
    return content.decode().replace("\r\n", "\n")


def on_the_page() -> dict[str, str]:
    return dict(EXAMPLE.findall(PAGE.read_text()))


def test_every_kind_is_shown():
    assert list(on_the_page()) == list(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_shown_as_it_is_sent(name):
    content = shown(EXAMPLES[name]())
    if name != next(iter(EXAMPLES)):
        assert ZONE.sub("", shown(EXAMPLES["A meeting"]())) != content
        content = ZONE.sub(AS_ABOVE, content, count=1)

    assert on_the_page()[name] == content


def test_the_parts_of_a_mail_are_as_the_page_says():
    """One alternative that programs act on, and the same bytes to be saved."""
    mail = mail_of("planned", MEETING, 0)
    message = make_message(mail).message()

    parts = [part for part in message.walk() if not part.is_multipart()]
    lines = []
    for part in parts:
        method = part.get_param("method")
        said = part.get_content_type() + (f"; method={method}" if method else "")
        name = part.get_filename()
        lines.append(said + (f" (attached as {name})" if name else ""))
    listed = re.search(r"```mime\n((?:.*\n)*?)```", PAGE.read_text())[1]
    assert listed.splitlines() == lines
    *_rest, alternative, attached = parts
    assert alternative.get_payload(decode=True) == attached.get_payload(decode=True)
    assert "Content-Disposition" not in alternative
