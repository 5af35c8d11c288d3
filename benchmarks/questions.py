"""How often the question coach is right: `python benchmarks/questions.py`.

Prints the tables of docs/questions.md from the labelled questions in
tests/handbook/questions: those for making the rules, and those kept apart from it.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT / "tests" / "handbook" / "questions"
sys.path.insert(0, str(ROOT))

from handbook.questions.rules import KINDS, LANGUAGES, classify  # noqa: E402

# Kept apart, of two writers; and before us while the rules were made. The others are each
# of one writer.
APART, MADE_OF = ("apart", "q"), ("making", "ours")


def labelled(language: str, *marks: str) -> list[tuple[str, str]]:
    """The kind and the words of each question with one of these marks."""
    return [(kind, words) for mark, kind, words in rows(language) if mark in marks]


def rows(language: str) -> list[list[str]]:
    """Of each question its mark, its kind and its words."""
    text = (LABELLED / f"{language}.tsv").read_text(encoding="utf-8")
    return [line.split("\t", 2) for line in text.splitlines()]


def writers(language: str) -> list[str]:
    """The marks of those whose questions are by one writer each."""
    marks = {mark for mark, _kind, _words in rows(language)}
    return sorted(marks - {*APART, *MADE_OF})


def figures(language: str, *marks: str) -> dict[str, tuple[float, float, float, int]]:
    """Of each kind its precision, recall, F1 and number."""
    return of_kinds(
        (kind, classify(words, language).kind)
        for kind, words in labelled(language, *marks)
    )


def of_kinds(pairs) -> dict[str, tuple[float, float, float, int]]:
    """The same of pairs of what a question is and what was said of it."""
    pairs = list(pairs)
    return {kind: _of_kind(kind, pairs) for kind in KINDS}


def macro(scores) -> float:
    return sum(f1 for _precision, _recall, f1, _number in scores.values()) / len(scores)


def _of_kind(kind, pairs):
    right = sum(is_so == kind == named for is_so, named in pairs)
    named = sum(named == kind for _is_so, named in pairs)
    number = sum(is_so == kind for is_so, _said in pairs)
    precision = right / named if named else 0.0
    recall = right / number if number else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0, number


def main():
    for language in LANGUAGES:
        for mark in (*MADE_OF, *writers(language), *APART):
            show(f"{language}, {mark}", figures(language, mark))
        show(f"{language}, all that was kept apart", figures(language, *APART))


def show(title, scores):
    print(f"\n### {title}: macro F1 {macro(scores):.3f}\n")
    print("| kind | precision | recall | F1 | questions |")
    print("|---|---|---|---|---|")
    for kind, (precision, recall, f1, number) in scores.items():
        print(f"| {kind} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {number} |")


if __name__ == "__main__":
    main()
