"""Every room's letters, as the settings list them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import translation

from crossmentor import settings as real
from reminders import letters as registry
from reminders.models import Mail
from tests import factories

PARTS = ["subject", "line", "body", "button"]


@pytest.fixture
def letters(settings):
    settings.LETTERS = real.LETTERS
    registry.all_letters.cache_clear()
    return registry.all_letters()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_says_all_its_parts(letters, language):
    person = factories.PersonFactory.build()
    with translation.override(language):
        silent = [
            (letter.kind, part)
            for letter in letters.values()
            for part in PARTS
            if not letter.say(part, {"person": person})
        ]

    assert silent == []


def test_every_kind_fits_its_column(letters):
    longest = Mail._meta.get_field("kind").max_length

    assert [kind for kind in letters if len(kind) > longest] == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_may_read_all_that_says_what_is_due(group):
    """As the worker's role, which has no confidential table (invariant 3)."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER],
        cwd=django_settings.ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
            "CROSSMENTOR_PROCESS": "worker",
            "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
            "CROSSMENTOR_TEST_VAR": str(django_settings.VAR),
        },
    )

    assert (done.returncode, done.stdout) == (0, "crossmentor_worker\n"), done.stderr


WORKER = """
import django
django.setup()
from django.db import connection
from django.utils import timezone
from reminders.due import waiting
list(waiting(now=timezone.now()))
print(connection.settings_dict["USER"])
"""
