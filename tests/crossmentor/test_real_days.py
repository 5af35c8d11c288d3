"""No test asks as it is read which day it is: it would end on another one.

Nor is one named by chance: two processes that share the tests would not agree on them.
"""

import ast

import pytest
from django.conf import settings

TESTS = sorted((settings.ROOT / "tests").rglob("*.py"))
CLOCKS = {"localdate", "localtime", "now", "today", "utcnow", "monotonic"}
CHANCES = {
    "uuid1",
    "uuid4",
    "token_hex",
    "token_urlsafe",
    "random",
    "randint",
    "choice",
}
# A zone in which it is about noon.
MAY = {"tests/reminders/settings.py"}


def asked_at_import(node):
    """Calls of a clock outside the bodies of functions: defaults and marks count."""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in CLOCKS:
        yield ast.unparse(node)
    is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        if not (is_function and child in node.body) and not isinstance(
            node, ast.Lambda
        ):
            yield from asked_at_import(child)


def drawn_for_names(tree):
    """Calls of chance in what stands above a test, and so in its names."""
    for node in ast.walk(tree):
        for mark in getattr(node, "decorator_list", ()):
            for one in ast.walk(mark):
                name = getattr(one, "func", None)
                if getattr(name, "attr", getattr(name, "id", "")) in CHANCES:
                    yield ast.unparse(one)


def offences(look) -> dict[str, list[str]]:
    found = {
        path.relative_to(settings.ROOT).as_posix(): list(
            look(ast.parse(path.read_text()))
        )
        for path in TESTS
    }
    return {path: calls for path, calls in found.items() if calls}


def test_no_test_asks_for_the_day_as_it_is_read():
    assert offences(asked_at_import).keys() == MAY
    assert len(TESTS) > 500


def test_no_test_is_named_by_chance():
    assert offences(drawn_for_names) == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("TODAY = timezone.localdate()", True),
        ("class A:\n    day = dt.date.today()", True),
        ("def test(day=timezone.now()):\n    pass", True),
        (
            "@pytest.mark.parametrize('day', [timezone.now()])\ndef test(day):\n    pass",
            True,
        ),
        ("def test():\n    timezone.now()", False),
        ("later = lambda: timezone.now()", False),
        ("NOW = dt.datetime(2026, 11, 9)", False),
    ],
)
def test_what_counts_as_asking(code, found):
    assert bool(list(asked_at_import(ast.parse(code)))) == found


@pytest.mark.parametrize(
    ("mark", "drawn"),
    [
        ("@pytest.mark.parametrize('key', [str(uuid4())])", True),
        ("@pytest.mark.parametrize('key', [uuid.uuid4()])", True),
        ("@pytest.mark.parametrize('key', ['a', b('c')])", False),
    ],
)
def test_what_counts_as_chance(mark, drawn):
    tree = ast.parse(f"{mark}\ndef test(key):\n    uuid4()")
    assert bool(list(drawn_for_names(tree))) == drawn
