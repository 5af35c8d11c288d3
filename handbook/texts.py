"""The handbook's pages, read from `content/<language>/<slug>.md`.

A file is one page: TOML between two lines of `+++` (title, summary, part, order, and
optionally audience, rules, source), then Markdown. Pages refer to each other by file
name. The same slugs exist in every language.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

CONTENT = Path(__file__).parent / "content"
DEFAULT_LANGUAGE = "en"

# In the order in which the list shows them.
PARTS = {
    "start": _("Getting started"),
    "conversation": _("The conversation"),
    "group": _("The group"),
    "models": _("Models to look with"),
    "one-on-one": _("One-on-one"),
}
EVERYONE = "everyone"
MENTORS = "mentors"


@dataclass(frozen=True, slots=True)
class Text:
    """A page; `rules` are the R-numbers it puts into words, `source` its originators."""

    slug: str
    title: str
    summary: str
    part: str
    order: int
    html: str
    audience: str = EVERYONE
    rules: tuple[str, ...] = ()
    source: str = ""

    @property
    def part_name(self) -> str:
        return PARTS[self.part]


@cache
def languages() -> frozenset[str]:
    return frozenset(folder.name for folder in CONTENT.iterdir() if folder.is_dir())


def texts(language: str | None) -> tuple[Text, ...]:
    """All pages in reading order; an unknown language gets the default one."""
    code = (language or "").split("-")[0]
    return _load(code if code in languages() else DEFAULT_LANGUAGE)


def get_text(slug: str, language: str | None) -> Text:
    """The page of that slug, or raise KeyError."""
    for text in texts(language):
        if text.slug == slug:
            return text
    raise KeyError(slug)


def by_part(found: Iterable[Text]) -> list[tuple[str, list[Text]]]:
    """The pages under the names of their parts; a part without pages is left out."""
    parts = {part: [] for part in PARTS}
    for text in found:
        parts[text.part].append(text)
    return [(PARTS[part], pages) for part, pages in parts.items() if pages]


def parse(slug: str, source: str) -> Text:
    """A page from the text of its file."""
    head, body = source.split("+++\n", 2)[1:]
    settings = tomllib.loads(head)
    rules = tuple(settings.pop("rules", ()))
    return Text(slug=slug, html=_html(body), rules=rules, **settings)


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _load(language):
    files = (CONTENT / language).glob("*.md")
    found = [parse(file.stem, file.read_text(encoding="utf-8")) for file in files]
    parts = list(PARTS)
    return tuple(sorted(found, key=lambda text: (parts.index(text.part), text.order)))


def _html(body):
    tokens = _markdown.parse(body)
    _label_cells(tokens)
    for token in tokens:
        for child in token.children or ():
            href = child.attrGet("href") if child.type == "link_open" else None
            if href and href.endswith(".md"):
                child.attrSet("href", f"../{href.removesuffix('.md')}/")
    return _markdown.renderer.render(tokens, _markdown.options, {}).strip()


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
