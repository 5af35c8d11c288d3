"""No test asks as it is read which day it is: it would end on another one."""

import ast

import pytest
from django.conf import settings

PATHS = sorted((settings.ROOT / "tests").rglob("*.py"))
TESTS = [path.relative_to(settings.ROOT) for path in PATHS]
CLOCKS = {"localdate", "localtime", "now", "today", "utcnow", "monotonic"}
# A zone in which it is about noon, and the setting of a clock itself.
MAY = {"tests/reminders/settings.py", "tests/browser/journey/clock/sitecustomize.py"}


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


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_no_test_asks_for_the_day_as_it_is_read(path):
    found = list(asked_at_import(ast.parse((settings.ROOT / path).read_text())))

    assert found == [] or str(path) in MAY


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
