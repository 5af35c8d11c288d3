"""Before, during and after: what a meeting's page shows goes by the clock."""

import datetime as dt

import pytest

from sessions.faces import face_of
from sessions.models import Session


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
