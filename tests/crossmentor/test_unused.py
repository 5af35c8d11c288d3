"""What nothing in the product names is gone; what only tests need stands in tests."""

import ast
import re
from collections import defaultdict

import pytest
from django.conf import settings

from tests.crossmentor.test_circles import modules

ROOMS = [path.parent for path in sorted(settings.ROOT.glob("*/apps.py"))]
ROOMS += [settings.ROOT / "crossmentor"]
USERS = [*ROOMS, settings.ROOT / "benchmarks", settings.ROOT / "examples"]
# What Django, or a list of rooms in the settings, finds by the name alone.
FOUND = {
    *(
        "__all__",
        "Command",
        "app_name",
        "urlpatterns",
        "handler400",
        "handler403",
        "handler404",
    ),
    *("handler500", "DatabaseWrapper", "LEFT_OUT", "FORMER", "KINDS", "GIVEN"),
    *("LETTERS", "pages", "waiting", "of_groups", "has_dates", "follow_seats"),
}
# Known, and why.
KNOWN = {
    "boards.solving.compiled.anneal_halves",  # chosen of the engine, by its attribute
    "boards.composing.explain.explain",  # called as the package's own
    "groups.services.ends.go_on",  # undoes `end_on`; only tests walk both ways
    "sessions.log.notes.note_of",  # a log as one of its readers sees it
}
# Django and others know them by themselves; a kind of prompt is called as any other.
ASIDE = re.compile(r"\.(migrations|settings\w*|apps|gunicorn)\b|^workbook\.kinds\.")
MODELS = re.compile(r"\.models\b")
# Decorators by which a library comes to know what they stand on.
REGISTERS = re.compile(r"^register\b|shared_task|\.connect\b")
DOTTED = re.compile(r"[\w.]+[.:]\w+")


def source(name, path, node) -> str:
    """From which module an import takes its names."""
    if not node.level:
        return node.module
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *filter(None, [node.module])])


def uses(known, trees):
    """The names of each module that are read anywhere, and what is passed on."""
    used, passed = defaultdict(set), {}
    for name, (path, tree) in trees.items():
        alias = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                alias |= {one.asname or one.name: one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                module = source(name, path, node)
                for one in node.names:
                    local = one.asname or one.name
                    if f"{module}.{one.name}" in known:
                        alias[local] = f"{module}.{one.name}"
                        # A function may be called as its file.
                        used[module].add(one.name)
                    if path.name == "__init__.py":
                        passed[name, local] = module, one.name
                    else:
                        used[module].add(one.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                if module := alias.get(ast.unparse(node.value)):
                    used[module].add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used[name].add(node.id)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                for dotted in DOTTED.findall(node.value):
                    module, _, last = dotted.replace(":", ".").rpartition(".")
                    used[module].add(last)
    return used, passed


def made(module, tree):
    """The functions, classes and constants of a file that nothing registers."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and MODELS.search(module):
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            if not any(REGISTERS.search(ast.unparse(d)) for d in node.decorator_list):
                yield node.name
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))


def unused(root, rooms, users) -> list[str]:
    known = modules(root, users)
    trees = {name: (path, ast.parse(path.read_text())) for name, path in known.items()}
    used, passed = uses(known, trees)
    for _ in range(3):
        for (module, name), (origin, first) in passed.items():
            if name in used[module]:
                used[origin].add(first)
    names = {room.name for room in rooms}
    return sorted(
        f"{module}.{name}"
        for module, (_path, tree) in trees.items()
        if module.partition(".")[0] in names and not ASIDE.search(module)
        for name in made(module, tree)
        if name not in used[module] | FOUND
    )


def test_nothing_is_there_for_tests_alone_or_for_nobody():
    assert set(unused(settings.ROOT, ROOMS, USERS)) == KNOWN


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("from room.a import x", []),
        ("from room import a\n\na.x()", []),
        ("import room.a\n\nroom.a.x()", []),
        ('NAMED = ["room.a.x"]\nprint(NAMED)', []),
        ("from room import a\n\na.y()", ["room.a.x"]),
        ("def x(): ...\n\nx()", ["room.a.x"]),
    ],
)
def test_a_function_nobody_names_is_found(tmp_path, said, left):
    room = tmp_path / "room"
    room.mkdir()
    (room / "a.py").write_text("def x(): ...")
    (room / "b.py").write_text(said)

    assert unused(tmp_path, [room], [room]) == left
