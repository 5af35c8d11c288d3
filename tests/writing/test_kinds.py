"""The kinds of text of all rooms, as the program lists them."""

import subprocess
import sys
from importlib import import_module

from django.conf import settings

from writing.kinds import kinds

LOAD = "import django; django.setup(); from writing import kinds; print(*kinds.kinds())"


def test_they_load_before_anything_else_does():
    """A file that imports another in a circle fails here, and in no page that was loaded."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "crossmentor.settings",
        "CROSSMENTOR_PROCESS": "owner",
        "CROSSMENTOR_VAR": str(settings.VAR),
        "PATH": "",
    }
    told = subprocess.run(
        [sys.executable, "-c", LOAD],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(told.stdout.split()) == set(kinds())


def test_no_two_rooms_call_a_kind_the_same():
    names = [kind.name for room in settings.TEXTS for kind in import_module(room).KINDS]
    assert sorted(names) == sorted(set(names))
