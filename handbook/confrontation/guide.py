"""How to prepare a confrontation, from `content/<language>/confrontation.md`: what the
page says, its four pitfalls with their lists of words, and what it asks of the build."""

from dataclasses import dataclass
from pathlib import Path

from writing.content import Content, markdown, rendered, split
from writing.wording import WordingRule

# Its three sentences, in their order.
FIELDS = ("saw", "does", "want")


@dataclass(frozen=True)
class Pitfall:
    key: str
    title: str
    why: str
    say: str
    rules: tuple[WordingRule, ...]


@dataclass(frozen=True)
class Guide:
    """`build` are the rules apart from the pitfalls, `asides` what it says of a question
    too many, a but, and capitals; `words` of the three sentences together."""

    slug: str
    title: str
    summary: str
    source: str
    html: str
    pitfalls: tuple[Pitfall, ...]
    build: tuple[WordingRule, ...]
    asides: dict[str, dict]
    words: dict[str, str]


# What is no list of words.
ASIDES = ("questions", "but", "shouting")


def parse(slug: str, source: str) -> Guide:
    """From the text of its file; raises where it is broken."""
    settings, body = split(source)
    pitfalls = tuple(_pitfall(each) for each in settings.pop("pitfalls"))
    build = settings.pop("build")
    return Guide(
        slug=slug,
        html=rendered(markdown.parse(body)),
        pitfalls=pitfalls,
        asides={key: build.pop(key) for key in ASIDES},
        build=tuple(WordingRule.read(key, each) for key, each in build.items()),
        **settings,
    )


def _pitfall(settings):
    lists = {key: each for key, each in settings.items() if isinstance(each, dict)}
    words = {key: each for key, each in settings.items() if key not in lists}
    return Pitfall(
        **words, rules=tuple(WordingRule.read(key, each) for key, each in lists.items())
    )


CONTENT = Content(
    Path(__file__).parent / "content", make=parse, order=lambda guide: guide.slug
)


def guide(language: str | None) -> Guide:
    return CONTENT.get("confrontation", language)
