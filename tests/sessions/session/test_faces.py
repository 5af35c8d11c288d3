"""Before, during and after: what a meeting's page shows goes by the clock."""

import datetime as dt

import pytest

from sessions.models import Session
from sessions.running.services.runs import end_run
from sessions.session.faces import face_of
from tests.sessions.conftest import act


@pytest.mark.parametrize(
    ("hour", "face"),
    [
        # In Amsterdam it is an hour later; the meeting is from 16:00 to 18:00.
        ((14, 29), "before"),
        ((14, 30), "during"),
        ((16, 59), "during"),
        ((17, 0), "after"),
    ],
)
def test_a_page_has_the_face_of_the_hour(signed_in, mentee, first, now, hour, face):
    now.move_to(dt.datetime(2026, 11, 19, *hour, tzinfo=dt.UTC))

    page = signed_in(mentee).get(first.get_absolute_url())

    assert page.context["face"] == face
    used = {one.name for one in page.templates if one.name}
    faces = {f"sessions/_{one}.html" for one in ("before", "during", "after")}
    assert used & faces == {f"sessions/_{face}.html"}


def test_a_logged_meeting_is_over_and_a_cancelled_one_has_no_face(first, now):
    now.move_to(dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC))
    assert face_of(first) == "during"

    first.logged_at = dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)
    assert face_of(first) == "after"
    first.state = Session.State.CANCELLED
    assert face_of(first) == "off"


@pytest.mark.parametrize("day", [18, 19, 20])
def test_a_page_has_one_primary_button_at_most(signed_in, mentor, first, now, day):
    now.move_to(dt.datetime(2026, 11, day, 15, tzinfo=dt.UTC))

    page = signed_in(mentor).get(first.get_absolute_url()).text

    assert page.count('class="button"') <= 1


def test_what_was_gone_through_is_over_and_another_may_begin(
    signed_in, run, mentor, mentee, now
):
    session = run.session
    now.move_to(session.starts_at)
    page, begin = session.get_absolute_url(), f"/sessions/{session.pk}/run/"
    shown = signed_in(mentor).get(page)
    assert shown.context["face"] == "during"
    # While they sit together nobody is asked what they had to say before, nor moves it.
    assert "What would you bring?" not in shown.text
    assert "Can you come?" not in shown.text
    assert f"/sessions/{session.pk}/cancel/" not in shown.text

    act(mentor, end_run, run=run, version=1)

    shown = signed_in(mentee).get(page)
    assert shown.context["face"] == "after"
    assert "What did I learn from you?" in shown.text
    assert begin in shown.text
    assert "Who can read this, and who cannot" in shown.text
    now.move_to(session.ends_at)
    assert begin not in signed_in(mentee).get(page).text


def test_a_run_that_was_tried_the_day_before_leaves_the_meeting_to_come(
    signed_in, run, mentor, now
):
    act(mentor, end_run, run=run, version=1)
    now.move_to(run.session.starts_at - dt.timedelta(hours=20))

    page = signed_in(mentor).get(run.session.get_absolute_url())

    assert page.context["face"] == "before"


@pytest.mark.parametrize("hours", [-1, 1])
def test_nobody_is_asked_for_a_case_once_it_has_begun(
    signed_in, meeting, mentee, now, hours
):
    now.move_to(meeting.starts_at + dt.timedelta(hours=hours))

    page = signed_in(mentee).get("/").text

    assert (f"/sessions/{meeting.pk}/casting/" in page) == (hours < 0)
