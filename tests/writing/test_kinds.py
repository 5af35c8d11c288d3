"""The kinds of text of all rooms, as the program lists them."""

import subprocess
import sys
from importlib import import_module
from uuid import UUID

import pytest
from django.conf import settings

from writing.kinds import kinds, number_in, uuid_in

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


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("7", 7),
        ("123456789", 123456789),
        ("1234567890", None),
        # As nobody of ours writes a number: it would be another text of the same thing.
        ("007", None),
        ("-7", None),
        ("+7", None),
        ("7 ", None),
        ("1_0", None),
        ("²", None),
        ("٣", None),
        ("", None),
    ],
)
def test_a_key_is_a_number_as_ours_are_written(key, number):
    assert number_in(key) == number


ID = "c7b2a1d0-0000-4000-8000-00000000000a"


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        (ID, True),
        (ID.upper(), False),
        (ID.replace("-", ""), False),
        (f"{{{ID}}}", False),
        (f"urn:uuid:{ID}", False),
        ("", False),
        ("goal", False),
    ],
)
def test_a_key_is_an_id_as_ours_are_written(key, is_one):
    assert uuid_in(key) == (UUID(ID) if is_one else None)
