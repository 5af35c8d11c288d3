"""Views are thin: they ask querysets by name, and fit on a page."""

import ast

import pytest
from django.conf import settings

VIEWS = sorted(
    path.relative_to(settings.ROOT)
    for room in settings.ROOMS
    for pattern in ("**/views.py", "**/views/**/*.py")
    for path in (settings.ROOT / room).glob(pattern)
)
MOST_LINES = 25
QUERIES = {"filter", "exclude", "annotate", "aggregate", "raw", "extra"}


def queries(tree) -> list[str]:
    """What narrows rows in place; `get` is one when it is asked by names."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in QUERIES or (node.func.attr == "get" and node.keywords))
    ]


def long_ones(tree) -> list[str]:
    """Functions of too many lines, decorators left out."""
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno >= MOST_LINES
    ]


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_a_view_narrows_no_rows_in_place(path):
    assert queries(ast.parse((settings.ROOT / path).read_text())) == []


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_a_view_fits_on_a_page(path):
    assert long_ones(ast.parse((settings.ROOT / path).read_text())) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Seat.objects.filter(person=person)", True),
        ("group.seats.exclude(left_at=None)", True),
        ("Seat.objects.get(group=group)", True),
        ("group.seats.held().of(person).get()", False),
        ("request.POST.get('mark', '')", False),
        ("get_object_or_404(seats, pk=pk)", False),
    ],
)
def test_what_counts_as_narrowing(code, found):
    assert bool(queries(ast.parse(code))) == found


@pytest.mark.parametrize(("lines", "found"), [(24, []), (25, ["view"])])
def test_what_counts_as_long(lines, found):
    body = "\n".join(["    pass"] * lines)

    assert long_ones(ast.parse(f"@require_GET\ndef view(request):\n{body}")) == found
