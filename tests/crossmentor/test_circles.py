"""No two files import each other, whether at the top or inside a function."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest
from django.conf import settings

PLACES = [settings.ROOT / name for name in (*settings.ROOMS, "benchmarks", "tests")]


def modules(root, places):
    """The files by the name under which they are imported."""
    found = {}
    for place in places:
        for path in place.rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(name, path, known):
    """Names of files that this one imports; for types alone counts as well."""
    package = name.split(".")
    if path.name != "__init__.py":
        package.pop()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in known else source


def circle(root, places) -> list[str]:
    """Files that import each other in a row, the first one again at the end."""
    known = modules(root, places)
    graph = {
        name: {other for other in imports(name, path, known) if other in known}
        for name, path in known.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_file_imports_another_in_a_circle():
    assert circle(settings.ROOT, PLACES) == []


@pytest.mark.parametrize(
    "back",
    [
        "from room.a import x",
        "from room import a",
        "from . import a",
        "from .a import x",
        "import room.a",
        "def f():\n    from room.a import x",
        "if TYPE_CHECKING:\n    from .a import x",
    ],
)
def test_a_circle_is_found(tmp_path, back):
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "a.py").write_text("from room import b")
    (room / "b.py").write_text("import room.c")
    (room / "c.py").write_text(back)

    assert sorted(circle(tmp_path, [room])[1:]) == ["room.a", "room.b", "room.c"]
