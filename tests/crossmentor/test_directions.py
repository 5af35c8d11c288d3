"""A room talks to another through its services and querysets, not through its pages."""

import ast

import pytest
from django.conf import settings

ROOMS = [room for room in settings.ROOMS if room != "crossmentor"]
PAGES = {"views", "forms", "urls", "admin"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def of_pages_elsewhere(room, path) -> list[str]:
    """What the file takes of another room's pages."""
    return [
        name
        for name in imported(path)
        if name.split(".")[0] in ROOMS
        and name.split(".")[0] != room
        and PAGES & set(name.split(".")[1:])
    ]


def test_a_room_imports_no_page_of_another():
    files = {
        path: of_pages_elsewhere(room, path)
        for room in ROOMS
        for path in (settings.ROOT / room).rglob("*.py")
    }

    assert {str(path): names for path, names in files.items() if names} == {}
    assert len(files) > 800


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from intake.views.texts import WRITERS", True),
        ("from intake import forms", True),
        ("import intake.urls", True),
        ("from groups.forms import MoveForm", False),
        ("from intake.services import plan_intake", False),
    ],
)
def test_what_counts_as_a_page_of_another(tmp_path, code, found):
    file = tmp_path / "services.py"
    file.write_text(code)

    assert bool(of_pages_elsewhere("groups", file)) == found
