"""The rail marks where a text lives, also above its versions."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from sessions.models import Session
from spaces.acting import acting_as
from tests.factories import write_text
from writing.models import Text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["history", "versions"])
@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("goal", "workbook:home"),
        ("agreement", "groups:group_list"),
        ("run-into", "groups:group_list"),
        ("visits", "groups:group_list"),
        ("learnt", "sessions:session_list"),
        ("visit-agreed", "sessions:session_list"),
    ],
)
def test_the_place_of_a_text(signed_in, group, mentor, kind, place, page):
    held = Session.objects.create(
        group=group, kind="first", on=dt.date(2026, 1, 5), at=dt.time(16)
    )
    circle = group.circle_id
    of_meeting = dict.fromkeys(("learnt", "visit-agreed"), f"{held.pk}.{circle}")
    keys = {"goal": uuid4()} | of_meeting
    key = keys.get(kind, circle)
    # Two windows that know nothing of each other.
    for body in ("One.", "Two."):
        write_text(by=mentor, kind=kind, key=key, body=body)
    with transaction.atomic(), acting_as(mentor):
        text = Text.objects.get(kind=kind)

    html = signed_in(mentor).get(reverse(f"writing:{page}", args=[text.pk])).text

    assert f'<a href="{reverse(place)}" aria-current="page">' in html
    assert html.count('aria-current="page"') == 1
