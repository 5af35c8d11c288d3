"""A page asks a queryset by its name, and fits on one of paper.

What is wanted of the rows stands at the model.
"""

import ast

import pytest
from django.conf import settings

VIEWS = sorted(
    path
    for room in settings.ROOMS
    for path in (settings.ROOT / room).rglob("*.py")
    if "views" in path.relative_to(settings.ROOT).with_suffix("").parts
)
# Of a queryset; and what such a condition is made of.
METHODS = {"filter", "exclude", "annotate", "aggregate", "alias", "extra", "raw"}
METHODS |= {"complex_filter", "distinct", "in_bulk"}
PARTS = {"Q", "F", "Case", "When", "Exists", "OuterRef", "Subquery", "Count", "Max"}
MOST_LINES = 25


def asked(tree) -> list[str]:
    """The conditions that the code makes itself, with their lines."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            of_queryset = isinstance(node.func, ast.Attribute)
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # `get` is one when it is asked by names.
            narrows = of_queryset and name == "get" and node.keywords
            if narrows or name in (METHODS if of_queryset else PARTS):
                found.append(f"{node.lineno}: {name}")
    return found


def long_ones(tree) -> list[str]:
    """Functions of too many lines, decorators left out."""
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno >= MOST_LINES
    ]


def offences(look) -> dict[str, list[str]]:
    found = {
        str(path.relative_to(settings.ROOT)): look(ast.parse(path.read_text()))
        for path in VIEWS
    }
    return {path: faults for path, faults in found.items() if faults}


def test_no_view_filters():
    assert offences(asked) == {}
    assert len(VIEWS) > 100


def test_each_view_fits_on_a_page():
    assert offences(long_ones) == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Session.objects.filter(group=1)", ["1: filter"]),
        ("\nrows.exclude(pk=2).upcoming()", ["2: exclude"]),
        ("rows.annotate(n=Count('pk'))", ["1: annotate", "1: Count"]),
        ("get_object_or_404(Text, Q(pk=1))", ["1: Q"]),
        ("Seat.objects.get(group=group)", ["1: get"]),
        ("filter(None, words)", []),
        ("Session.objects.upcoming()", []),
        ("group.seats.held().of(person).get()", []),
        ("request.POST.get('mark', '')", []),
        ("get_object_or_404(seats, pk=pk)", []),
    ],
)
def test_what_counts_as_a_filter(code, found):
    assert asked(ast.parse(code)) == found


@pytest.mark.parametrize(("lines", "found"), [(24, []), (25, ["view"])])
def test_what_counts_as_long(lines, found):
    body = "\n".join(["    pass"] * lines)

    assert long_ones(ast.parse(f"@require_GET\ndef view(request):\n{body}")) == found
