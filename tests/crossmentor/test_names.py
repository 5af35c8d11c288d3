"""A class name stands for one thing in the whole project, and a verb has its noun."""

import ast
from collections import defaultdict

from django.conf import settings

# Models of which the search has a plain copy, always named by its room: `composing.Pin`.
OF_THE_SEARCH = {"Person": "composing", "Pin": "composing", "Stint": "composing"}
# Django calls each command so.
ELSEWHERE = ("management", "migrations")

# Verbs that mean another thing in each room: what is read, or settled, is said.
BARE = {
    *("find", "found", "give", "keep", "read", "said", "settle", "show"),
    *("take", "tell", "told", "write", "place", "places", "roles", "text"),
}
# What is always named by its module, and alike in each: `kind.read`, `values.text`.
ALIKE = {
    "crossmentor/environment.py": {"text"},
    "people/roster/values.py": {"text"},
    "people/web/bounded.py": {"text"},
    "workbook/kinds/": {"read", "told", "write"},
}


def classes(root, rooms) -> dict[str, list[str]]:
    """By name the files that have a class of it, inner ones left out."""
    found = defaultdict(list)
    for room in rooms:
        for path in sorted((root / room).rglob("*.py")):
            if not set(ELSEWHERE) & set(path.parts):
                for node in ast.parse(path.read_text()).body:
                    if isinstance(node, ast.ClassDef):
                        found[node.name].append(str(path.relative_to(root)))
    return found


def several(found) -> dict[str, list[str]]:
    """What stands for more than one thing, the words of the search left out."""
    others = {
        name: [path for path in paths if not is_of_the_search(name, path)]
        for name, paths in found.items()
    }
    return {name: paths for name, paths in others.items() if len(paths) > 1}


def is_of_the_search(name, path) -> bool:
    return path.startswith(f"boards/{OF_THE_SEARCH.get(name, '-')}/")


def test_a_class_name_stands_for_one_thing():
    assert several(classes(settings.ROOT, settings.ROOMS)) == {}


def test_the_words_of_the_search_are_its_own():
    found = classes(settings.ROOT, settings.ROOMS)

    for name in OF_THE_SEARCH:
        assert len([one for one in found[name] if is_of_the_search(name, one)]) == 1


def test_two_of_a_name_are_found(tmp_path):
    for room in ("a", "b"):
        (tmp_path / room / "models").mkdir(parents=True)
        (tmp_path / room / "models" / "one.py").write_text("class Plan:\n    pass\n")

    assert several(classes(tmp_path, ["a", "b"])) == {
        "Plan": ["a/models/one.py", "b/models/one.py"]
    }


def verbs(root, rooms) -> list[str]:
    """Functions of a module called by a verb alone, but those that are alike."""
    return [
        f"{path.relative_to(root)}: {node.name}"
        for room in rooms
        for path in sorted((root / room).rglob("*.py"))
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name in BARE
        if not is_alike(str(path.relative_to(root)), node.name)
    ]


def is_alike(path, name) -> bool:
    return any(path.startswith(place) and name in ALIKE[place] for place in ALIKE)


def test_a_verb_has_its_noun():
    assert verbs(settings.ROOT, settings.ROOMS) == []


def test_what_is_alike_is_there():
    for place, names in ALIKE.items():
        path = settings.ROOT / place
        files = path.glob("*.py") if path.is_dir() else [path]
        bodies = [node for file in files for node in ast.parse(file.read_text()).body]
        there = {node.name for node in bodies if isinstance(node, ast.FunctionDef)}
        assert names <= there


def test_a_verb_alone_is_found(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "sheet.py").write_text(
        "def read():\n    pass\n\n\ndef read_sheet():\n    pass\n"
    )

    assert verbs(tmp_path, ["a"]) == ["a/sheet.py: read"]
