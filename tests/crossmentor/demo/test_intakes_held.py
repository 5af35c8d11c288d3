"""The intakes of the example: held, judged, and going on, again or after a pause."""

import datetime as dt

import pytest

from crossmentor.demo import intakes
from groups.models import Pause
from intake.models import (
    JUDGEMENT,
    PREPARATION,
    REPORT,
    ClickAnswer,
    Judgement,
    OfferedTime,
)
from tests.crossmentor.demo.cast import CIRCLE, MENTEES, STARTS, TODAY, only
from writing.models import Text

CLICK = ("author_id", "answer", "words", "answered_at")


def live(cast):
    for index, seat in enumerate(cast.seats):
        here = (seat, cast.mentor, index, cast.texts)
        intakes.hold_intake(*here, STARTS, index)
    held = [intakes.fresh(seat).intake for seat in cast.seats]
    intakes.talk_once_more(cast.group, TODAY)
    intakes.pause_one(cast.group, TODAY)
    return {
        "texts": cast.texts,
        "held": held,
        "now": [intakes.fresh(seat).intake for seat in cast.seats],
        "texts of": {
            kind: cast.read(Text, "author_id", "body", order="changed_at", kind=kind)
            for kind in (PREPARATION, REPORT, JUDGEMENT)
        },
        "drafts": cast.read(Text, "author_id", kind=PREPARATION, space__kind="own"),
        "judgements": cast.read(
            Judgement, "teachable", "kind", "changed_at", order="changed_at"
        ),
        "clicks": {
            name: cast.read(ClickAnswer, *CLICK, order="answered_at", intake=one)
            for name, one in zip(MENTEES, held, strict=True)
        },
        "offered": cast.read(OfferedTime, "on", "at", order="on"),
        "pauses": [
            (cast.names[one.seat.person_id], one.began_at.date())
            for one in Pause.objects.select_related("seat")
        ],
    }


@pytest.mark.parametrize("index", range(4))
def test_each_is_held_on_its_day_and_goes_on_the_day_after(noted, index):
    intake = noted["held"][index]
    on = intakes.held_on(STARTS, index)

    assert (intake.state, intake.outcome) == ("held", "continues")
    assert (intake.on, intake.at, intake.minutes) == (on, dt.time(9 + index), 45)
    assert intake.held_at.date() == on
    assert intake.outcome_at.date() == on + dt.timedelta(1) < TODAY


def test_each_prepares_and_two_put_it_before_the_mentor(noted):
    said = noted["texts of"][PREPARATION]
    words = noted["texts"]["preparations"]

    assert noted["drafts"] == {
        name: [name] if name in MENTEES else [] for name in noted["drafts"]
    }
    assert sorted(said["mentor"]) == [("second", words[1]), ("third", words[2])]
    assert said["first"] == [("first", words[0])]
    assert set(said["third"]) == {("third", words[2])}
    assert said["coordinator"] == said["outsider"] == []


def test_a_judgement_is_read_by_the_mentor_alone(noted):
    judgements = noted["texts"]["judgements"][:4]
    days = [one.on for one in noted["held"]]

    assert noted["judgements"] == only(
        "mentor",
        of=[
            (one["teachable"], one["kind"], day)
            for one, day in zip(judgements, days, strict=True)
        ],
    )
    assert noted["texts of"][JUDGEMENT] == only(
        "mentor", of=[("mentor", one["notes"]) for one in judgements]
    )


def test_a_report_is_read_by_the_two_alone(noted):
    read = noted["texts of"][REPORT]
    reports = noted["texts"]["reports"]

    for index, name in enumerate(MENTEES):
        assert read[name] == [("mentor", reports[index])]
        assert ("mentor", reports[index]) in read["mentor"]
    assert read["coordinator"] == read["outsider"] == []


@pytest.mark.parametrize(
    ("index", "answers"),
    [
        (0, ("yes", "yes")),
        (1, ("yes", "growing")),
        (2, ("growing", "yes")),
        (3, ("yes", "yes")),
    ],
)
def test_both_say_how_it_was_in_words_that_go_with_it(noted, index, answers):
    name, on = MENTEES[index], noted["held"][index].on
    clicks = noted["clicks"][name]
    words = noted["texts"]["click_words"]

    assert [one[:2] for one in clicks[name]] == list(
        zip(("mentor", name), answers, strict=True)
    )
    assert all(one[2] in words[one[1]] for one in clicks[name])
    assert {one[3] for one in clicks[name]} == {on}
    assert clicks == only("mentor", name, of=clicks[name])


def test_the_last_pair_talks_once_more_and_the_one_before_pauses(noted):
    outcomes = [one.outcome for one in noted["now"]]

    assert outcomes == ["continues", "continues", "paused", "again"]
    assert noted["now"][3].until == TODAY + dt.timedelta(21)
    assert noted["now"][2].until == TODAY + dt.timedelta(26)
    assert noted["now"][2].until.weekday() < 5
    assert noted["pauses"] == [("third", TODAY - dt.timedelta(1))]


def test_times_to_talk_are_on_workdays_to_come(noted):
    times = noted["offered"]["fourth"]

    assert times == [
        (dt.date(2026, 11, 30), dt.time(11)),
        (dt.date(2026, 12, 1), dt.time(9, 30)),
        (dt.date(2026, 12, 3), dt.time(13, 30)),
    ]
    assert set(CIRCLE) > {"fourth"}
