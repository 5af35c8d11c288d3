"""A class name stands for one thing in the whole project, and a verb has its noun.

What a variable holds is said by its name: `one` stands only beside `other`.
"""

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

# Names that say nothing of what is held, and where they mean just that: columns, what a
# form or a service is asked with, what somebody was told; what was looked for.
NAMELESS = {
    "about": {
        "crossmentor/doctor/finding.py",
        "groups/models/tolerance.py",
        "groups/presenters/circles.py",
        "handbook/models.py",
        "handbook/services.py",
        "sessions/dates/forms/poll.py",
        "sessions/dates/views/poll_form.py",
        "sessions/one_on_ones/models/spent.py",
    },
    "found": {
        "crossmentor/pages/search/views.py",
        "groups/models/group.py",
        "workbook/earlier.py",
        "writing/wording.py",
    },
    "said": {
        "crossmentor/pages/search/looking.py",
        "handbook/models.py",
        "handbook/pictures/picture.py",
        "sessions/session/coming.py",
        "workbook/goalforms.py",
        "workbook/models/checkin.py",
        "workbook/services/checkins.py",
        "workbook/views/checkins.py",
    },
    "told": {
        "calendars/models/told.py",
        "calendars/services/again.py",
        "calendars/services/checking.py",
        "calendars/services/feeds.py",
        "calendars/services/telling.py",
        "calendars/views/feed.py",
        "sessions/session/forms/coming.py",
        "sessions/session/services/coming.py",
        "sessions/session/views/coming.py",
        "workbook/paper.py",
        "writing/kinds.py",
    },
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


def bound(node) -> set[str]:
    """What the code of a node gives a name: variables, parameters, fields."""
    return {
        child.arg if isinstance(child, ast.arg) else child.id
        for child in ast.walk(node)
        if isinstance(child, ast.arg)
        or (isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store))
    }


def bound_by_file(root, rooms) -> dict[str, list[set[str]]]:
    """By file what is bound in each statement at its top: a function, a class."""
    return {
        str(path.relative_to(root)): [
            bound(node) for node in ast.parse(path.read_text()).body
        ]
        for room in rooms
        for path in sorted((root / room).rglob("*.py"))
        if "migrations" not in path.parts
    }


def nameless(files) -> dict[str, set[str]]:
    return {
        name: {path for path, names in files.items() if name in set().union(*names)}
        for name in NAMELESS
    }


def alone(files) -> set[str]:
    """Where `one` is bound without an `other`."""
    return {
        path
        for path, each in files.items()
        if any("one" in names and "other" not in names for names in each)
    }


def test_a_variable_says_what_it_holds():
    files = bound_by_file(settings.ROOT, settings.ROOMS)

    assert nameless(files) == NAMELESS
    assert alone(files) == set()


def test_a_variable_that_says_nothing_is_found(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pair.py").write_text("def f(one, other):\n    pass\n")
    (tmp_path / "a" / "list.py").write_text("def f(x):\n    [one for one in x]\n")
    (tmp_path / "a" / "word.py").write_text("def f(x):\n    said = x\n")

    files = bound_by_file(tmp_path, ["a"])

    assert alone(files) == {"a/list.py"}
    assert nameless(files)["said"] == {"a/word.py"}
    assert nameless(files)["told"] == set()
