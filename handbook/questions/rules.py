"""Of which kind a question is, by the rules of `<language>.toml`; no Django, no network.

Each rule of a file that applies says a kind. All of them are weighed with what the words
point to (`weighing.py`), and the kind with most points is what the question is of; the
first rule that says so, in the order of the file, tells why.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from re import Pattern

from handbook.questions.patterns import compiled
from handbook.questions.sentences import Sentence, sentences
from handbook.questions.weighing import FeatureWeights
from handbook.questions.weighing import parse as parse_weights

SUGGESTIVE, COCKTAIL, FOLLOW_UP = "suggestive", "cocktail", "follow_up"
EITHER_OR, OPEN, CLOSED = "either_or", "open", "closed"
KINDS = (SUGGESTIVE, COCKTAIL, FOLLOW_UP, EITHER_OR, OPEN, CLOSED)
LANGUAGES = ("nl", "en")
# The rule of a question that no other applies to, that of several in a row, and that of
# one whose words point to what no rule said of it.
REST, SEVERAL, WEIGHED = "rest", "several", "weighed"
ASKING, TOLD, ANY, LAST = "asking", "told", "any", "last"


@dataclass(frozen=True)
class Verdict:
    """`rule` is the one that applied, and `why` the key of its reason; `start` and `end`
    say where it shows in `last_part(text)`."""

    kind: str
    rule: str
    why: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class QuestionRule:
    """`where` it looks: in the sentences that ask, in the last of them, in those that
    tell, or in any. `after` is what one that tells has to say, too."""

    kind: str
    name: str
    why: str
    patterns: tuple[Pattern, ...]
    unless: Pattern | None
    after: Pattern | None = None
    where: str = ASKING
    needs: int = 1

    def verdict(self, asked: "TypedQuestion") -> Verdict | None:
        if self.after and not asked.tells(self.after):
            return None
        for sentence in asked.at(self.where):
            if self.unless and self.unless.search(sentence.text):
                continue
            matches = [each.search(sentence.text) for each in self.patterns]
            matches = [each for each in matches if each]
            if len(matches) >= self.needs:
                place = sentence.typed(*matches[0].span())
                return Verdict(self.kind, self.name, self.why, *place)
        return None


@dataclass(frozen=True)
class Rewrite:
    """Open questions for those of a kind; with `pattern` and `why` of some of them."""

    kind: str
    say: tuple[str, ...]
    pattern: Pattern | None
    why: str

    def of(
        self, verdict: Verdict, text: str, all_of_it: list[Sentence]
    ) -> tuple[str, ...]:
        """For what was typed, with the rest of its sentence in the place of "…"."""
        if verdict.kind != self.kind or self.why not in ("", verdict.why):
            return ()
        if self.pattern is None:
            return self.say
        for sentence in all_of_it:
            match = self.pattern.search(sentence.text)
            if match:
                rest = sentence.typed(match.end(), len(sentence.text))
                words = text[slice(*rest)].strip() or "\u2026"
                return tuple(each.replace("\u2026", words) for each in self.say)
        return ()


@dataclass(frozen=True)
class TypedQuestion:
    """What was typed, and which of its sentences ask; without any, all do."""

    all: list[Sentence]
    asking: list[Sentence]

    @cached_property
    def telling(self) -> list[Sentence]:
        asking = set(self.asking)
        return [each for each in self.all if each not in asking]

    def tells(self, pattern: Pattern) -> bool:
        return any(pattern.search(each.text) for each in self.at(TOLD))

    def at(self, where: str) -> list[Sentence]:
        if where == ANY:
            return self.all
        if where == TOLD:
            return self.telling
        return self.asking[-1:] if where == LAST else self.asking


@dataclass(frozen=True)
class Rules:
    """One file. `begins` is how a sentence asks without its mark, `aside` how one asks
    nothing of its own: a courtesy, "is that right?"."""

    spelling: dict[str, str]
    begins: Pattern
    aside: Pattern
    listed: tuple[QuestionRule, ...]
    rewrites: tuple[Rewrite, ...]
    weights: FeatureWeights

    def asks(self, text: str) -> bool:
        """Whether it begins as a question does."""
        typed = sentences(text, self.spelling)
        return any(self.begins.search(each.text) for each in typed)

    def classify(self, text: str) -> Verdict:
        asked, applied = self._looked(text)
        verdicts = applied or [Verdict(CLOSED, REST, REST)]
        kind = self._heaviest(asked, applied)
        of_kind = (verdict for verdict in verdicts if verdict.kind == kind)
        return next(of_kind, None) or Verdict(kind, WEIGHED, WEIGHED)

    def features(self, text: str) -> set[str]:
        """What of it is weighed."""
        return self._features(*self._looked(text))

    def _looked(self, text):
        """What is asked, and what each rule that applies says of it."""
        asked = self._asked(sentences(text, self.spelling))
        verdicts = [self._verdict(rule, asked) for rule in self.listed]
        return asked, [verdict for verdict in verdicts if verdict]

    def _asked(self, all_of_it):
        asking = [
            each for each in all_of_it if each.asks or self.begins.search(each.text)
        ]
        return TypedQuestion(all_of_it, asking or all_of_it)

    def _heaviest(self, asked, applied):
        points = self.weights.total(self._features(asked, applied))
        return KINDS[points.index(max(points))]

    def _features(self, asked, applied):
        names = [(each.kind, each.rule) for each in applied]
        return self.weights.features(asked.all, asked.asking, names)

    def _verdict(self, rule, asked):
        if rule.name != SEVERAL:
            return rule.verdict(asked)
        several = [each for each in asked.asking if self._is_a_question(each)]
        if len(several) < 2:
            return None
        last = several[-1]
        place = last.typed(0, len(last.text))
        return Verdict(rule.kind, SEVERAL, rule.why, *place)

    def _is_a_question(self, sentence):
        return len(sentence.words) > 1 and not self.aside.search(sentence.text)


def classify(text: str, language: str) -> Verdict:
    """The kind of one question; any text has one. KeyError for another language."""
    return rules(language).classify(text)


@cache
def rules(language: str) -> Rules:
    if language not in LANGUAGES:
        raise KeyError(language)
    here = Path(__file__)
    points = here.with_name(f"{language}-weights.tsv").read_text(encoding="utf-8")
    return parse(here.with_name(f"{language}.toml").read_text("utf-8"), points)


def parse(source: str, points: str) -> Rules:
    """The rules of a file and the points of one; raises where one is broken."""
    settings = tomllib.loads(source)
    words = settings["words"]
    return Rules(
        settings["spelling"],
        compiled(settings["begins"], words),
        compiled(settings["aside"], words),
        tuple(_rule(each, words) for each in settings["rules"]),
        tuple(_rewrite(each, words) for each in settings["rewrites"]),
        parse_weights(points, settings),
    )


def _rule(each, words):
    needs, patterns = each.get("needs", 1), each.get("patterns", [])
    # Which of several have to be there is counted one by one.
    groups = [[pattern] for pattern in patterns] if needs > 1 else [patterns]
    return QuestionRule(
        kind=each["kind"],
        name=each["name"],
        why=each["why"],
        patterns=tuple(compiled(group, words) for group in groups if group),
        unless=compiled(each.get("unless", ()), words),
        after=compiled(each.get("after", ()), words),
        where=each.get("where", ASKING),
        needs=needs,
    )


def _rewrite(each, words):
    pattern = compiled(each.get("patterns", ()), words)
    return Rewrite(each["kind"], tuple(each["say"]), pattern, each.get("why", ""))
