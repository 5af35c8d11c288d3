"""Where a meeting leads to the methods for it."""

import datetime as dt

import pytest
from django.urls import reverse

from sessions.models import Session

METHODS = f'href="{reverse("handbook:methods")}"'


@pytest.mark.parametrize(
    ("kind", "state", "leads_there"),
    [
        ("intervision", "planned", True),
        ("intervision", "cancelled", False),
        ("first", "planned", False),
        ("work_visit", "planned", False),
        ("guest", "planned", False),
    ],
)
def test_a_coming_intervision_leads_to_the_methods(
    signed_in, group, mentee, kind, state, leads_there
):
    meeting = Session.objects.create(
        group=group, kind=kind, state=state, on=dt.date(2026, 11, 19), at=dt.time(16)
    )

    response = signed_in(mentee).get(meeting.get_absolute_url())

    assert response.status_code == 200
    assert (METHODS in response.text) == leads_there
