"""Make the points that the features of a question give to each kind (`weighing.py`).

    python benchmarks/weigh_questions.py nl [--leave-out]

Of the labelled questions that are not kept apart. `--leave-out` writes nothing: it prints
how often each writer is understood by what was learned of all the others.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numba
import numpy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.questions import (  # noqa: E402
    APART,
    MADE_OF,
    macro,
    of_kinds,
    rows,
    show,
    writers,
)
from handbook.questions.rules import KINDS, LANGUAGES, rules  # noqa: E402
from handbook.questions.weighing import SHARE, FeatureWeights  # noqa: E402

POINT = 100
ROUNDS, STEP, SMALLER, AT_LEAST = 15, 0.3, 0.003, 3
# Rules are always right about what they were made of: it counts less.
OF_MADE_OF = 0.25


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("language", choices=LANGUAGES)
    asked.add_argument("--leave-out", action="store_true")
    options = asked.parse_args()
    examples = [
        (mark, KINDS.index(kind), sorted(rules(options.language).features(words)))
        for mark, kind, words in rows(options.language)
        if mark not in APART
    ]
    if options.leave_out:
        return leave_out(options.language, examples)
    path = ROOT / "handbook" / "questions" / f"{options.language}-weights.tsv"
    lines = (
        "\t".join(map(str, [name, *row])) for name, row in points(examples).items()
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def leave_out(language, examples):
    """The figures of each writer, and of all of them."""
    everything = []
    for writer in writers(language):
        learned_of = [each for each in examples if each[0] != writer]
        weights = FeatureWeights(points(learned_of), {}, {})
        pairs = [
            (KINDS[kind], _said(weights, features))
            for mark, kind, features in examples
            if mark == writer
        ]
        print(f"{language}, {writer}: {macro(of_kinds(pairs)):.3f} of {len(pairs)}")
        everything += pairs
    show(f"{language}, each writer by all the others", of_kinds(everything))


def _said(weights, features):
    total = weights.total(features)
    return KINDS[total.index(max(total))]


def points(examples):
    """Of each feature, learned by going over all questions again and again."""
    counted = Counter(each for _mark, _kind, features in examples for each in features)
    names = sorted(each for each, number in counted.items() if number >= AT_LEAST)
    places = {name: place for place, name in enumerate(names)}
    known = [
        [places[each] for each in features if each in places]
        for *_, features in examples
    ]
    counts = [OF_MADE_OF if mark in MADE_OF else 1 for mark, *_ in examples]
    kinds = numpy.array([kind for _mark, kind, _features in examples])
    by_kind = len(kinds) / len(KINDS) / numpy.bincount(kinds, minlength=len(KINDS))
    ends = numpy.cumsum([0, *map(len, known)])
    weights = learned(
        numpy.concatenate(known).astype(int),
        ends,
        kinds,
        by_kind[kinds] * counts,
        len(names),
    )
    table = numpy.rint(weights * POINT).astype(int).tolist()
    return {name: row for name, row in zip(names, table, strict=True) if any(row)}


@numba.njit
def learned(known, ends, kinds, counts, size):
    """Weights of a softmax over the kinds, with steps that get smaller where much was
    learned already (Adagrad). Each kind counts as much, however many of it there are."""
    numpy.random.seed(0)
    weights, sums = numpy.zeros((size, 6)), numpy.full((size, 6), 0.1)
    for _round in range(ROUNDS):
        for at in numpy.random.permutation(len(kinds)):
            features = known[ends[at] : ends[at + 1]]
            scale = max(len(features), 1) ** SHARE
            likely = numpy.zeros(6)
            for feature in features:
                likely += weights[feature] / scale
            likely = numpy.exp(likely - likely.max())
            likely /= likely.sum()
            likely[kinds[at]] -= 1
            likely *= counts[at] / scale
            for feature in features:
                slope = likely + SMALLER * weights[feature]
                sums[feature] += slope**2
                weights[feature] -= STEP * slope / numpy.sqrt(sums[feature])
    return weights


if __name__ == "__main__":
    main()
