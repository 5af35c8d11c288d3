"""The handbook's pages, read from `content/<language>/<slug>.md` (`writing/content.py`).

A file says title, summary, part, order, and optionally audience, rules and source.
Pages refer to each other by file name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from writing.content import Content, markdown, rendered, split

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
# Beneath these two stands more than their text.
METHODS = "intervision-methods"
ROLES = "tasks-and-roles"


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


def by_part(found: Iterable[Text]) -> list[tuple[str, list[Text]]]:
    """The pages under the names of their parts; a part without pages is left out."""
    parts = {part: [] for part in PARTS}
    for text in found:
        parts[text.part].append(text)
    return [(PARTS[part], pages) for part, pages in parts.items() if pages]


def parse(slug: str, source: str) -> Text:
    """A page from the text of its file."""
    settings, body = split(source)
    rules = tuple(settings.pop("rules", ()))
    return Text(slug=slug, html=_html(body), rules=rules, **settings)


def _html(body):
    tokens = markdown.parse(body)
    _label_cells(tokens)
    for token in tokens:
        for child in token.children or ():
            href = child.attrGet("href") if child.type == "link_open" else None
            if href and href.endswith(".md"):
                child.attrSet("href", f"../{href.removesuffix('.md')}/")
    return rendered(tokens)


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


def _place(text):
    return list(PARTS).index(text.part), text.order


CONTENT = Content(Path(__file__).parent / "content", read=parse, order=_place)
texts, get_text = CONTENT.pages, CONTENT.get
