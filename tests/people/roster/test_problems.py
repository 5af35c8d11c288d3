"""Every problem and every note of a roster has words, with all that they name."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from people.roster.planning.moves import ASK, MOVE, WAIT
from people.roster.problems import (
    FIELDS,
    KINDS,
    NOTES,
    SET_ASIDE,
    Problem,
    file_sentence,
    in_words,
    sentences,
)
from people.roster.refused_files import FILE
from people.roster.refused_rows import ROW

NAMED = re.compile(r"%\((\w+)\)s")
# Where the code stands among what is given; the rest is given by name.
TOLD_BY = {"FileRefused": 0, "CellRefused": 0, "refuse": 0, "note": 0}
# Where all of them stand, told or not.
WORDS = {"problems.py", "refused_files.py", "refused_rows.py"}


def sources():
    for room in ("people/roster", "boards/sheets"):
        for path in sorted((settings.ROOT / room).rglob("*.py")):
            if path.name not in WORDS:
                yield path


def told_in(path: Path):
    """The code and the names of the parameters of whatever is told in a file."""
    for call in ast.walk(ast.parse(path.read_text())):
        if not isinstance(call, ast.Call):
            continue
        by = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = [one for one in call.args if isinstance(one, ast.Constant)]
        if by in TOLD_BY and given:
            names = {one.arg for one in call.keywords}
            yield given[0].value, None if None in names else names


def parameters(code) -> set[str]:
    words = [NOTES[code]] if code in NOTES else FILE.get(code) or ROW[code]
    return set(NAMED.findall(" ".join(map(str, words))))


TOLD = [
    pytest.param(code, names, id=f"{path.stem}-{code}")
    for path in sources()
    for code, names in told_in(path)
]


@pytest.mark.parametrize(("code", "names"), TOLD)
def test_whatever_is_told_has_words_and_all_that_they_name(code, names):
    assert code in FILE.keys() | ROW.keys() | NOTES.keys()
    if names is not None:
        assert parameters(code) <= names


def test_no_words_are_for_nothing():
    said = " ".join(path.read_text() for path in sources())

    unsaid = {
        code
        for code in FILE.keys() | ROW.keys() | NOTES.keys()
        if f'"{code}"' not in said
    }

    # Named after how somebody comes to another address.
    assert unsaid == {f"address_{how}" for how in (ASK, MOVE, WAIT)}


def test_one_code_is_one_thing():
    assert not FILE.keys() & ROW.keys()
    assert not NOTES.keys() & (FILE.keys() | ROW.keys())
    assert ROW.keys() >= SET_ASIDE


EVERY = sorted(FILE.keys() | ROW.keys() | NOTES.keys())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", EVERY)
def test_it_is_said_in_both_languages_with_what_it_names(code, language):
    params = {name: f"<{name}>" for name in parameters(code)}
    chosen = {"kind": ("pdf", "een pdf", "a PDF"), "field": ("team", "Team", "Team")}
    for name, (key, *_words) in chosen.items():
        params |= {name: key} if name in params else {}

    with translation.override(language):
        reason, mend = in_words(Problem(code, params))

    said = f"{reason} {mend}"
    for name in params:
        words = dict(zip(("nl", "en"), chosen.get(name, ())[1:], strict=False))
        assert words.get(language, f"<{name}>") in said
    assert "%(" not in said
    # What is refused says what to do; what is noted needs nothing.
    assert bool(mend) == (code not in NOTES)


@pytest.mark.parametrize("named", [KINDS, FIELDS])
def test_what_is_named_in_them_is_translated(named):
    def words(language):
        with translation.override(language):
            return [str(one) for one in named.values()]

    assert all(words("nl"))
    assert words("nl") != words("en")


def test_of_several_nothing_is_said_twice_and_each_in_its_order():
    problems = [
        Problem("no_project", {}),
        Problem("no_start", {}),
        Problem("no_project", {}),
        Problem("blank", {}),
    ]

    with translation.override("en"):
        assert sentences(problems) == (
            "There is no project. There is no date from which the project runs. Blank "
            "row.",
            "Fill in the project, or remove the row. Fill in the date.",
        )
        assert sentences([]) == ("", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The file is empty. Export it again."),
        ("nl", "Het bestand is leeg. Exporteer de lijst opnieuw."),
    ],
)
def test_why_a_file_is_refused_is_one_text(language, words):
    with translation.override(language):
        assert file_sentence(Problem("empty", {})) == words


def test_what_a_file_says_is_shown_as_it_stands():
    with translation.override("en"):
        reason, _mend = in_words(
            Problem("duplicate_header", {"header": "50%(x)s", "first": 1, "second": 2})
        )

    assert reason == "The column 50%(x)s is there twice: in 1 and in 2."
