"""The map of rooms in the README: a stranger finds the way, and every room is of a size."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.conf import settings

README = (settings.ROOT / "README.md").read_text()
ROWS = re.findall(r"^\| \d \| ([^|]+) \|", README, re.MULTILINE)
ROOMS = [name for row in ROWS for name in re.findall("`(.+?)/`", row)]
FEWEST, MOST = 1_000, 5_000


def section(title) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


QUESTIONS = re.findall(
    r"^\| ([^|]+\?) \| `([^`|]+)` \|$", section("Where is it?"), re.M
)


def test_ten_questions_are_answered_each_by_one_path():
    assert len(QUESTIONS) == 10
    assert len({path for _question, path in QUESTIONS}) == 10


@pytest.mark.parametrize("path", [path for _question, path in QUESTIONS])
def test_what_answers_a_question_is_there(path):
    found = settings.ROOT / path

    assert found.is_dir() if path.endswith("/") else found.is_file()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("boards/composing/rules.py", "def team_breaks("),
        ("groups/sql/breach.sql", "same_team"),
        ("spaces/policies.py", "CREATE POLICY mine"),
        ("spaces/sealing.py", "def seal("),
        ("sessions/log/letters.py", "Letter("),
        ("workbook/due.py", "def waiting("),
        ("people/roster/headers.toml", "given_name"),
    ],
)
def test_it_says_there_what_was_asked_for(path, what):
    assert path in dict(map(reversed, QUESTIONS))
    assert what in (settings.ROOT / path).read_text()


def words():
    rows = re.findall(
        r"^\| (\w+) \| ([^|]+) \| `([^`]+)`: ", section("Where is it?"), re.M
    )
    return [code for _dutch, _english, code in rows]


def test_ten_words_are_told_and_what_they_are_called_in_the_code():
    models = {model.__name__ for model in apps.get_models()}
    called = words()

    assert len(called) == 10
    assert [one for one in called if one not in models and "/" not in one] == []


def lines_of_rooms(within=settings.ROOT) -> Counter:
    """Lines of Python of each room of the map, without the rooms that lie within it."""
    lines = Counter()
    for top in settings.ROOMS:
        for path in within.glob(f"{top}/**/*.py"):
            if "migrations" not in path.parts:
                name = path.relative_to(within).as_posix()
                rooms = [room for room in ROOMS if name.startswith(f"{room}/")]
                lines[max(rooms, key=len, default="")] += len(
                    path.read_text().splitlines()
                )
    return lines


def test_all_that_we_wrote_is_in_a_room_of_the_map():
    assert lines_of_rooms()[""] == 0


def test_a_room_is_not_so_small_nor_so_large_that_a_stranger_is_lost():
    lines = lines_of_rooms()

    assert {
        room: lines[room] for room in ROOMS if not FEWEST <= lines[room] <= MOST
    } == {}


def test_no_room_has_fewer_lines_of_tests_than_of_code():
    lines, tests = lines_of_rooms(), lines_of_rooms(settings.ROOT / "tests")

    assert {room: tests[room] for room in ROOMS if tests[room] < lines[room]} == {}
