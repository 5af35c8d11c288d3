"""Each address of a board: of those who coordinate the programme, and of nobody else."""

import pytest

from boards.models import Proposal, SheetImport
from tests.doors import Door, walk
from tests.factories import coordinator_of

RUNS = "coordinator colleague"


def of_board(methods, more=""):
    return Door(methods, RUNS, f"composition {more}")


def of(thing, methods):
    return Door(methods, RUNS, thing)


def of_programme(methods):
    """Who takes part in it knows that it is there, and composes nothing."""
    return Door(methods, RUNS, "programme", "mentor mentee other_mentee outsider")


DOORS = {
    "boards:composition_list": of_programme("GET"),
    "boards:composition_new": of_programme("GET POST"),
    "boards:sheet_new": of_programme("GET POST"),
    "boards:sheet_preview": of("sheet", "GET"),
    "boards:sheet_carry_out": of("sheet", "POST"),
    "boards:sheet_discard": of("sheet", "POST"),
    "boards:proposal": of("proposal", "GET"),
    "boards:proposal_stop": of("proposal", "POST"),
    "boards:board": of_board("GET"),
    "boards:composition_rename": of_board("GET POST"),
    "boards:composition_copy": of_board("POST"),
    "boards:composition_delete": of_board("GET POST"),
    "boards:card": of_board("GET", "placed"),
    "boards:options": of_board("GET", "placed"),
    "boards:card_apart": of_board("POST", "placed"),
    "boards:column": of_board("GET", "lead"),
    "boards:compare": of_board("GET"),
    "boards:sheet": of_board("GET"),
    "boards:print": of_board("GET"),
    "boards:news": of_board("GET"),
    "boards:move": of_board("POST"),
    "boards:column_add": of_board("POST"),
    "boards:column_remove": of_board("POST"),
    "boards:away": of_board("POST"),
    "boards:present": of_board("POST"),
    "boards:reason": of_board("POST"),
    "boards:pin": of_board("POST"),
    "boards:unpin": of_board("POST"),
    "boards:undo": of_board("POST"),
    "boards:redo": of_board("POST"),
    "boards:propose": of_board("POST"),
    "boards:publish": of_board("GET POST"),
    "boards:unpublish": of_board("GET POST"),
}


@pytest.fixture
def world(programme, composition, compose, coordinator):
    ((lead, placed),) = compose()
    return {
        "programme": programme,
        "composition": composition,
        "lead": lead,
        "placed": placed[0],
        "sheet": SheetImport.objects.create(
            programme=programme,
            uploaded_by=coordinator,
            content={"fields": [], "lines": []},
        ),
        "proposal": Proposal.objects.create(
            composition=composition, requested_by=coordinator
        ),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_a_board(everybody, programme, world):
    people = everybody | {"colleague": coordinator_of(programme)}

    assert walk(DOORS, people, world) == []
