"""A series that cannot be planned: its own page says so, and no other waits for it."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions import tasks
from sessions.dates.services import attempts
from sessions.dates.services.planning import plan_series
from sessions.dates.services.series import agree_on_series
from sessions.models import Series, Session
from tests.factories import formed_group
from tests.sessions.conftest import FIRST


@pytest.fixture
def breaks(monkeypatch):
    """Planning fails for the series in this set."""
    broken = set()

    def plan(*, series_id):
        if series_id in broken:
            raise RuntimeError("of Anna")
        return plan_series(series_id=series_id)

    monkeypatch.setattr(attempts, "plan_series", plan)
    return broken


@pytest.fixture
def page(signed_in, agreed):
    def page(person, **headers):
        url = reverse("sessions:series", args=[agreed.group_id])
        return signed_in(person).get(url, headers=headers)

    return page


def test_one_that_fails_keeps_no_other_waiting(breaks, agreed, programme, caplog):
    other = formed_group(programme)
    Session.objects.create(group=other, kind="first", on=FIRST, at=dt.time(16))
    mentor = other.seats.get(role="mentor").person
    later = agree_on_series(
        group=other, by=mentor, every_weeks=6, weekday=3, at=dt.time(16), minutes=60
    )
    breaks.add(agreed.pk)

    tasks.plan_waiting()

    agreed.refresh_from_db()
    later.refresh_from_db()
    assert (later.is_planned, later.failed_at) == (True, None)
    assert not agreed.is_planned
    assert agreed.failed_at
    assert f"Series {agreed.pk} cannot be planned: RuntimeError" in caplog.text
    assert "Anna" not in caplog.text


def test_the_page_says_that_it_failed_and_offers_it_again(
    breaks, agreed, mentor, mentee, page, rung, signed_in
):
    breaks.add(agreed.pk)
    tasks.plan_series(agreed.pk)
    again = reverse("sessions:series_again", args=[agreed.group_id])

    for person, offered in [(mentor, True), (mentee, False)]:
        text = page(person).text
        assert "could not be planned" in text
        assert (again in text) is offered
        # It goes on looking: a minute later it may have succeeded.
        assert 'hx-trigger="every 10s"' in page(person, **{"HX-Request": "true"}).text
    assert signed_in(mentee).post(again).status_code == 403
    breaks.clear()
    signed_in(mentor).post(again)

    agreed.refresh_from_db()
    assert agreed.failed_at is None
    assert "are being planned" in page(mentor).text


def test_what_succeeds_after_all_is_no_failure_any_more(breaks, agreed, page, mentor):
    breaks.add(agreed.pk)
    tasks.plan_series(agreed.pk)
    breaks.clear()

    tasks.plan_waiting()

    assert Series.objects.failed().count() == 0
    assert f"{agreed.group.sessions.of_series().count()} meetings" in page(mentor).text


def test_other_agreements_have_not_failed_yet(breaks, agreed, mentor, page, now):
    breaks.add(agreed.pk)
    tasks.plan_series(agreed.pk)
    now.shift(dt.timedelta(seconds=1))
    agree_on_series(
        group=agreed.group,
        by=mentor,
        every_weeks=3,
        weekday=1,
        at=dt.time(9),
        minutes=90,
    )

    assert "are being planned" in page(mentor).text


def test_a_worker_that_is_away_is_told_of(agreed, mentor, page, now):
    assert "This takes a moment" in page(mentor).text

    now.shift(dt.timedelta(seconds=30))

    assert "longer than it usually does" in page(mentor).text


@pytest.mark.parametrize("role", ["outsider", "coordinator"])
def test_others_have_nothing_to_try(agreed, role, request, signed_in):
    client = signed_in(request.getfixturevalue(role))
    again = reverse("sessions:series_again", args=[agreed.group_id])

    assert client.post(again).status_code == 404
