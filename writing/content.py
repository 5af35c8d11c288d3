"""Texts that people read, from the files of a room: `<folder>/<language>/<slug>.md`.

A file is TOML between two lines of `+++`, then Markdown. The same slugs exist in every
language. What a file becomes is the room's to say. Words without pages of their own are
TOML alone, `<folder>/<language>.toml`.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

DEFAULT_LANGUAGE = "en"

markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Content:
    """`make` makes a page of a slug and the text of its file, `order` sorts pages."""

    folder: Path
    make: Callable[[str, str], Any]
    order: Callable[[Any], Any]

    def languages(self) -> frozenset[str]:
        return _languages(self.folder)

    def pages(self, language: str | None) -> tuple:
        """All pages in their order; an unknown language gets the default one."""
        code = (language or "").split("-")[0]
        return _pages(self, code if code in self.languages() else DEFAULT_LANGUAGE)

    def get(self, slug: str, language: str | None):
        """The page of that slug, or raise KeyError."""
        for page in self.pages(language):
            if page.slug == slug:
                return page
        raise KeyError(slug)


@cache
def load(folder: Path, language: str, make: Callable[[dict], Any] = dict):
    """What `make` makes of the words in a language; an unknown one gets the default."""
    path = folder / f"{language}.toml"
    path = path if path.exists() else folder / f"{DEFAULT_LANGUAGE}.toml"
    return make(tomllib.loads(path.read_text(encoding="utf-8")))


def split(source: str) -> tuple[dict, str]:
    """What stands between the lines of `+++`, and the Markdown after it."""
    head, body = source.split("+++\n", 2)[1:]
    return tomllib.loads(head), body


def rendered(tokens) -> str:
    _label_cells(tokens)
    return markdown.renderer.render(tokens, markdown.options, {}).strip()


def _label_cells(tokens):
    """Repeat a column's heading at its cells: on a phone each row becomes a stack."""
    headings, column = [], 0
    for token, content in pairwise(tokens):
        match token.type:
            case "table_open":
                token.attrSet("class", "table")
                headings = []
            case "th_open":
                headings.append(content.content)
            case "tr_open":
                column = 0
            case "td_open":
                token.attrSet("data-label", headings[column])
                column += 1


@cache
def _languages(folder):
    return frozenset(each.name for each in folder.iterdir() if each.is_dir())


@cache
def _pages(content, language):
    files = (content.folder / language).glob("*.md")
    pages = [
        content.make(each.stem, each.read_text(encoding="utf-8")) for each in files
    ]
    return tuple(sorted(pages, key=content.order))
