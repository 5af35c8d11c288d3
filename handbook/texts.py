"""The handbook's pages, read from `content/<language>/<slug>.md` (`writing/content.py`).

A file says title, summary, part, order and source, and optionally audience, rules and
words: by which other names somebody may look for it.
It has the headings of `SECTIONS`, in that order, and may have others between and after
them. Pages refer to each other by file name.
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
# What each page has: its place in an address, and what a link to it says.
SECTIONS = {
    "when": _("When"),
    "idea": _("The idea"),
    "tomorrow": _("Tomorrow"),
    "example": _("An example"),
}
# The same in the words of each language: a heading is found by them.
HEADINGS = {
    "Wanneer heb je dit nodig?": "when",
    "Het idee": "idea",
    "Zo doe je het morgen": "tomorrow",
    "Een voorbeeld": "example",
    "When do you need this?": "when",
    "The idea": "idea",
    "How to do it tomorrow": "tomorrow",
    "An example": "example",
}
EVERYONE = "everyone"
MENTORS = "mentors"
# Beneath these two stands more than their text.
METHODS = "intervision-methods"
ROLES = "tasks-and-roles"


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """A page; `rules` are the R-numbers it puts into words, `source` its originators.

    `sections` are the keys of those of `SECTIONS` that it has.
    """

    slug: str
    title: str
    summary: str
    part: str
    order: int
    html: str
    audience: str = EVERYONE
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    source: str = ""
    sections: tuple[str, ...] = ()

    @property
    def jumps(self) -> list[tuple[str, str]]:
        """Where on the page each section begins, and what it is called."""
        return [(key, SECTIONS[key]) for key in self.sections]

    @property
    def part_name(self) -> str:
        return PARTS[self.part]


def by_part(pages: Iterable[HandbookPage]) -> list[tuple[str, list[HandbookPage]]]:
    """The pages under the names of their parts; a part without pages is left out."""
    parts = {part: [] for part in PARTS}
    for text in pages:
        parts[text.part].append(text)
    return [(PARTS[part], pages) for part, pages in parts.items() if pages]


def parse(slug: str, source: str) -> HandbookPage:
    """A page from the text of its file."""
    settings, body = split(source)
    rules, words = (tuple(settings.pop(name, ())) for name in ("rules", "words"))
    tokens = markdown.parse(body)
    sections = tuple(_mark_sections(tokens))
    return HandbookPage(
        slug=slug,
        html=_html(tokens),
        rules=rules,
        words=words,
        sections=sections,
        **settings,
    )


def _mark_sections(tokens):
    """Give each heading of ours its place in an address; yield those places."""
    for token, content in pairwise(tokens):
        key = HEADINGS.get(content.content) if token.type == "heading_open" else None
        if key:
            token.attrSet("id", key)
            yield key


def _html(tokens):
    for token in tokens:
        for child in token.children or ():
            href = child.attrGet("href") if child.type == "link_open" else None
            page, _mark, place = (href or "").partition("#")
            if page.endswith(".md"):
                place = f"#{place}" if place else ""
                child.attrSet("href", f"../{page.removesuffix('.md')}/{place}")
    return rendered(tokens)


def _place(text):
    return list(PARTS).index(text.part), text.order


CONTENT = Content(Path(__file__).parent / "content", make=parse, order=_place)
texts, get_text = CONTENT.pages, CONTENT.get
