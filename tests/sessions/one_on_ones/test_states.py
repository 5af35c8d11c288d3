"""Of one row, kept nowhere: whose turn it is, what may be done, and when it begins."""

import datetime as dt

import pytest
from django.utils import translation

from groups.models import MentorGroup, Seat
from people.models import Person
from programmes.models import Programme
from sessions.models import OneOnOne
from sessions.one_on_ones.export import support_of, theme_of

MENTOR, MENTEE = Person(pk=1, given_name="Mia"), Person(pk=2, given_name="Anna")
State = OneOnOne.State
NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


def one_of(*, left_at=None, zone="Europe/Amsterdam", **known) -> OneOnOne:
    group = MentorGroup(programme=Programme(time_zone=zone))
    seat = Seat(person=MENTEE, group=group, left_at=left_at)
    return OneOnOne(**{"seat": seat, "mentor": MENTOR, "asked_by": MENTEE} | known)


@pytest.mark.parametrize(
    ("asked_by", "offered_at", "was_asked", "waits_for"),
    [
        (MENTEE, None, MENTOR, MENTOR),
        (MENTEE, NOON, MENTOR, MENTEE),
        (MENTOR, None, MENTEE, MENTEE),
        (MENTOR, NOON, MENTEE, MENTOR),
    ],
)
def test_the_other_offers_and_then_who_asked_picks(
    asked_by, offered_at, was_asked, waits_for
):
    one = one_of(asked_by=asked_by, offered_at=offered_at)

    assert one.was_asked == was_asked
    assert one.was_asked_id == was_asked.pk
    assert one.waits_for_id == waits_for.pk


@pytest.mark.parametrize(
    ("state", "is_open", "is_written_down"),
    [
        (State.ASKED, True, True),
        (State.PLANNED, True, True),
        (State.HELD, False, True),
        (State.WITHDRAWN, False, False),
    ],
)
def test_what_ends_with_the_seat(state, is_open, is_written_down):
    here, gone = one_of(state=state), one_of(state=state, left_at=NOON)

    assert (here.is_open, here.is_written_down) == (is_open, is_written_down)
    assert (gone.is_open, gone.is_written_down) == (False, False)


@pytest.mark.parametrize(
    ("state", "left_at", "english", "dutch"),
    [
        (State.PLANNED, None, "planned", "gepland"),
        (State.PLANNED, NOON, "off", "vervallen"),
        (State.HELD, NOON, "held", "gehouden"),
        (State.ASKED, None, "asked for", "gevraagd"),
    ],
)
def test_its_state_in_words(state, left_at, english, dutch):
    one = one_of(state=state, left_at=left_at)

    for language, words in (("en", english), ("nl", dutch)):
        with translation.override(language):
            assert str(one.state_words()) == words


@pytest.mark.parametrize(
    ("zone", "on", "hour"),
    [
        ("Europe/Amsterdam", dt.date(2026, 11, 12), 15),
        ("Europe/Amsterdam", dt.date(2027, 6, 10), 14),
        ("America/New_York", dt.date(2026, 11, 12), 21),
        ("Asia/Kolkata", dt.date(2026, 11, 12), 10.5),
    ],
)
def test_it_begins_when_the_clock_there_shows_it(zone, on, hour):
    one = one_of(zone=zone, on=on, at=dt.time(16))

    midnight = dt.datetime.combine(on, dt.time(), tzinfo=dt.UTC)
    assert one.starts_at == midnight + dt.timedelta(hours=hour)


@pytest.mark.parametrize("known", [{}, {"on": NOON.date()}, {"at": dt.time(16)}])
def test_without_a_day_or_an_hour_it_does_not_begin(known):
    assert one_of(**known).starts_at is None


def test_what_was_chosen_is_told_in_words_and_what_is_no_choice_as_it_is():
    known = one_of(support="career", theme="other")
    strange = one_of(support="of before", theme="")

    for language, words in (("en", "Something else"), ("nl", "Iets anders")):
        with translation.override(language):
            assert str(known.theme_words()) == theme_of(known) == words
    with translation.override("en"):
        assert str(known.support_words()) == support_of(known) == "Career-related"
    assert strange.support_words() == support_of(strange) == "of before"
    assert strange.theme_words() == theme_of(strange) == ""
