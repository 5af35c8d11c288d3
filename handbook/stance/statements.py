"""The self-test (2.2), read from `content/<language>/self-test.md` (`writing/content.py`).

All but the words is the same in every language. The keys of statements and stances are
for ever: answers lie under them.
"""

from dataclasses import dataclass
from pathlib import Path

from handbook.stance.map import CONTENT, HIGHEST, RELATION, Map
from writing.content import Content, markdown, rendered, split

LARGEST = 4


@dataclass(frozen=True, slots=True)
class Statement:
    key: str
    axis: str
    text: str
    reversed: bool = False

    def points(self, answer: int) -> int:
        return LARGEST - answer if self.reversed else answer


@dataclass(frozen=True, slots=True)
class Stance:
    """`when` it is in place, where it is not what to aim for."""

    key: str
    name: str
    axes: str
    well: str
    mind: str
    tries: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What to `begin` with: `stance` is its key."""

    what: str
    stance: str
    begin: str
    then: str


@dataclass(frozen=True, slots=True)
class SelfTest:
    """`answers` in words, from 0 to 4."""

    slug: str
    title: str
    summary: str
    minutes: int
    source: str
    map: Map
    answers: tuple[str, ...]
    statements: tuple[Statement, ...]
    stances: tuple[Stance, ...]
    situations: tuple[Situation, ...]
    html: str

    def stance(self, key: str) -> Stance:
        return next(stance for stance in self.stances if stance.key == key)


def parse(slug: str, source: str) -> SelfTest:
    settings, body = split(source)
    lists = {
        "answers": tuple(settings.pop("answers")),
        "statements": tuple(
            Statement(**statement) for statement in settings.pop("statements")
        ),
        "stances": tuple(_stance(**stance) for stance in settings.pop("stances")),
        "situations": tuple(
            Situation(**situation) for situation in settings.pop("situations")
        ),
    }
    ways = Map(settings.pop("low_below"), settings.pop("high_above"))
    html = rendered(markdown.parse(body))
    test = SelfTest(slug=slug, map=ways, html=html, **lists, **settings)
    _refuse_unsound(test)
    return test


def _stance(**settings):
    return Stance(tries=tuple(settings.pop("try")), **settings)


def _refuse_unsound(test):
    """Each axis runs from 0 to HIGHEST, whichever way its statements are put."""
    for axis in (RELATION, CONTENT):
        count = sum(statement.axis == axis for statement in test.statements)
        if count * LARGEST != HIGHEST:
            raise ValueError(f"{count} statements on {axis}")
    if len({statement.key for statement in test.statements}) != len(test.statements):
        raise ValueError("two statements of one key")


PAGES = Content(
    Path(__file__).parent / "content", make=parse, order=lambda test: test.slug
)


def self_test(language: str | None) -> SelfTest:
    return PAGES.get("self-test", language)
