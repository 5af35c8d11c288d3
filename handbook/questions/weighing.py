"""Which kind the words of a question point to, also where no rule knows its wording.

`<language>-weights.toml` has points for each kind, in the order of `KINDS`: `rules` of the
rule that applies (`suggestive/advice`, or `suggestive` for one never met), `words` of what
`features` finds. `sorts` are the names of lists in the rules' own file: a word of one is
read as that sort, but those of `plain` as themselves. `signs` there are patterns that
prove nothing by themselves; which of them are found, and how many of a name, is weighed,
too. `benchmarks/weigh_questions.py` makes the points of the labelled questions.
"""

import tomllib
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from re import Pattern

from handbook.questions.patterns import compiled
from handbook.questions.sentences import Sentence

# Any word of no sort; a run of sorts is marked, and so is what a telling sentence says.
OTHER, RUN, TELLING, SIGN = "X", "#", "t:", "+"
LONGEST_RUN, FIRST, LAST, MOST_SIGNS = 4, 6, 4, 3


@dataclass(frozen=True)
class Weights:
    rules: dict[str, list[int]]
    words: dict[str, list[int]]
    sorts: dict[str, str]
    signs: dict[str, tuple[Pattern, ...]]

    def points(self, kind: str, rule: str, found: set[str]) -> list[float]:
        """Of each kind, where that rule of that kind applies to what has these features."""
        known = [self.words[each] for each in sorted(found) if each in self.words]
        size = sqrt(len(known) or 1)
        said = self.rules.get(f"{kind}/{rule}") or self.rules[kind]
        return [own + sum(each) / size for own, *each in zip(said, *known, strict=True)]

    def features(self, all_of_it: list[Sentence], asking: list[Sentence]) -> set[str]:
        """Of those sentences, of which some ask."""
        marks = sum(each.asks for each in all_of_it)
        found = {f"={len(all_of_it)}", f"={len(asking)} asking", f"={marks} marks"}
        asks = set(asking)
        for sentence in all_of_it:
            before = "" if sentence in asks else TELLING
            found |= {f"{before}{each}" for each in self._of_one(sentence)}
        return found

    def _of_one(self, sentence):
        bits = sentence.text.split()[:-2]
        sorts = [bits[0]] + [self._sort(bit) for bit in bits[1:]]
        runs = [
            sorts[at : at + long]
            for long in range(2, LONGEST_RUN + 1)
            for at in range(len(sorts) - long + 1)
        ]
        runs += [["<", *sorts[1:FIRST]], [*sorts[-LAST:], ">"]]
        yield f"={_length(len(bits))} long"
        yield from bits[1:]
        yield from (f"{one} {other}" for one, other in pairwise(bits))
        yield from (RUN + " ".join(run) for run in runs)
        for name, patterns in self.signs.items():
            shown = [
                at for at, each in enumerate(patterns) if each.search(sentence.text)
            ]
            if shown:
                yield f"{SIGN}{name}"
                yield f"{SIGN}{name} {min(len(shown), MOST_SIGNS)}"
            yield from (f"{SIGN}{name}.{at}" for at in shown)

    def _sort(self, bit):
        return self.sorts.get(bit) or (OTHER if bit[0].isalnum() else bit)


def _length(number):
    """Roughly, of a longer one."""
    return number if number < 8 else min(8 + (number - 8) // 5, 11)


def parse(
    source: str, words: dict[str, list[str]], signs: dict[str, list[str]]
) -> Weights:
    """Those of a file, for the lists of words and the signs of the rules' own."""
    settings = tomllib.loads(source)
    sorts = {}
    for name in reversed(settings["sorts"]):
        stems = [each.rstrip("*") for each in words[name]]
        sorts |= {each: name.upper() for each in stems if each.isalpha()}
    sorts |= {each: each for each in settings["plain"]}
    shown = {
        name: tuple(compiled([each], words) for each in patterns)
        for name, patterns in signs.items()
    }
    return Weights(settings["rules"], settings["words"], sorts, shown)
