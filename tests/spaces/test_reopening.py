"""Texts that no longer open are found at a sign-in, before somebody looks for them."""

import datetime as dt
import logging
from uuid import UUID

import pytest
from django.db import transaction

from crossmentor.doctor import opening
from spaces import reopening
from spaces.acting import acting_as
from spaces.models import Reopening
from spaces.reopening import reopen_some
from tests.conftest import connect_as
from tests.spaces.test_unopened import spoil_texts
from writing.models import Text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def texts(world, monkeypatch):
    """Two of a mentee beside that of the world; chance has their own space be tried."""
    found = [world.add(Text, "own") for _ in range(2)]
    monkeypatch.setattr(reopening, "sealed_models", lambda: [Text])
    monkeypatch.setattr(reopening.random, "choice", lambda spaces: found[0].space_id)
    monkeypatch.setattr(reopening, "uuid4", lambda: UUID(int=0))
    return found


def counted():
    return list(Reopening.objects.values_list("tried", "closed"))


def test_a_sign_in_counts_what_it_tried(world, texts):
    reopen_some(world.mentee)
    reopen_some(world.mentee)

    assert counted() == [(6, 0)]


def test_one_byte_shows(world, texts, caplog):
    spoil_texts(texts[0])

    with caplog.at_level(logging.WARNING):
        reopen_some(world.mentee)

    assert counted() == [(3, 1)]
    assert str(texts[0].pk) in caplog.text
    assert "Mijn leidinggevende" not in caplog.text


def test_of_others_nothing_is_tried(world, texts):
    reopen_some(world.mentor)

    assert counted() == []


def test_nobody_is_kept_from_signing_in(world, texts):
    with connect_as("superuser") as superuser:
        superuser.execute("REVOKE ALL ON spaces_reopening FROM crossmentor_web")
        try:
            reopen_some(world.mentee)
        finally:
            superuser.execute(
                "GRANT SELECT, INSERT, UPDATE (tried, closed) "
                "ON spaces_reopening TO crossmentor_web"
            )

    with acting_as(world.mentee), transaction.atomic():
        assert Text.objects.count() == 3
    assert counted() == []


@pytest.mark.parametrize(
    ("days_ago", "closed", "told"),
    [
        (0, 0, ("ok", "All 9 texts that were tried in 7 days open.")),
        (6, 2, ("fail", "2 of 9 texts that were tried in 7 days do not open.")),
        (
            7,
            2,
            ("ok", "In 7 days nobody signed in who has texts: none was tried."),
        ),
    ],
)
def test_the_doctor_tells(days_ago, closed, told, organisation):
    on = dt.datetime.now(dt.UTC).date() - dt.timedelta(days_ago)
    Reopening.objects.create(on=on, tried=9, closed=closed)

    found = list(opening.findings(None))

    assert [(one.level, one.what) for one in found] == [told]
