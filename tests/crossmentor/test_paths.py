"""Every path that is told, in prose or in a comment, leads to a file."""

import re

import pytest
from django.conf import settings

FOLDERS = (*settings.ROOMS, "templates", "static", "tests", "docs", "benchmarks")
KINDS = ("py", "html", "txt", "sql", "toml", "md", "js", "css", "svg", "png")
PATH = re.compile(
    rf"(?<![\w./{{<-])(?:{'|'.join(FOLDERS)})/[\w./-]*\.(?:{'|'.join(KINDS)})\b"
)
PROSE = ("README.md", "STYLE.md", "Makefile", "Dockerfile", "docker-compose.yml")
PROSE += ("pyproject.toml", "docs/*.md", "examples/*.md")
# Where the name of a template or of a script is told from.
FROM = ("", "templates", "static")


def texts() -> dict:
    paths = [path for name in PROSE for path in settings.ROOT.glob(name)]
    for folder in (*settings.ROOMS, "templates", "static", "benchmarks"):
        for kind in ("py", "html", "txt", "sql", "toml", "js", "css"):
            paths += (settings.ROOT / folder).rglob(f"*.{kind}")
    return {path.relative_to(settings.ROOT).as_posix(): path for path in paths}


def gone(text: str) -> set[str]:
    """The paths in a text that lead nowhere."""
    return {
        path
        for path in PATH.findall(text)
        if not any((settings.ROOT / start / path).exists() for start in FROM)
    }


def test_every_path_that_is_told_is_there():
    read = {name: path.read_text() for name, path in texts().items()}

    assert {name: lost for name, text in read.items() if (lost := gone(text))} == {}
    assert sum(len(PATH.findall(text)) for text in read.values()) > 500
    assert {"README.md", "docs/composing.md", "people/sql/closed.sql"} <= read.keys()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("see `people/sorting.py`.", set()),
        ("{# lines (sessions/log/learnt.py); session #}", set()),
        ('render(request, "boards/board.html#board")', set()),
        ("# as in people/nowhere.py", {"people/nowhere.py"}),
        ("`groups/stories/board.py`:", {"groups/stories/board.py"}),
        ("https://example.org/people/nowhere.py", set()),
        ("people/{name}.py and account/login.html", set()),
    ],
)
def test_what_counts_as_a_path(text, lost):
    assert gone(text) == lost
