"""Which kind a question points to, also where no rule knows its wording.

`<language>-weights.tsv` has a line for each feature with its points for each kind, in the
order of `KINDS`. Features are the rules that apply, all of them, and what `features` finds
in the words. `sorts` in the rules' own file are the names of lists there: a word of one is
read as that sort, but those of `plain` as themselves. `signs` are patterns that prove
nothing by themselves; which of them are found, and how many of a name, is weighed, too.
`benchmarks/weigh_questions.py` makes the points of the labelled questions.
"""

from dataclasses import dataclass
from itertools import pairwise
from re import Pattern

from handbook.questions.patterns import compiled
from handbook.questions.sentences import Sentence

# Any word of no sort; a run of sorts is marked, and so is what a telling sentence says.
OTHER, RUN, TELLING, SIGN, RULE = "X", "#", "t:", "+", "rule:"
LONGEST_RUN, FIRST, LAST, MOST_SIGNS, MOST_SHAPE = 4, 6, 4, 3, 5
ENDS, LONG_WORD, BEGINNINGS, ENDINGS = (1, 2, 3), 5, (4, 5, 6), (3, 4)
# Of many features each counts a bit less.
SHARE, NOTHING = 0.3, (0,) * 6


@dataclass(frozen=True)
class FeatureWeights:
    points: dict[str, tuple[int, ...]]
    sorts: dict[str, str]
    signs: dict[str, tuple[Pattern, ...]]

    def total(self, features: set[str]) -> list[float]:
        """Of each kind, for what has these features."""
        known = [self.points[each] for each in sorted(features) if each in self.points]
        size = max(len(known), 1) ** SHARE
        return [sum(each) / size for each in zip(NOTHING, *known, strict=True)]

    def features(
        self,
        all_of_it: list[Sentence],
        asking: list[Sentence],
        applied: list[tuple[str, str]],
    ) -> set[str]:
        """Of those sentences, of which some ask, and of the kinds and names of the rules
        that apply."""
        marks = sum(each.asks for each in all_of_it)
        features = {f"={len(all_of_it)}", f"={len(asking)} asking", f"={marks} marks"}
        features |= {f"{RULE}{kind}/{name}" for kind, name in applied}
        features |= {f"{RULE}{kind}" for kind, _name in applied} or {RULE}
        asks = set(asking)
        shape = [
            "?" if each.asks else "a" if each in asks else "." for each in all_of_it
        ]
        features.add(f"={''.join(shape[-MOST_SHAPE:])} shape")
        for sentence in all_of_it:
            before = "" if sentence in asks else TELLING
            features |= {f"{before}{each}" for each in self._of_one(sentence)}
        return features

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
        yield from _of_words(bits, sentence.text[-3])
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


def _of_words(bits, end):
    """Words, pairs, how it begins and ends, and of a longer word how that does."""
    yield from bits[1:]
    yield from (f"{one} {other}" for one, other in pairwise(bits))
    yield from (" ".join(bits[: 1 + long]) for long in ENDS)
    yield from (" ".join([*bits[1:][-long:], end]) for long in ENDS)
    for bit in bits[1:]:
        if len(bit) >= LONG_WORD:
            yield from (f"{bit[:long]}*" for long in BEGINNINGS if long < len(bit))
            yield from (f"*{bit[-long:]}" for long in ENDINGS)


def _length(number):
    """Roughly, of a longer one."""
    return number if number < 8 else min(8 + (number - 8) // 5, 11)


def parse(points: str, settings: dict) -> FeatureWeights:
    """Those lines of points, for the lists of words and the signs of the rules' own file."""
    words, sorts = settings["words"], {}
    for name in reversed(settings["sorts"]):
        stems = [each.rstrip("*") for each in words[name]]
        sorts |= {each: name.upper() for each in stems if each.isalpha()}
    sorts |= {each: each for each in settings["plain"]}
    shown = {
        name: tuple(compiled([each], words) for each in patterns)
        for name, patterns in settings.get("signs", {}).items()
    }
    return FeatureWeights(_of_each(points), sorts, shown)


def _of_each(lines):
    rows = (line.split("\t") for line in lines.splitlines())
    return {name: tuple(map(int, row)) for name, *row in rows}
