"""A page asks a queryset by its name: what is wanted of the rows stands at the model."""

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


def asked(path) -> list[str]:
    """The conditions that the file makes itself, with their lines."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            of_queryset = isinstance(node.func, ast.Attribute)
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in (METHODS if of_queryset else PARTS):
                found.append(f"{node.lineno}: {name}")
    return found


def test_no_view_filters():
    offences = {
        str(path.relative_to(settings.ROOT)): found
        for path in VIEWS
        if (found := asked(path))
    }

    assert offences == {}
    assert len(VIEWS) > 50


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Session.objects.filter(group=1)", ["1: filter"]),
        ("\nrows.exclude(pk=2).upcoming()", ["2: exclude"]),
        ("rows.annotate(n=Count('pk'))", ["1: annotate", "1: Count"]),
        ("get_object_or_404(Text, Q(pk=1))", ["1: Q"]),
        ("filter(None, words)", []),
        ("Session.objects.upcoming()", []),
    ],
)
def test_what_counts_as_a_filter(tmp_path, code, found):
    file = tmp_path / "views.py"
    file.write_text(code)

    assert asked(file) == found
