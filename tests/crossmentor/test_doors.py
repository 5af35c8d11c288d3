"""Each address of the pages over all rooms; and of every address that it has its table."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone

from tests.crossmentor.test_public import named
from tests.doors import EVERYBODY, Door, walk
from tests.factories import write_text

# They name their addresses without the room.
WITHIN = {"intake", "sessions"}
DOORS = {
    "today": Door("GET"),
    "set_theme": Door("POST"),
    "progress": Door("GET", "coordinator", "programme"),
    "search": Door("GET"),
    "taking_along": Door("GET"),
    "taken_along": Door("POST"),
    # A password gives the file, and no more.
    "left": Door("GET POST", f"{EVERYBODY} nobody"),
    "looking_back": Door("GET"),
    # Who wrote nothing then, has nothing there.
    "looking_back_month": Door("GET", "mentee", "month"),
}


def in_tables():
    """The names of all addresses that some room asks."""
    for room in settings.ROOMS:
        table = import_module(f"tests.{room}.test_doors")
        known = table.PAGES if room == "sessions" else table.DOORS
        for name in [*known, *getattr(table, "ELSEWHERE", ())]:
            name = name.split(" ")[0]
            yield f"{room}:{name}" if room in WITHIN else name


def of_ours():
    """The names of all addresses at which a page of ours answers."""
    for name, view in named(get_resolver()):
        if view.__module__.partition(".")[0] in settings.ROOMS:
            yield name


def test_every_address_has_its_door():
    assert set(in_tables()) == set(of_ours())


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_over_all_rooms(everybody, programme, mentee):
    write_text(by=mentee, kind="goal", key=uuid4(), body="Vaker nee zeggen")
    world = {"programme": programme, "month": timezone.localdate()}

    assert walk(DOORS, everybody, world) == []
