"""A moment stands on a page as the clock shows it there, not at the server."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from groups.models import MentorGroup
from people.accounts.services.addresses import OLD, ask_address, link_path
from programmes.models import ProgrammeCoordinator
from programmes.rules import zones_of
from reminders.message import make_message
from reminders.models import Mail
from spaces.acting import acting_as
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    coordinator_of,
    write_text,
)
from writing.models import Text

pytestmark = pytest.mark.django_db
# At the server 31 December still, in UTC as in Amsterdam.
NEW_YEAR = dt.datetime(2026, 12, 31, 11, 30, tzinfo=dt.UTC)


@pytest.fixture
def away(programme):
    programme.time_zone = "Pacific/Auckland"
    programme.save(update_fields=["time_zone"])
    return programme


def in_english(person):
    person.language = "en"
    person.save(update_fields=["language"])
    return person


def test_a_text_was_saved_when_the_writers_clock_says(signed_in, away, mentee):
    key = uuid4()
    with time_machine.travel(NEW_YEAR, tick=False):
        write_text(by=mentee, kind="goal", key=key, title="Ask more", body="Daily.")
        with transaction.atomic(), acting_as(mentee):
            text = Text.objects.get(key=key)
        client = signed_in(in_english(mentee))

        page = client.get(reverse("writing:history", args=[text.pk])).text

    assert "Friday 1 January, 00:30:00" in page


def test_a_page_of_a_programme_has_its_clock(signed_in, away, group, coordinator):
    """Also for somebody whose latest programme is elsewhere."""
    here = ProgrammeFactory(organisation=away.organisation)
    ParticipationFactory(programme=here, person=coordinator)
    assert zones_of([coordinator.pk]) == {coordinator.pk: "Europe/Amsterdam"}
    MentorGroup.objects.filter(pk=group.pk).update(published_at=NEW_YEAR)
    client = signed_in(in_english(coordinator))

    page = client.get(reverse("groups:group", args=[group.pk])).text

    assert "since 1 January 2027" in page


def test_where_somebody_lives(away):
    """By the latest they take part in, or run, or that their organisation has."""
    colleague = PersonFactory(organisation=away.organisation)
    stranger = PersonFactory()
    runner = coordinator_of(away)
    part = ParticipationFactory(programme=away)
    before = away.starts_on - dt.timedelta(400)
    former = ProgrammeFactory(organisation=away.organisation, starts_on=before)
    ProgrammeCoordinator.objects.create(programme=former, person=runner)
    later = ProgrammeFactory(organisation=away.organisation, time_zone="Asia/Tokyo")
    both = ParticipationFactory(programme=away).person
    ParticipationFactory(programme=later, person=both)
    ProgrammeCoordinator.objects.create(programme=away, person=both)

    people = [one.pk for one in (colleague, stranger, runner, part.person, both)]
    assert zones_of(people) == {
        colleague.pk: "Asia/Tokyo",
        runner.pk: "Pacific/Auckland",
        part.person.pk: "Pacific/Auckland",
        both.pk: "Asia/Tokyo",
    }


def test_a_link_and_its_mail_have_the_clock_of_who_they_are_for(client, away, mentee):
    in_english(mentee)
    change = ask_address(person=mentee, new="new@firma.example", due_at=NEW_YEAR)

    mail = Mail.objects.get(kind="people.address_asked")
    page = client.get(link_path(change, OLD), headers={"Accept-Language": "en"}).text

    assert "From Friday 1 January, 00:30 on that" in make_message(mail).body
    assert "from Friday 1 January, 00:30 on." in page
