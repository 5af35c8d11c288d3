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


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_no_page_of_another(room):
    offences = [
        (path.name, name)
        for path in sorted((settings.ROOT / room).rglob("*.py"))
        for name in imported(path)
        if name.split(".")[0] in ROOMS
        and name.split(".")[0] != room
        and PAGES & set(name.split(".")[1:])
    ]

    assert offences == []
