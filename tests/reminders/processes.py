"""Workers apart from the tests: their own process, in the role of the worker."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection

OWN_LETTERS = "tests.reminders.settings"
REAL_LETTERS = "crossmentor.settings_test"


def environment(server, module=OWN_LETTERS):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": module,
        "CROSSMENTOR_PROCESS": "worker",
        "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
        "CROSSMENTOR_TEST_VAR": str(settings.VAR),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
    }


def start(server, *command, module=OWN_LETTERS, **options):
    return subprocess.Popen(
        [sys.executable, *command],
        env=environment(server, module),
        cwd=settings.ROOT,
        **options,
    )
