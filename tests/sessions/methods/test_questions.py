"""Questions that were written alone: one to a line, in the order in which they count."""

from types import SimpleNamespace

import pytest

from sessions.methods.export import question_of
from sessions.methods.questions import ORDER, MarkedQuestion, lines_of, questions
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


@pytest.fixture
def marked(monkeypatch):
    """Says which (text, line) was marked how; then what is asked, in its order."""

    def marked(rows, texts, *, is_marking=False):
        of_run = SimpleNamespace(values_list=lambda *names: rows)
        marks = SimpleNamespace(of_run=lambda run: of_run)
        monkeypatch.setattr(Mark, "objects", marks)
        asked = questions(None, texts, is_marking=is_marking)
        return [one.words for one in asked]

    return marked


ANNA, BEN = (
    SimpleNamespace(pk=1, body="What?\nWho?\nWhen?"),
    SimpleNamespace(pk=2, body="Why?\n\nHow?"),
)
ROWS = [(1, 1, Heat.COLD), (1, 3, Heat.WARM), (2, 1, Heat.LUKEWARM)]


def test_the_warm_ones_are_answered_first_and_the_cold_ones_last(marked):
    assert marked(ROWS, [ANNA, BEN]) == ["When?", "Why?", "Who?", "How?", "What?"]


def test_while_they_are_marked_what_is_left_to_mark_comes_first(marked):
    asked = marked(ROWS, [ANNA, BEN], is_marking=True)

    assert asked == ["Who?", "How?", "When?", "Why?", "What?"]


def test_of_one_heat_they_stay_as_they_were_written(marked):
    rows = [(text, line, Heat.WARM) for text in (2, 1) for line in (3, 2, 1)]

    asked = ["What?", "Who?", "When?", "Why?", "How?"]
    assert marked(rows, [ANNA, BEN]) == marked([], [ANNA, BEN]) == asked


def test_a_mark_on_what_is_no_line_any_more_shows_nowhere(marked):
    assert marked([(2, 2, Heat.WARM), (9, 1, Heat.WARM)], [BEN]) == ["Why?", "How?"]
