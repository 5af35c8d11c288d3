"""A gentle look at how a goal is worded: it explains, when asked, and blocks nothing.

The lists of words are in `wordings/<language>/goal.md`, of which `writing/wording.py`
says what a rule is; beside that each has a name.
"""

from dataclasses import dataclass
from pathlib import Path

from writing.content import Content, markdown, split
from writing.wording import RuleMatch, WordingRule, look

# More would be a correction.
AT_A_TIME = 2


@dataclass(frozen=True)
class Remark:
    """What stands out: the name of its rule, the words, and what is asked of them."""

    name: str
    say: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Wordings:
    slug: str
    title: str
    source: str
    fine: str
    rules: tuple[WordingRule, ...]
    names: dict[str, str]
    html: str

    def remarks(self, title: str, body: str) -> list[Remark]:
        """Two at most, in the order of the rules; when to practise may stand in either."""
        matches = look(self.rules, title, "title")
        matches += look(self.rules, f"{title}\n{body}", "whole")
        matches.sort(key=lambda remark: self.rules.index(remark.rule))
        return [self._remark(remark) for remark in matches[:AT_A_TIME]]

    def _remark(self, match: RuleMatch) -> Remark:
        return Remark(self.names[match.rule.key], match.rule.say, match.words)


def parse(slug: str, source: str) -> Wordings:
    head, body = split(source)
    tables = {
        key: dict(table) for key, table in head.items() if isinstance(table, dict)
    }
    names = {key: table.pop("name") for key, table in tables.items()}
    return Wordings(
        slug=slug,
        title=head["title"],
        source=head["source"],
        fine=head["fine"],
        rules=tuple(WordingRule.read(key, table) for key, table in tables.items()),
        names=names,
        html=markdown.render(body),
    )


WORDINGS = Content(
    Path(__file__).parent / "wordings", parse, order=lambda look: look.slug
)


def of_goals(language) -> Wordings:
    return WORDINGS.get("goal", language)
