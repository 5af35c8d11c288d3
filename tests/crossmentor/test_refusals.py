"""What a service refuses reaches the person as words, and in one way.

Every service that may raise `DomainError`, itself or through what it calls, is called
by a view inside `with refusals(form)` or `with refusals_told(request)`.
"""

import ast
from functools import cache

import pytest
from django.conf import settings

from people.web.refusals import refusals_told

SHOWN = {"refusals", "refusals_told"}
REFUSALS = {"DomainError", "StaleBoard"}
# Around the whole view: the link that led here leads nowhere.
AROUND = {
    "people.accounts.views.addresses.linked",
    "people.accounts.views.invitations.invited",
    "people.accounts.views.step_resets.asked_for",
}


def read(root, rooms):
    """Each module's tree by its name."""
    trees = {}
    for path in (path for room in rooms for path in room.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts).removesuffix(".__init__")
            trees[name] = ast.parse(path.read_text())
    return trees


class House:
    """Who calls whom, by full names, as far as imports tell."""

    def __init__(self, trees):
        self.imported = {name: self._imported(tree) for name, tree in trees.items()}
        self.functions = {
            f"{name}.{node.name}": (name, node)
            for name, tree in trees.items()
            for node in tree.body
            if isinstance(node, ast.FunctionDef)
        }
        self.called = {name: self._called(name) for name in self.functions}
        self.raising = self._raising()

    def _imported(self, tree):
        return {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def target(self, module, node) -> str:
        """The full name of what is called, where that is a function of the house."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{self.imported[module].get(node.value.id, '')}.{node.attr}"
        else:
            name = getattr(node, "id", "")
            name = self.imported[module].get(name, f"{module}.{name}")
        # Through the packages that hand it on.
        while name not in self.functions:
            package, _dot, last = name.rpartition(".")
            if last not in self.imported.get(package, {}):
                return ""
            name = self.imported[package][last]
        return name

    def _called(self, name) -> set[str]:
        """What the function calls outside a block that shows refusals."""
        module, function = self.functions[name]
        return {self.target(module, call.func) for call in calls(function)}

    def _raising(self):
        found = {
            name
            for name, (_module, function) in self.functions.items()
            if any(is_refusal(node) for node in ast.walk(function))
        }
        size = -1
        while len(found) > size:
            size = len(found)
            found |= {name for name, called in self.called.items() if called & found}
        return found

    def answering(self) -> set[str]:
        """What answers a request: decorated views, and what these call unprotected."""
        found, waiting = set(), []
        for name, (module, function) in self.functions.items():
            around = {self.target(module, one) for one in function.decorator_list}
            if is_view(module) and around and not around & AROUND:
                waiting.append(name)
        while waiting:
            name = waiting.pop()
            if name not in found and is_view(name):
                found.add(name)
                waiting += self.called[name] & self.functions.keys()
        return found

    def unshown(self, name) -> set[str]:
        """What the function calls that may refuse, outside a block that shows it."""
        return self.called[name] & self.raising


def is_refusal(node):
    if not isinstance(node, ast.Raise) or node.exc is None:
        return False
    error = getattr(node.exc, "func", node.exc)
    return getattr(error, "attr", getattr(error, "id", "")) in REFUSALS


def calls(node):
    """The calls in a function, without those in a block that shows refusals.

    And without those that it hands to another to be made.
    """
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.With) and any(shows(item) for item in node.items):
        return
    if isinstance(node, ast.Try) and any(catches(one) for one in node.handlers):
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from calls(child)


def shows(item):
    return getattr(getattr(item.context_expr, "func", None), "id", "") in SHOWN


def catches(handler):
    return getattr(handler.type, "id", "") == "DomainError"


def faults(house) -> set[tuple[str, str]]:
    """Views with a service that may refuse, and nothing that shows it."""
    return {
        (name, one)
        for name in house.answering()
        for one in house.unshown(name)
        if not is_view(one)
    }


def is_view(name):
    return "views" in name.split(".")


@cache
def ours() -> dict[str, ast.Module]:
    return read(settings.ROOT, [settings.ROOT / room for room in settings.ROOMS])


def test_views_show_every_refusal_as_words():
    house = House(ours())

    assert faults(house) == set()
    assert len(house.answering()) > 200
    assert len(house.raising) > 100


def test_views_catch_no_refusal_by_hand():
    by_hand = {
        name
        for name, tree in ours().items()
        if is_view(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and catches(node)
    }

    assert by_hand == {name.rpartition(".")[0] for name in AROUND}


SERVICE = """
from people.web.refusals import DomainError
def act(): _refuse()
def _refuse(): raise DomainError("No.")
"""


@pytest.mark.parametrize(
    ("view", "found"),
    [
        ("services.act()", True),
        ("with refusals(form):\n        services.act()", False),
        ("with refusals_told(request):\n        pass\n    services.act()", True),
        ("if services.act():\n        pass", True),
        ("other.act()", False),
        ("with refusals(form):\n        helper()", False),
        ("return shown(lambda: services.act())", False),
    ],
)
def test_a_forgotten_refusal_is_found(view, found):
    trees = {
        "room.services": ast.parse("from room.services.acts import act"),
        "room.services.acts": ast.parse(SERVICE),
        "room.views": ast.parse(
            "from room import services\n"
            "def helper():\n    services.act()\n"
            f"@require_POST\ndef view(request):\n    {view}"
        ),
    }

    told = {("room.views.view", "room.services.acts.act")}
    assert faults(House(trees)) == (told if found else set())


def test_only_refusals_are_shown(rf):
    with pytest.raises(ValueError, match="a fault"), refusals_told(rf.post("/")):
        raise ValueError("a fault")
