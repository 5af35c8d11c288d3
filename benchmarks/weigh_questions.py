"""Make the points that the words of a question give to each kind (`weighing.py`).

    python benchmarks/weigh_questions.py nl [--unseen FILE]

Of the labelled questions that are not kept apart. With a file of lines `LABEL KIND RULE
QUESTION`, tabs between them, also those of the rules: what each said of questions that
were not before us when it was made. They may not be counted on others: of what a rule was
made for it is always right.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import tomllib  # noqa: E402

from benchmarks.questions import labelled  # noqa: E402
from handbook.questions.rules import KINDS, LANGUAGES, rules  # noqa: E402

# How much words count beside the rules, and what a point is: a hundredth.
TRUST, POINT = {"nl": 1.5, "en": 2}, 100
ROUNDS, STEP, SMALLER, AT_LEAST = 15, 0.3, 0.0001, 3
# A rule is thought to be right so often, as if so many questions had shown it.
THOUGHT, AS_IF = 0.7, 3


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("language", choices=LANGUAGES)
    asked.add_argument("--unseen", type=Path)
    options = asked.parse_args()
    path = ROOT / "handbook" / "questions" / f"{options.language}-weights.toml"
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    if options.unseen:
        settings["rules"] = of_rules(options.unseen)
    settings["words"] = of_words(options.language)
    path.write_text(written(settings), encoding="utf-8")


def of_words(language):
    """The points of each feature, learned by going over all questions again and again."""
    pairs = labelled(language, "making") + labelled(language, "ours")
    found = [sorted(rules(language).ruled(words)[1]) for _kind, words in pairs]
    counted = Counter(each for features in found for each in features)
    names = sorted(each for each, number in counted.items() if number >= AT_LEAST)
    places = {name: place for place, name in enumerate(names)}
    known = [[places[each] for each in one if each in places] for one in found]
    weights = learned(known, [KINDS.index(kind) for kind, _words in pairs], len(names))
    points = numpy.rint(weights * TRUST[language] * POINT).astype(int).tolist()
    return {name: row for name, row in zip(names, points, strict=True) if any(row)}


def learned(known, kinds, size):
    """Weights of a softmax over the kinds, with steps that get smaller where much was
    learned already (Adagrad). Each kind counts as much, however many of it there are."""
    order = numpy.random.default_rng(0)
    weights = numpy.zeros((size, len(KINDS)))
    sums = numpy.full_like(weights, 0.1)
    counts = len(kinds) / len(KINDS) / numpy.bincount(kinds, minlength=len(KINDS))
    for _round in range(ROUNDS):
        for at in order.permutation(len(known)):
            features, scale = known[at], sqrt(len(known[at]) or 1)
            likely = numpy.exp(weights[features].sum(axis=0) / scale)
            likely /= likely.sum()
            likely[kinds[at]] -= 1
            likely *= counts[kinds[at]]
            slope = likely / scale + SMALLER * weights[features]
            sums[features] += slope**2
            weights[features] -= STEP * slope / numpy.sqrt(sums[features])
    return weights


def of_rules(path):
    """The points of each rule and of each kind of rule."""
    by_kind, by_rule = defaultdict(Counter), defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        is_so, kind, rule, _words = line.split("\t", 3)
        by_kind[kind][is_so] += 1
        by_rule[f"{kind}/{rule}"][is_so] += 1
    wrong = (1 - THOUGHT) / (len(KINDS) - 1)
    points = {}
    for kind in KINDS:
        thought = {each: THOUGHT if each == kind else wrong for each in KINDS}
        of_kind = _likely(by_kind[kind], thought)
        points[kind] = _points(of_kind)
        for rule in sorted(by_rule):
            if rule.startswith(f"{kind}/"):
                points[rule] = _points(_likely(by_rule[rule], of_kind))
    return points


def _likely(counted, thought):
    number = counted.total() + AS_IF
    return {each: (counted[each] + AS_IF * thought[each]) / number for each in KINDS}


def _points(likely):
    return [round(POINT * float(numpy.log(likely[each]))) for each in KINDS]


def written(settings):
    """As a file of TOML."""
    lines = [
        "# Made by benchmarks/weigh_questions.py: points for each kind, in their order."
    ]
    for name in ("sorts", "plain"):
        lines.append(f"{name} = {json.dumps(settings[name], ensure_ascii=False)}")
    for name in ("rules", "words"):
        lines += ["", f"[{name}]"]
        lines += [
            f"{json.dumps(key, ensure_ascii=False)} = {row}"
            for key, row in settings[name].items()
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
