"""Other agreements from one meeting on: those before it stay, the rest moves along."""

import datetime as dt

import pytest
from django.urls import reverse

from calendars.models import Stale
from sessions.dates.services.planning import plan_series
from sessions.dates.services.series import agree_on_series, propose_series
from spaces.errors import DomainError

AT, PLACE = dt.time(9, 30), "Almere"


@pytest.fixture
def meetings(series, group):
    return list(group.sessions.of_series())


@pytest.fixture
def third(meetings):
    """On a Thursday at 16:00, as all are."""
    return meetings[2]


def agree(session, mentor, **more):
    """Tuesdays at 9:30 from that meeting on, planned."""
    agreed = {"every_weeks": 6, "weekday": 1, "at": AT, "minutes": 60, "place": PLACE}
    series = agree_on_series(
        group=session.group, by=mentor, since=session.on, **agreed | more
    )
    plan_series(series_id=series.pk)
    return series


def standing(group):
    return list(group.sessions.standing().of_series())


def as_it_is(session):
    return (session.pk, session.on, session.at, session.place, session.rhythm_id)


def test_what_is_before_it_stays_and_the_rest_moves(meetings, third, group, mentor):
    before = [as_it_is(one) for one in meetings[:2]]

    agree(third, mentor)

    now = standing(group)
    assert [as_it_is(one) for one in now[:2]] == before
    assert {(one.on.weekday(), one.at, one.place) for one in now[2:]} == {
        (1, AT, PLACE)
    }
    # The day nearest to it: the same meeting, in the calendar of then.
    assert (now[2].pk, abs(now[2].on - third.on)) == (third.pk, dt.timedelta(2))
    assert len({one.on for one in now}) == len(now)


def test_the_old_rule_ends_and_a_new_one_begins(meetings, third, group, mentor):
    old = meetings[0].rhythm

    agree(third, mentor)

    rules = {one.rhythm for one in standing(group)[2:]}
    assert len(rules) == 1
    assert rules != {old}
    assert {one.rhythm for one in standing(group)[:2]} == {old}
    assert Stale.objects.groups() == [group.pk]


def test_the_same_again_tells_nobody(third, group, mentor):
    first = agree(third, mentor)
    third.refresh_from_db()
    days = [one.on for one in standing(group)]

    again = agree(third, mentor)

    assert again.version == first.version
    assert [one.on for one in standing(group)] == days


def test_the_agreements_of_all_go_on_from_there(third, group, mentor):
    """A place changes: not a day, and nothing before the new agreements."""
    agree(third, mentor)
    before, days = standing(group)[:2], [one.on for one in standing(group)]

    series = agree_on_series(
        group=group,
        by=mentor,
        every_weeks=6,
        weekday=1,
        at=AT,
        minutes=60,
        place="Lemmer",
    )
    plan_series(series_id=series.pk)

    now = standing(group)
    assert [one.on for one in now] == days
    assert [as_it_is(one) for one in now[:2]] == [as_it_is(one) for one in before]
    assert {one.place for one in now[2:]} == {"Lemmer"}


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("every_weeks", [1, 2, 3, 4, 6, 8])
def test_it_never_meets_before_or_on_a_day_of_what_stays(
    meetings, third, group, mentor, weekday, every_weeks
):
    agree(third, mentor, weekday=weekday, every_weeks=every_weeks)

    days = [one.on for one in standing(group)]
    assert days[:2] == [one.on for one in meetings[:2]]
    assert days == sorted(set(days))
    assert {day.weekday() for day in days[2:]} == {weekday}


def test_a_day_before_what_stays_is_refused(meetings, third, mentor):
    steps = propose_series(group=third.group, every_weeks=6, weekday=1, since=third.on)
    too_early = meetings[1].on - dt.timedelta(days=1)

    with pytest.raises(DomainError, match="before a meeting that stays"):
        agree(third, mentor, chosen={steps[0].nominal: too_early})


def test_an_hour_that_no_clock_shows_is_refused(third, mentor):
    # The clocks are put forward on Sunday 28 March 2027.
    days = propose_series(group=third.group, every_weeks=1, weekday=6, since=third.on)
    assert dt.date(2027, 3, 28) in {step.nominal for step in days}
    on = {step.nominal: step.nominal for step in days}

    with pytest.raises(DomainError, match="skip this hour"):
        agree(third, mentor, every_weeks=1, weekday=6, at=dt.time(2, 30), chosen=on)


@pytest.fixture
def typed():
    return {
        "every_weeks": "6",
        "weekday": "1",
        "at": "09:30",
        "minutes": "60",
        "place": PLACE,
        "reason": "The room is taken on Thursdays",
    }


def test_the_plan_is_seen_before_one_press_sends_it(
    signed_in, mentor, mentee, third, group, typed
):
    client, url = signed_in(mentor), reverse("sessions:from_here", args=[third.pk])
    days = [one.on for one in standing(group)]

    shown = client.post(url, typed)

    plan = shown.context["plan"]
    assert [one.on for one in standing(group)] == days
    assert f"{plan.count()} meetings" in shown.text
    assert mentee.called in shown.text
    # One date is changed on the spot.
    first = plan.steps[0]
    other = first.on + dt.timedelta(days=1)
    sent = {f"on-{step.nominal}": step.on or "" for step in plan.steps}
    sent[f"on-{first.nominal}"] = other
    response = client.post(url, typed | sent | {"plan": "yes"})
    plan_series(series_id=group.series.pk)

    assert response.url == reverse("sessions:series", args=[group.pk])
    now = standing(group)
    assert len(now) == 2 + plan.count()
    assert (now[2].on, now[2].at) == (other, AT)
    text = signed_in(mentee).get(third.get_absolute_url()).text
    assert "The room is taken on Thursdays" in text


def test_what_is_near_asks_whether_it_is_sure(
    signed_in, mentor, meetings, now, typed, third
):
    now.move_to(third.starts_at - dt.timedelta(hours=30))
    client, url = signed_in(mentor), reverse("sessions:from_here", args=[third.pk])

    asked = client.post(url, typed)
    assert "plan" not in asked.context
    assert '<input type="checkbox" name="sure"' in asked.text
    shown = client.post(url, typed | {"sure": "on"})
    assert shown.context["plan"].count()
    # It travels along to the plan: the press there asks no second time.
    assert 'type="hidden" name="sure"' in shown.text


def test_only_the_mentor_moves_and_only_what_is_to_come(
    signed_in, mentor, mentee, outsider, coordinator, third, first, now
):
    url = reverse("sessions:from_here", args=[third.pk])
    assert signed_in(mentee).get(url).status_code == 403
    for person in (outsider, coordinator):
        assert signed_in(person).get(url).status_code == 404
    for person, offered in ((mentee, False), (mentor, True)):
        text = signed_in(person).get(third.get_absolute_url()).text
        assert (url in text) is offered
    client = signed_in(mentor)
    # One that is of no series, and one that has been.
    of_none = reverse("sessions:from_here", args=[first.pk])
    assert client.get(of_none).status_code == 404
    assert client.get(url).status_code == 200
    now.move_to(third.starts_at)
    client = signed_in(mentor)
    assert client.get(url).status_code == 404
