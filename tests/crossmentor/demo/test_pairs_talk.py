"""What a mentor and a mentee of the example say to each other, and who reads it."""

import datetime as dt

import pytest

from crossmentor.demo import pairs
from sessions.models import NOTE, OWN_NOTE, QUESTION, OneOnOne, Point
from sessions.one_on_ones.models.slot import Slot
from tests.crossmentor.demo.cast import TODAY, only
from writing.models import Text

TALK = ("state", "asked_by_id", "urgent", "asked_at", "on", "support", "theme")
POINT = ("author_id", "text", "ending", "word", "added_at")


def live(cast):
    pairs.talk(cast.seats[0], cast.mentor, cast.texts, 0, TODAY)
    pairs.talk(cast.seats[2], cast.mentor, cast.texts, 1, TODAY)
    pairs.prepare(cast.seats[1], cast.mentor, cast.texts["pair"], TODAY)
    return {
        "texts": cast.texts,
        "talks": {
            index: cast.read(OneOnOne, *TALK, order="asked_at", seat=cast.seats[index])
            for index in range(3)
        },
        "planned": cast.read(OneOnOne, "at", "minutes", "place", seat=cast.seats[1]),
        "slots": cast.read(Slot, "on", "at", order="on"),
        "points": cast.read(Point, *POINT, order="added_at"),
        "texts of": {
            kind: cast.read(Text, "author_id", "body", order="changed_at", kind=kind)
            for kind in (NOTE, QUESTION, OWN_NOTE, *pairs.STEPS)
        },
    }


ASKED, ON = pairs.days_of_talk(TODAY)


def held(name, tale):
    return (
        "held",
        name,
        tale["urgent"],
        ASKED,
        ON,
        tale["support"],
        tale["theme"],
    )


def test_one_was_held_and_in_every_other_group_one_is_asked_for(noted):
    first, second = noted["texts"]["one_on_ones"][:2]
    yesterday = TODAY - dt.timedelta(1)
    waits = ("asked", "first", True, yesterday, None, "", "")

    assert noted["talks"][0] == only(
        "mentor", "first", of=[held("first", first), waits]
    )
    assert noted["talks"][2] == only("mentor", "third", of=[held("third", second)])


def test_what_was_said_in_it_is_read_by_the_two(noted):
    first, second = (tale["note"] for tale in noted["texts"]["one_on_ones"][:2])
    notes = noted["texts of"][NOTE]

    assert notes["first"] == [("mentor", first)]
    assert notes["third"] == [("mentor", second)]
    assert sorted(notes["mentor"]) == sorted(notes["first"] + notes["third"])
    assert notes["second"] == notes["coordinator"] == notes["outsider"] == []


def test_what_it_is_about_is_put_with_the_request(noted):
    first, second = (tale["question"] for tale in noted["texts"]["one_on_ones"][:2])
    questions = noted["texts of"][QUESTION]

    assert ("first", first) in questions["mentor"]
    assert ("first", second) in questions["first"]
    assert questions["coordinator"] == questions["outsider"] == []


def test_the_next_one_is_agreed_on_for_a_workday_to_come(noted):
    ((state, asked_by, *_),) = noted["talks"][1]["second"]

    assert (state, asked_by) == ("planned", "mentor")
    assert noted["planned"] == only(
        "mentor", "second", of=[(dt.time(13, 30), 45, "Kantine")]
    )
    (on,) = {one[4] for one in noted["talks"][1]["mentor"]}
    assert on == dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("name", "key"), [("mentor", "mentor_note"), ("second", "mentee_note")]
)
def test_what_either_notes_for_oneself_nobody_else_reads(noted, name, key):
    words = noted["texts"]["pair"][key]
    read = noted["texts of"][OWN_NOTE]

    assert [who for who, rows in read.items() if (name, words) in rows] == [name]


def test_the_list_of_the_two_has_points_of_each_state(noted):
    wanted = noted["texts"]["pair"]["points"]
    days = [TODAY - dt.timedelta(len(wanted) - number) for number in range(len(wanted))]
    by = {"mentor": "mentor", "mentee": "second"}
    rows = [
        (
            by[one["by"]],
            one["text"],
            one.get("ending", ""),
            one.get("word", ""),
            day,
        )
        for one, day in zip(wanted, days, strict=True)
    ]

    assert [row[2] for row in rows] == ["", "done", "dropped", "", ""]
    # The last is kept for oneself.
    assert noted["points"] == only("mentor", of=rows[:-1]) | {"second": rows}


def test_what_bothers_the_mentee_is_prepared_before_the_mentor(noted):
    for step in pairs.STEPS:
        rows = [("second", noted["texts"]["pair"][step])]
        assert noted["texts of"][step] == only("mentor", "second", of=rows)
