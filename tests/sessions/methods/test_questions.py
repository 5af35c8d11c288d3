"""Questions that were written alone: one to a line, in the order in which they count."""

from types import SimpleNamespace

import pytest

from sessions.methods.export import question_of
from sessions.methods.questions import ORDER, MarkedQuestion, lines_of
from sessions.models import Mark

Heat = Mark.Heat


def text(body):
    return SimpleNamespace(body=body, pk=1)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("", {}),
        ("  \n\n ", {}),
        ("What?", {1: "What?"}),
        ("What?\nWho?", {1: "What?", 2: "Who?"}),
        # An empty line counts, and is no question.
        ("What?\n\n  Who? \n", {1: "What?", 3: "Who?"}),
        ("What?\r\nWho?", {1: "What?", 2: "Who?"}),
    ],
)
def test_each_line_with_words_is_one(body, lines):
    assert lines_of(text(body)) == lines


@pytest.mark.parametrize("heat", ["", *Heat])
def test_one_of_the_three_is_its_own_once_it_is_marked(heat):
    heats = MarkedQuestion(text("What?"), 1, "What?", heat).heats

    assert [value for value, _label, _is in heats] == [*Heat]
    assert [value for value, _label, is_own in heats if is_own] == [
        one for one in Heat if one == heat
    ]


def test_what_is_not_marked_comes_before_what_is_cold():
    assert [Heat.WARM, Heat.LUKEWARM, "", Heat.COLD] == ORDER


@pytest.mark.parametrize(("line", "words"), [(1, "What?"), (2, ""), (3, "Who?")])
def test_who_marked_it_takes_it_along_as_it_reads_now(line, words):
    mark = SimpleNamespace(text=text("What?\n\nWho?"), line=line)

    assert question_of(mark) == words
