"""What goes on in a group of the example: a log, lines to each other, dots on a map."""

import datetime as dt

import pytest

from crossmentor.demo import afterwards, stance, year
from handbook.models import StanceDot
from handbook.stance.map import HIGHEST
from handbook.stance.scoring import place_of
from handbook.stance.statements import self_test
from sessions.log.models.action import ActionWord
from sessions.log.models.attendance import CameLate
from sessions.log.models.note_taker import NoteTaker
from sessions.log.texts import LEARNT_FROM, LOG, TAKEN
from sessions.models import Action, Attendance, Session
from tests.crossmentor.demo.cast import CIRCLE, STARTS, TODAY, only
from writing.models import Text

BEFORE, LAST = TODAY - dt.timedelta(50), TODAY - dt.timedelta(10)
ACTION = ("owner_id", "text", "due_on", "done_at", "dropped_at")


def live(cast):
    year.see_each_other(cast.group, STARTS)
    tales = [cast.texts["sessions"][0], cast.texts["sessions"][2]]
    for on, tale in zip((BEFORE, LAST), tales, strict=True):
        session = Session.objects.create(
            group=cast.group, on=on, at=dt.time(16), kind=tale["kind"]
        )
        year.log(session, tale, cast.mentor, cast.seats)
    year.finish_actions(cast.group, TODAY)
    logged = cast.read(Action, *ACTION, order="pk")
    afterwards.look_back(cast.group, cast.texts["lines"])
    stance.stand(cast.group, TODAY)
    return {
        "texts": cast.texts,
        "names": [person.given_name for person in cast.mentees],
        "log": cast.read(Text, "kind", "body", order="key", kind__in=LOG),
        "logged": logged,
        "actions": cast.read(Action, *ACTION, order="created_at", text__isnull=False),
        "why": cast.read(ActionWord, "author_id", "words"),
        "lines": cast.read(Text, "author_id", "body", order="pk", kind=LEARNT_FROM),
        "taken": cast.read(Text, "author_id", "body", kind=TAKEN),
        "takers": cast.read(NoteTaker, "person_id"),
        "late": cast.read(CameLate, "person_id"),
        "presence": cast.read(Attendance, "presence", "person_id", session__on=BEFORE),
        "dots": cast.read(StanceDot, "kind", "on", "place", order="on"),
    }


def test_the_log_names_people_of_the_group_and_is_read_in_its_circle(noted):
    first, second, *_ = noted["names"]
    bodies = [body for _kind, body in noted["log"]["mentor"]]

    assert len(bodies) == 4
    assert f"{first} nam een waterpas mee, {second} een versleten" in " ".join(bodies)
    assert not any("{" in body for body in bodies)
    for who in CIRCLE:
        assert sorted(noted["log"][who]) == sorted(noted["log"]["mentor"])
    assert noted["log"]["coordinator"] == noted["log"]["outsider"] == []


def test_actions_have_an_owner_and_those_long_due_are_done(noted):
    (text, weeks) = ("Zaal regelen in Utrecht, zonder glazen wand", 2)
    due = BEFORE + dt.timedelta(weeks=weeks)

    rows = {row[1]: row for row in noted["logged"]["mentor"]}
    assert rows[text] == ("second", text, due, due, None)
    fresh = "De opdrachtgever bellen voor het volgende voortgangsoverleg"
    assert rows[fresh] == ("first", fresh, LAST + dt.timedelta(weeks=3), None, None)
    # Due a week and a day ago: a fortnight is waited.
    late = "Leerdoel in één zin opschrijven en meenemen"
    assert rows[late][2:4] == (TODAY - dt.timedelta(8), None)
    assert len(rows) == 5
    assert noted["logged"]["outsider"] == []


@pytest.mark.parametrize(
    ("name", "owner", "later", "is_dropped"),
    [
        ("open", "first", 6, False),
        ("gone_on", "second", 9, False),
        ("dropped", "third", 6, True),
    ],
)
def test_of_the_last_meeting_one_stays_one_goes_on_one_is_dropped(
    noted, name, owner, later, is_dropped
):
    text = noted["texts"]["lines"][name]
    (row,) = [row for row in noted["actions"]["fourth"] if row[1] == text]

    dropped = LAST + dt.timedelta(3) if is_dropped else None
    due = LAST + dt.timedelta(weeks=later)
    assert row == (owner, text, due, None, dropped)


def test_what_is_dropped_says_why_to_the_circle(noted):
    why = [("third", noted["texts"]["lines"]["why"])]

    assert noted["why"] == only(*CIRCLE, of=why)


def test_lines_to_one_to_the_mentor_and_to_all_are_before_the_circle(noted):
    texts = noted["texts"]["lines"]
    lines = {
        ("first", texts["to_one"]),
        ("second", texts["to_mentor"]),
        ("mentor", texts["to_all"]),
    }

    for who in CIRCLE:
        assert set(noted["lines"][who]) == lines
    assert noted["lines"]["coordinator"] == noted["lines"]["outsider"] == []


def test_what_one_takes_along_is_kept_for_oneself(noted):
    taken = [("first", noted["texts"]["lines"]["taken"])]

    assert noted["taken"] == only("first", of=taken)


def test_a_mentee_takes_notes_and_one_came_late_and_was_away(noted):
    assert noted["takers"] == only(*CIRCLE, of=["second"])
    assert noted["late"]["mentor"] == ["third"]
    away = [
        who for presence, who in noted["presence"]["mentor"] if presence != "present"
    ]
    assert away == ["third"]


def test_dots_are_the_mentors_alone(noted):
    dots = noted["dots"]["mentor"]

    assert noted["dots"] == only("mentor", of=dots)
    assert [(kind, on) for kind, on, _place in dots if kind == "felt"] == [
        ("felt", BEFORE),
        ("felt", LAST),
    ]
    tests = [on for kind, on, _place in dots if kind == "test"]
    # None before the programme began, and none after today.
    assert tests == [
        STARTS + dt.timedelta(3),
        TODAY - dt.timedelta(75),
        TODAY - dt.timedelta(12),
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("relation", "content"), [(3, 1), (3, 2), (3, 3), (4, 0)])
def test_answers_come_to_the_place_they_are_made_for(language, relation, content):
    test = self_test(language)
    answers = stance.answers(test, relation, content)

    assert set(answers) == {one.key for one in test.statements}
    place = place_of(test, answers)
    for found, wanted in ((place.relation, relation), (place.content, content)):
        assert HIGHEST * wanted / 4 <= found <= HIGHEST * wanted / 4 + 3
