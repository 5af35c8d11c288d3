"""Of one intake, kept nowhere: what it waits for, and which conversation it is."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from intake import forms
from intake.models import ClickAnswer, Intake, MenteeSeat
from intake.views.page import rounds_of
from people.models import Person

State, Outcome = Intake.State, Intake.Outcome
NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
TODAY = NOON.date()


@pytest.mark.parametrize(
    ("state", "number", "outcome", "waits"),
    [
        (State.TO_PLAN, 1, "", True),
        # Decided on before they talked, as who moves may.
        (State.TO_PLAN, 1, Outcome.CONTINUES, True),
        (State.TO_PLAN, 2, Outcome.AGAIN, True),
        (State.TO_PLAN, 2, Outcome.CONTINUES, False),
        (State.TO_PLAN, 2, "", False),
        (State.PLANNED, 1, "", False),
        (State.HELD, 2, Outcome.AGAIN, False),
    ],
)
def test_it_waits_for_a_date_while_one_is_wanted(state, number, outcome, waits):
    one = Intake(state=state, number=number, outcome=outcome)

    assert one.waits_for_date is waits
    for is_here in (True, False):
        seat = MenteeSeat(person=Person(is_active=is_here))
        seat.intake = one
        assert seat.waits_for_date is (waits and is_here)


@pytest.mark.parametrize(
    ("outcome", "days", "is_over"),
    [
        (Outcome.PAUSED, 1, False),
        (Outcome.PAUSED, 0, True),
        (Outcome.PAUSED, -9, True),
        (Outcome.PAUSED, None, False),
        (Outcome.AGAIN, -9, False),
        ("", -9, False),
    ],
)
def test_a_pause_is_over_on_its_day(outcome, days, is_over):
    until = None if days is None else TODAY + dt.timedelta(days)

    assert Intake(outcome=outcome, until=until).has_paused(TODAY) is is_over


def test_a_second_conversation_has_an_entry_and_mails_of_its_own():
    first, second = Intake(pk=7), Intake(pk=7, number=2, round=2)

    assert (first.uid, first.round_id) == ("intake-7", "7")
    assert (second.uid, second.round_id) == ("intake-7-2", "7.2")
    assert (first.was_held, second.was_held) == (False, True)


@pytest.mark.parametrize("typed", ["13:00", "13:00:59"])
def test_its_time_is_in_whole_minutes(typed):
    assert forms.PlanForm.base_fields["at"].clean(typed) == dt.time(13)


@pytest.mark.parametrize("minutes", ["29", "61", "", "45.5", "-45"])
def test_it_takes_from_half_an_hour_to_an_hour(minutes):
    with pytest.raises(ValidationError):
        forms.TimesForm.base_fields["minutes"].clean(minutes)


@pytest.mark.parametrize(
    "sent", [{}, {"to": "nobody"}, {"to": ["gp", "gp'--"]}, {"to": "x" * 5000}]
)
def test_a_mentee_is_referred_to_somebody_who_is_listed(sent):
    assert [*forms.ReferralForm(sent).errors] == ["to"]


def test_each_round_shows_what_the_reader_may_read_of_it(monkeypatch):
    rows = [
        SimpleNamespace(round=number, answered_at=NOON + dt.timedelta(hours=hours))
        for number, hours in ((1, 3), (1, 1), (3, 5))
    ]
    monkeypatch.setattr(ClickAnswer, "objects", SimpleNamespace(of=lambda one: rows))

    rounds = rounds_of(Intake(round=3))

    assert [(one["number"], len(one["answers"])) for one in rounds] == [
        (3, 1),
        (2, 0),
        (1, 2),
    ]
    # When both had answered: the later of the two.
    assert [one["both_at"] for one in rounds] == [
        None,
        None,
        NOON + dt.timedelta(hours=3),
    ]
