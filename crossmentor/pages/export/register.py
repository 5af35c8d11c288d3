"""Which pages a person takes along: those that each room lists (`spaces/taking.py`)."""

from importlib import import_module

from django.conf import settings

from spaces.taking import ExportPage


def pages() -> list[ExportPage]:
    """In the language that is active, in the order of the rooms."""
    return [page for room in rooms() for page in room.pages()]


def rooms() -> list:
    return [import_module(name) for name in settings.EXPORTS]
