import datetime as dt

import pytest
from django.urls import reverse

from sessions.models import Session
from sessions.one_on_ones.services.one_on_ones import plan_one_on_one
from sessions.session.services.sessions import (
    cancel_session,
    move_session,
    plan_session,
)
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.calendars.mails import all_known, posted, told
from tests.roles import in_line
from tests.sessions.conftest import FIRST


@pytest.fixture
def first(first):
    """And every calendar knows of it."""
    all_known(first.group)
    return first


def move_to(on="2026-11-26", at="10:00", **more):
    return {"on": on, "at": at, "minutes": "120", "place": "Utrecht"} | more


def test_a_mentor_moves_a_meeting(signed_in, mentor, first):
    response = signed_in(mentor).post(
        reverse("sessions:session_move", args=[first.pk]), move_to()
    )

    first.refresh_from_db()
    assert response.url == first.get_absolute_url()
    assert (first.on, first.at) == (dt.date(2026, 11, 26), dt.time(10))
    mails = posted("changed")
    assert [told(mail) for mail in mails] == [{str(first.uid): ("REQUEST", 1)}] * 5
    (shift,) = mails[0].context["shifted"]
    assert (shift["was_on"], shift["on"]) == ("2026-11-19", "2026-11-26")


def test_moving_to_where_it_is_tells_nobody(signed_in, mentor, first):
    signed_in(mentor).post(
        reverse("sessions:session_move", args=[first.pk]),
        move_to("2026-11-19", "16:00"),
    )

    assert in_line() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (move_to("2026-11-05"), "still to come"),
        (move_to("2026-12-31"), "meets on that day already"),
    ],
)
def test_a_meeting_does_not_move_just_anywhere(
    signed_in, mentor, first, series, data, words
):
    response = signed_in(mentor).post(
        reverse("sessions:session_move", args=[first.pk]), data
    )

    first.refresh_from_db()
    assert response.status_code == 200
    assert words in response.text
    assert f'value="{data["on"]}"' in response.text
    assert first.on == FIRST


def test_cancelling_says_who_is_told(signed_in, mentor, mentee, first):
    url = reverse("sessions:session_cancel", args=[first.pk])
    assert mentee.given_name in signed_in(mentor).get(url).text

    signed_in(mentor).post(url)

    first.refresh_from_db()
    assert first.is_cancelled
    mails = posted("off")
    assert [told(mail) for mail in mails] == [{str(first.uid): ("CANCEL", 1)}] * 5
    with pytest.raises(DomainError, match="cancelled already"):
        cancel_session(session=first)


def test_one_more_meeting_is_planned(signed_in, mentor, group):
    response = signed_in(mentor).post(
        reverse("sessions:session_new", args=[group.pk]),
        move_to(kind="work_visit"),
    )

    session = Session.objects.get()
    assert response.url == session.get_absolute_url()
    assert (session.kind, session.from_series) == ("work_visit", False)
    assert posted("planned").count() == 5


def test_no_meeting_in_the_hour_that_the_clocks_skip(group, mentor, first, one_on_one):
    night, hour = dt.date(2027, 3, 28), dt.time(2, 30)
    when = {"on": night, "at": hour, "minutes": 60}

    with pytest.raises(DomainError, match="skip this hour"):
        plan_session(group=group, kind="intervision", **when)
    with pytest.raises(DomainError, match="skip this hour"):
        move_session(session=first, **when)
    with acting_as(mentor), pytest.raises(DomainError, match="skip this hour"):
        plan_one_on_one(one_on_one=one_on_one, **when)


@pytest.mark.parametrize(
    ("meets_on", "moves_to", "asked"),
    [
        # It is eleven o'clock on Monday the 9th; two days of notice are kept.
        ("2026-11-19", "2026-11-26", False),
        ("2026-11-19", "2026-11-11", True),
        ("2026-11-10", "2026-11-26", True),
        ("2026-11-12", "2026-11-26", False),
    ],
)
def test_who_moves_at_short_notice_is_asked_whether_it_is_sure(
    signed_in, mentor, first, meets_on, moves_to, asked
):
    Session.objects.update(on=meets_on)
    all_known(first.group)
    client, url = signed_in(mentor), reverse("sessions:session_move", args=[first.pk])

    response = client.post(url, move_to(moves_to))

    assert response.status_code == (200 if asked else 302)
    assert posted("changed").exists() is not asked
    if asked:
        assert "within 2 days: not everybody may read" in response.text
        assert '<input type="checkbox" name="sure"' in response.text
        assert client.post(url, move_to(moves_to, sure="on")).status_code == 302
        assert posted("changed").count() == 5


def test_a_place_changes_without_a_question(signed_in, mentor, first):
    Session.objects.update(on="2026-11-10")
    all_known(first.group)
    url = reverse("sessions:session_move", args=[first.pk])

    signed_in(mentor).post(url, move_to("2026-11-10", "16:00", place="Lemmer"))

    assert posted("changed").count() == 5


@pytest.mark.parametrize(
    ("on", "is_soon"), [("2026-11-10", True), ("2026-11-19", False)]
)
def test_cancelling_at_short_notice_says_so(signed_in, mentor, first, on, is_soon):
    Session.objects.update(on=on)

    page = signed_in(mentor).get(reverse("sessions:session_cancel", args=[first.pk]))

    assert ("not everybody may read the mail in time" in page.text) is is_soon
