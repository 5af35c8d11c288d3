"""Lines of what was learnt, as one of the circle finds them; and who writes the log."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from sessions.log.learnt import LearntLine, LearntLines
from sessions.log.note_takers import NoteTaking
from sessions.log.texts import LEARNT_FROM, TAKEN

CIRCLE = uuid4()
ANNA, BRAM, CHRIS = (SimpleNamespace(pk=pk) for pk in (1, 2, 3))
KEY = f"7.{CIRCLE}"


def text(kind, author, body="To wait before I answer", to="", *, is_draft=False):
    return SimpleNamespace(
        kind=kind,
        key=f"{KEY}.{to}" if to != "" else KEY,
        author=author,
        author_id=author.pk,
        body=body,
        is_draft=is_draft,
    )


def lines(*texts, reader=ANNA):
    return LearntLines(
        SimpleNamespace(pk=7), CIRCLE, reader, [ANNA, BRAM, CHRIS], list(texts)
    )


def test_each_says_to_whom():
    to_bram = text(LEARNT_FROM, ANNA, to=2)
    to_all = text(LEARNT_FROM, BRAM, to=0)
    to_who_left = text(LEARNT_FROM, CHRIS, to=9)

    said = lines(to_bram, to_all, to_who_left).said

    assert [(one.author, one.to) for one in said] == [
        (ANNA, BRAM),
        (BRAM, None),
        (CHRIS, None),
    ]


@pytest.mark.parametrize(
    "not_put",
    [
        text(LEARNT_FROM, ANNA, to=2, is_draft=True),
        text(LEARNT_FROM, ANNA, "", to=2),
        text(TAKEN, ANNA),
    ],
    ids=["typed alone", "taken back", "of another kind"],
)
def test_what_was_not_put_is_not_said(not_put):
    assert lines(not_put).said == []
    assert not lines(not_put).has_said


def test_who_said_something_knows_it():
    one = text(LEARNT_FROM, ANNA, to=2)

    assert lines(one).has_said
    assert not lines(one, reader=BRAM).has_said


def test_what_one_takes_along_is_read_by_all_once_it_is_put():
    put = text(TAKEN, BRAM)

    assert lines(put).taken == [put]
    assert lines(put, reader=BRAM).has_taken
    assert not lines(put).has_taken


def test_what_one_typed_is_read_alone_until_then():
    draft = text(TAKEN, ANNA, is_draft=True)

    assert lines(draft).own == draft
    assert lines(draft).taken == []
    assert lines(draft).has_taken


def test_what_was_put_word_for_word_is_not_shown_twice():
    draft, put = text(TAKEN, ANNA, is_draft=True), text(TAKEN, ANNA)

    assert lines(draft, put).own is None


def test_what_was_changed_since_is_shown_beside_it():
    draft = text(TAKEN, ANNA, "To wait longer", is_draft=True)

    assert lines(draft, text(TAKEN, ANNA)).own == draft


def test_the_same_words_of_somebody_else_are_theirs():
    draft = text(TAKEN, ANNA, is_draft=True)

    assert lines(draft, text(TAKEN, BRAM)).own == draft


def test_emptied_there_is_nothing_of_ones_own():
    assert lines(text(TAKEN, ANNA, "", is_draft=True)).own is None


def test_the_others_are_all_but_the_reader():
    of_anna = lines()

    assert of_anna.others == [BRAM, CHRIS]
    assert of_anna.other(2) == BRAM
    # Neither oneself, nor somebody of elsewhere.
    assert of_anna.other(1) is None
    assert of_anna.other(9) is None


def test_a_line_is_named_by_its_meeting_its_circle_and_to_whom():
    assert lines().key == KEY
    assert lines().key_to(2) == f"{KEY}.2"


@pytest.mark.parametrize(("kind", "is_taken"), [(TAKEN, True), (LEARNT_FROM, False)])
def test_a_line_is_taken_along_or_learnt_from_somebody(kind, is_taken):
    line = LearntLine(lines(), kind, None, KEY, None)

    assert line.is_taken is is_taken


def taking(named=None, of_run=None, leader=None, *, is_led=False):
    return NoteTaking(SimpleNamespace(is_led=is_led), named, of_run, leader)


@pytest.mark.parametrize(
    ("named", "of_run", "takers"),
    [
        (None, None, []),
        (1, None, [1]),
        (None, 2, [2]),
        # Whom the mentor named comes first; one who is both is one.
        (2, 1, [2, 1]),
        (1, 1, [1]),
    ],
)
def test_notes_are_taken_by_who_was_named(named, of_run, takers):
    assert taking(named, of_run).takers == takers
    assert [one.pk for one in taking(named, of_run).among([ANNA, BRAM])] == takers


def test_who_left_takes_no_notes():
    assert taking(3, 1).among([ANNA, BRAM]) == [ANNA]


@pytest.mark.parametrize(
    ("who", "is_led", "may_write", "may_name"),
    [
        # Named; of the run; who leads it; nobody of these; and the mentor.
        (1, False, True, False),
        (2, False, True, False),
        (3, False, False, True),
        (4, False, False, False),
        (4, True, True, True),
    ],
)
def test_who_writes_and_who_names(who, is_led, may_write, may_name):
    person = SimpleNamespace(pk=who)
    notes = taking(1, 2, 3, is_led=is_led)

    assert notes.may_write(person) is may_write
    assert notes.may_name(person) is may_name
