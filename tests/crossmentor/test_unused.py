"""What nothing in the product names is gone; what only tests need stands in tests."""

import ast
import importlib
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
# Chosen of the engine, by its attribute.
KNOWN = {"boards.solving.compiled.anneal_halves"}
# Django and others know them by themselves; a kind of prompt is called as any other.
ASIDE = re.compile(r"\.(migrations|settings\w*|apps|gunicorn)\b|^workbook\.kinds\.")
MODELS = re.compile(r"\.models\b")
# Decorators by which a library comes to know what they stand on.
REGISTERS = re.compile(r"^register\b|shared_task|\.connect\b")
DOTTED = re.compile(r"[\w.]+[.:]\w+")
# Methods by whose name a library calls a form, a field, a middleware, a converter…
CALLED = re.compile(
    r"__|clean_|process_(view|exception)$|to_url$|from_db_value$|handle_DATA$"
)


def trees_of(root, users):
    """Each file by the name of its module, read and parsed."""
    return {
        name: (path, ast.parse(path.read_text()))
        for name, path in modules(root, users).items()
    }


@pytest.fixture(scope="module")
def ours():
    return trees_of(settings.ROOT, USERS)


def source(name, path, node) -> str:
    """From which module an import takes its names."""
    if not node.level:
        return node.module
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *filter(None, [node.module])])


def parts(tree):
    """All nodes, with the function or class of the file in which each stands."""
    for top in tree.body:
        yield from ((getattr(top, "name", ""), node) for node in ast.walk(top))


def texts(tree):
    """What stands in quotes, but for what only tells about the code."""
    telling = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if node not in telling:
                yield text


def uses(trees):
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
                    if f"{module}.{one.name}" in trees:
                        alias[local] = f"{module}.{one.name}"
                        # A function may be called as its file.
                        used[module].add(one.name)
                    if path.name == "__init__.py":
                        passed[name, local] = module, one.name
                    else:
                        used[module].add(one.name)
        for own, node in parts(tree):
            if isinstance(node, ast.Attribute):
                if module := alias.get(ast.unparse(node.value)):
                    used[module].add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used[name] |= {node.id} - {own}
        for text in texts(tree):
            for dotted in DOTTED.findall(text):
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


def unused(trees, rooms) -> list[str]:
    used, passed = uses(trees)
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


def test_nothing_is_there_for_tests_alone_or_for_nobody(ours):
    assert set(unused(ours, ROOMS)) == KNOWN


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("from room.a import x", []),
        ("from room import a\n\na.x()", []),
        ("import room.a\n\nroom.a.x()", []),
        ('NAMED = ["room.a.x"]\nprint(NAMED)', []),
        ("from room import a\n\na.y()", ["room.a.x"]),
        ("def x(): ...\n\nx()", ["room.a.x"]),
        ('def z():\n    """As room.a.x does."""\n\nz()', ["room.a.x"]),
        ("def z():\n    return z()", ["room.a.x", "room.b.z"]),
    ],
)
def test_a_function_nobody_names_is_found(tmp_path, said, left):
    room = tmp_path / "room"
    room.mkdir()
    (room / "a.py").write_text("def x(): ...")
    (room / "b.py").write_text(said)

    assert unused(trees_of(tmp_path, [room]), [room]) == left


def members(tree):
    """The methods and typed fields of each class of a file."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield node.name, one.name
                elif isinstance(one, ast.AnnAssign):
                    yield node.name, one.target.id


def read(tree) -> set[str]:
    """What is read by its name in a file, or stands there in a text."""
    words = set(re.findall(r"\w+", " ".join(texts(tree))))
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Load()):
                words.add(name)
            case ast.Name(id=name, ctx=ast.Load()):
                words.add(name)
    return words


def is_of_a_library(module, name, member) -> bool:
    """Whether a class takes the member over from one that we did not write."""
    own = getattr(importlib.import_module(module), name)
    ours = {room.name for room in ROOMS}
    return any(
        member in vars(base)
        for base in own.__mro__
        if base.__module__.partition(".")[0] not in ours
    )


def unread(trees, pages="") -> list[tuple]:
    """Members that no file reads and no page names: module, class, name."""
    words = set(re.findall(r"\w+", pages)).union(*map(read, trees.values()))
    return [
        (module, *member)
        for module, tree in trees.items()
        for member in members(tree)
        if member[1] not in words and not CALLED.match(member[1])
    ]


def test_no_method_and_no_field_is_there_for_tests_alone(ours):
    trees = {name: tree for name, (_path, tree) in ours.items()}
    pages = [*(settings.ROOT / "templates").rglob("*.*")]
    pages += [path for room in ROOMS for path in room.rglob("*.sql")]

    found = unread(trees, "".join(path.read_text() for path in pages))

    assert [one for one in found if not is_of_a_library(*one)] == []
    assert len(trees) > 1000


@pytest.mark.parametrize(
    ("said", "pages", "left"),
    [
        ("Card().front", "", []),
        ('NAMED = ["front"]', "", []),
        ("", "{{ card.front }}", []),
        ("Card(front=1)", "", ["front"]),
        ("card.front = 1", "", ["front"]),
        ('"""Not front."""', "", ["front"]),
    ],
)
@pytest.mark.parametrize("made", ["front: int", "def front(self): ..."])
def test_a_member_nobody_reads_is_found(made, said, pages, left):
    trees = {"a": ast.parse(f"class Card:\n    {made}"), "b": ast.parse(said)}

    assert [name for *_, name in unread(trees, pages)] == left
