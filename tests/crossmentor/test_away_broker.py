"""What a person does that wakes a worker goes on without a broker."""

import re

import pytest
from django.conf import settings

from boards.services import ask_proposal, compositions
from reminders.models import Mail
from reminders.services import post

RINGING = re.compile(r"\.(delay|apply_async)\b")
# Who may: the bell itself, and the pulse of beat.
ALLOWED = {"reminders/bell.py", "crossmentor/health/beats.py"}


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_written_down(away, mentee, programme, caplog):
    post(
        person=mentee,
        kind="people.new_password",
        link="/",
        programme_id=programme.pk,
        zone=programme.time_zone,
    )

    assert Mail.objects.get().state == Mail.State.WAITING
    assert "No broker" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_search_for_groups_waits(away, programme, coordinator, caplog):
    composition = compositions.open_composition(
        programme=programme, name="A", by=coordinator
    )
    proposal = ask_proposal(composition=composition, by=coordinator)

    assert proposal.is_under_way
    assert "No broker" in caplog.text


def test_only_the_bell_hands_over_to_a_worker():
    found = {
        str(path.relative_to(settings.ROOT))
        for room in ("crossmentor", *settings.INSTALLED_APPS)
        if "." not in room
        for path in (settings.ROOT / room).rglob("*.py")
        if RINGING.search(path.read_text())
    }

    assert found == ALLOWED
