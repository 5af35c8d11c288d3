"""Every room's letters, as the settings list them."""

import re
import subprocess

import pytest
from django.conf import settings as django_settings
from django.utils import translation

from crossmentor import settings as real
from programmes.models import Role
from programmes.services.participations import invite_people
from reminders import letters as registry
from reminders.models import Mail
from reminders.services import post
from spaces.acting import acting_as
from tests import factories
from tests.reminders.processes import REAL_LETTERS, start

PARTS = ["subject", "line", "body", "button"]


@pytest.fixture
def real_letters(settings):
    settings.LETTERS = real.LETTERS
    registry.all_letters.cache_clear()
    return registry.all_letters()


class Anything(int):
    """A number, a word or an empty list, whatever a letter takes it for."""

    def __iter__(self):
        return iter(())


def whatever_it_names(letter):
    source = (django_settings.ROOT / "templates" / letter.template).read_text()
    return dict.fromkeys(re.findall(r"[a-z_]+", source), Anything(3))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_says_all_its_parts(real_letters, language):
    person = factories.PersonFactory.build()
    with translation.override(language):
        silent = [
            (letter.kind, part)
            for letter in real_letters.values()
            for part in PARTS
            if not letter.say(part, whatever_it_names(letter) | {"person": person})
        ]

    assert silent == []


def test_every_kind_fits_its_column(real_letters):
    longest = Mail._meta.get_field("kind").max_length

    assert [kind for kind in real_letters if len(kind) > longest] == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_hears_every_room_and_writes_an_invitation(
    real_letters, server, group, coordinator
):
    """As the worker's role, which has no confidential table (invariant 3)."""
    programme = group.programme
    newcomer = factories.PersonFactory(organisation=programme.organisation)
    with acting_as(coordinator):
        invite_people(
            programme=programme, people=[newcomer], role=Role.MENTEE, by=coordinator
        )

    worker = start(
        server,
        *("-m", "tests.reminders.work"),
        module=REAL_LETTERS,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said, _ = worker.communicate(timeout=60)

    assert worker.returncode == 0
    assert "cannot" not in said
    written = [
        message for message in server.messages if newcomer.email in message["To"]
    ]
    assert ["/people/invitation" in str(message) for message in written] == [True]
    assert not Mail.objects.exclude(error="").exists()


@pytest.mark.django_db(transaction=True)
def test_no_letter_asks_for_what_the_worker_may_not_see(real_letters, server, group):
    person = group.seats.earliest("pk").person
    for kind in real_letters:
        post(
            person=person,
            kind=kind,
            programme_id=group.programme_id,
            object_id=group.seats.latest("pk").pk,
            link="/",
        )

    assert start(server, "-m", "tests.reminders.work", module=REAL_LETTERS).wait() == 0

    assert not Mail.objects.filter(error__contains="ProgrammingError").exists()
