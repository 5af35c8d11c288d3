"""An answer of every kind is a plain text, of which nothing is ever lost."""

from collections import Counter
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.kinds.prompts import ANSWERS, PROMPTS
from workbook.kinds import KINDS, is_closed, kind_of, told
from workbook.kinds.days import now, posted, read, write
from workbook.kinds.lines import cells_in, lines_in

EVERY = sorted(PROMPTS)
PIECES = [
    *["0", "4", "10", "11", "K", "own:", "own:x"],
    *[
        "before: 4",
        "before: 11",
        "after: 0",
        "between: 3",
        "silent",
        "ask",
        "wait",
        "day",
        "did",
        "felt",
        "who",
    ],
    *[
        "rescuer",
        "victim",
        "said",
        "healthy",
        "source",
        "often",
        "helps",
        "near",
        "2027-03-01",
        "2027-02-31",
    ],
    *["own: both", "own: ", "source: x", "2026-01-01"],
]
cells = st.one_of(st.sampled_from(PIECES), st.just(""), st.text(max_size=6))
lines = st.lists(cells, max_size=6).map("\t".join)
texts = st.lists(lines, max_size=6).map("\n".join)


def test_a_text_of_every_kind_is_tried():
    assert {PROMPTS[name].kind for name in EVERY} == {*KINDS}


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("name", EVERY)
def test_it_is_written_as_it_was_read_and_told_with_labels(name, english):
    prompt, (body, words) = PROMPTS[name], ANSWERS[name]
    kind = kind_of(prompt)

    assert kind.write(prompt, kind.read(prompt, body)) == body
    assert told(prompt, body).text == words
    assert told(prompt, body).rest == ""
    assert not told(prompt, " \n")


@pytest.mark.parametrize("name", EVERY)
@given(body=texts)
def test_whatever_stands_there_is_kept(name, body):
    prompt = PROMPTS[name]
    kind = kind_of(prompt)
    value = kind.read(prompt, body)
    written = kind.write(prompt, value)

    assert kind.read(prompt, written) == value
    assert kind.write(prompt, kind.read(prompt, written)) == written
    # All but the keys in a first line, which are no content.
    lost = Counter(pieces(body)) - Counter(pieces(written))
    first = cells_in(lines_in(body)[0]) if lines_in(body) else []
    assert set(lost) <= {cell.strip() for cell in first}
    if prompt.kind != "table":
        assert not lost


def pieces(body):
    return [cell.strip() for line in lines_in(body) for cell in cells_in(line) if cell]


@pytest.mark.parametrize(
    "body",
    [
        "\t2027-03-01",
        "\t2026-01-01\t2027-03-01\nsource\toften",
        "\t2027-03-01\nneither key nor row",
        "\t2027-03-01\n\t2027-03-01",
    ],
)
def test_a_day_on_which_nothing_was_said_stays(body):
    prompt = PROMPTS["days"]

    assert write(prompt, read(prompt, body)) == body


@pytest.mark.parametrize(
    ("body", "typed", "kept"),
    [
        ("", "", []),
        ("", "often", ["\t2027-03-01", "source\toften"]),
        ("\t2027-03-01\nsource\toften", "", []),
        (
            "\t2026-01-01\t2027-03-01\nsource\toften\trare",
            "",
            ["\t2026-01-01", "source\toften"],
        ),
    ],
)
def test_who_says_nothing_on_a_day_leaves_no_day(body, typed, kept):
    data = {"t-body": body, "t-now": "2027-03-01", "t-in-source": typed}

    assert posted(PROMPTS["days"], data, "t") == kept


@pytest.mark.parametrize("name", EVERY)
@given(body=texts)
def test_it_is_always_told(name, body):
    found = told(PROMPTS[name], body)

    assert isinstance(found.text, str)
    assert bool(found) == bool(found.text.strip())


@pytest.mark.parametrize(
    ("name", "body", "rest"),
    [
        ("scale", "before: 11\nafter: 7", "before: 11"),
        ("scale", "before: 4\nbefore: 5", "before: 5"),
        ("scale", "between: 3", "In between: 3"),
        ("choice", "silent\nshout", "shout"),
        ("choice", "wait", "waiting"),
        ("one", "silent\nask", "asking on"),
        ("date", "2027-02-31", "2027-02-31"),
        ("date", "2027-03-01\n2027-04-01", "2027-04-01"),
        ("rows", "\tsaid\nvictim\ta\tb\tc", "victim\ta\tb\tc"),
        ("days", "\ttoday\nsource\toften", "\ttoday\nsource\toften"),
        ("days", "\t2027-01-01\nsource\toften\nsource\trare", "source\trare"),
        (
            "circle",
            "K\thelps\tnear\ta word\tanother",
            "K\thelps\tnear\ta word\tanother",
        ),
    ],
)
def test_what_does_not_fit_is_told_as_it_stands(name, body, rest, english):
    assert told(PROMPTS[name], body).rest == rest


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("table", "day\tdid\n2027-02-31\tno", "When: 2027-02-31 · What I did: no"),
        ("table", "day\twho\n\tL", "With whom: L"),
        ("table", "Just words", "When: Just words"),
        ("rows", "\tsaid\npersecutor\tso", "persecutor · What I heard: so"),
        ("days", "\t2027-01-01\nsource\tnever", "1 January 2027: never"),
        ("circle", "K\tabove\tnear", "K · above · near"),
    ],
)
def test_a_cell_that_cannot_be_is_told_as_it_stands(name, body, words, english):
    assert words in told(PROMPTS[name], body).text


def test_every_side_and_ring_has_its_place():
    picture = told(
        PROMPTS["circle"], "A\thelps\tnear\nB\thelps\tfar\nC\thinders"
    ).picture

    near, far = picture.letters
    assert (near.label, near.x, far.label, far.x) == ("A", "200.0", "B", "200.0")
    assert 40 < float(far.y) < float(near.y) < 200
    assert [mark.label for mark in picture.loose] == ["C"]


@pytest.mark.parametrize(
    ("body", "today", "day"),
    [
        ("", "2027-06-01", "2027-06-01"),
        ("\t2027-06-01\nsource\toften", "2027-07-30", "2027-06-01"),
        ("\t2027-06-01\nsource\toften", "2027-07-31", "2027-07-31"),
        ("\t2027-06-01\nsource\toften", "2027-05-01", "2027-05-01"),
    ],
)
def test_two_months_later_it_is_another_time(body, today, day):
    found = read(PROMPTS["days"], body)

    assert now(found, date.fromisoformat(today)) == day


@pytest.mark.parametrize(
    ("name", "opens", "closed"),
    [
        ("letter", "2027-03-01", True),
        ("letter", "2027-02-01", False),
        ("letter", "some day", False),
        ("letter", "", False),
        ("long", "2027-03-01", False),
    ],
)
def test_a_letter_is_closed_until_its_day(name, opens, closed):
    assert is_closed(PROMPTS[name], opens, date(2027, 2, 1)) is closed
