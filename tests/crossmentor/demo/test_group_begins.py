"""How a group of the example begins: its first date, its agenda, its promise."""

import datetime as dt

from crossmentor.demo import first_meeting as begins
from sessions.dates.models.poll import DatePoll, PollDate, Vote
from sessions.dates.models.series import Series
from sessions.year.models.agenda import AgendaChoice, Item, Way
from sessions.year.models.promise import Signature
from sessions.year.texts import AGREEMENT, RUN_INTO, VISITS
from tests.crossmentor.demo.cast import ALL, CIRCLE, MENTEES, STARTS, TODAY, only
from writing.models import Text

NUMBER = 2


def live(cast):
    here = (cast.group, cast.mentor, cast.seats, NUMBER, cast.texts)
    first = begins.first_meeting(*here, STARTS)
    begins.make_agenda(*here, first.on)
    agreed = begins.agree(*here, first)
    series = Series.objects.get(pk=agreed.pk)
    poll = DatePoll.objects.get(group=cast.group)
    return {
        "texts": cast.texts,
        "weeks": cast.programme.meeting_every_weeks,
        "first": first,
        "poll": poll,
        "days": list(PollDate.objects.filter(poll=poll).order_by("on")),
        "votes": [
            (vote.date.on, cast.names[vote.person_id], vote.answer, vote.answered_at)
            for vote in Vote.objects.select_related("date").order_by("pk")
        ],
        "choices": cast.read(
            AgendaChoice, "item", "author_id", "leader_id", "at", order="at"
        ),
        "chosen": cast.read(AgendaChoice, "way", "minutes", order="at"),
        "said": cast.read(
            Text, "kind", "author_id", "body", order="kind", kind__in=[RUN_INTO, VISITS]
        ),
        "agreed": cast.read(Text, "body", kind=AGREEMENT),
        "signed": [
            (cast.names[one.seat.person_id], one.signed_at.date())
            for one in Signature.objects.select_related("seat").order_by("pk")
        ],
        "series": series,
        "later": list(cast.group.sessions.filter(on__gt=first.on).order_by("on")),
    }


def test_the_first_meeting_is_on_the_day_that_everybody_can(noted):
    session = noted["first"]
    days = begins.days_asked(STARTS, NUMBER)

    assert [date.on for date in noted["days"]] == days
    assert noted["poll"].ending == DatePoll.Ending.PICKED
    assert (session.on, session.at, session.minutes) == (days[0], dt.time(16), 120)
    assert session.kind == "first"


def test_each_mentee_answers_of_each_day(noted):
    answers = [
        [vote[1:3] for vote in noted["votes"] if vote[0] == date.on]
        for date in noted["days"]
    ]

    assert [sorted(one) for one in answers] == [
        sorted((name, "yes") for name in MENTEES),
        [
            ("first", "yes"),
            ("fourth", "yes"),
            ("second", "if_need_be"),
            ("third", "no"),
        ],
        sorted((name, "no") for name in MENTEES),
    ]


def test_it_was_asked_answered_and_picked_in_that_order(noted):
    asked, closed = noted["poll"].asked_at.date(), noted["poll"].closed_at.date()

    assert (asked - STARTS).days == 10
    assert (closed - asked).days == 5
    answered = {(at.date() - asked).days for *_, at in noted["votes"]}
    assert answered == {1, 2, 3}
    assert closed < noted["first"].on < TODAY


def test_its_agenda_is_made_by_its_members(noted):
    on = noted["first"].on
    before = on - dt.timedelta(3)

    assert noted["choices"] == only(
        *CIRCLE,
        of=[
            (Item.ACQUAINTANCE, "mentor", None, before),
            (Item.QUESTIONS, "mentor", None, before),
            (Item.TREATMENT, "first", "first", on),
            (Item.TASKS, "second", "second", on),
        ],
    )
    assert noted["chosen"]["third"][:2] == [(list(Way)[NUMBER], None), ("", 30)]


def test_what_is_said_at_it_is_read_in_the_circle_alone(noted):
    texts = noted["texts"]

    assert noted["said"] == only(
        *CIRCLE,
        of=[
            (RUN_INTO, "first", texts["run_into"][NUMBER]),
            (VISITS, "second", texts["visits"][NUMBER % len(texts["visits"])]),
        ],
    )


def test_everybody_signs_on_the_day_itself(noted):
    on = noted["first"].on

    assert sorted(noted["signed"]) == sorted((name, on) for name in CIRCLE)


def test_what_they_agreed_stands_for_all_of_them(noted):
    (words,) = noted["agreed"]["fourth"]

    assert words == noted["texts"]["group_agreements"][NUMBER]
    assert noted["agreed"] == only(*CIRCLE, of=[words])
    assert set(noted["agreed"]) == set(ALL)


def test_a_series_in_the_rhythm_of_the_programme_follows(noted):
    first, series, later = noted["first"], noted["series"], noted["later"]

    assert series.state == Series.State.PLANNED
    assert (series.every_weeks, series.weekday) == (noted["weeks"], first.on.weekday())
    assert len(later) >= 6
    assert {one.on.weekday() < 5 for one in later} == {True}
    gaps = [(one.on - first.on).days / 7 for one in later]
    wanted = [series.every_weeks * number for number in range(1, len(later) + 1)]
    # A holiday moves one by some days.
    assert all(abs(gap - week) <= 1 for gap, week in zip(gaps, wanted, strict=True))
