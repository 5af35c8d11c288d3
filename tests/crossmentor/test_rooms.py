"""A room is listed once; what it tells the others is found by the names of its files."""

import re
import tomllib
from itertools import groupby

import pytest
from django.conf import settings

from crossmentor.settings import rooms

PROJECT = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())
CONTRACTS = PROJECT["tool"]["importlinter"]


def floors():
    """Each floor of the contract, from the top down."""
    contracts = {one["id"]: one for one in CONTRACTS["contracts"]}
    return [floor.split(" | ") for floor in contracts["floors"]["layers"]]


def floor_of(room):
    return next(number for number, floor in enumerate(floors()) if room in floor)


def test_a_room_is_what_has_apps_beside_the_project():
    there = {path.parent.name for path in settings.ROOT.glob("*/apps.py")}

    assert {*settings.ROOMS} == {"crossmentor", *there}


def test_the_contracts_hold_the_same_rooms_in_the_same_order():
    assert CONTRACTS["root_packages"] == sorted(settings.ROOMS)
    assert [{*floor} for floor in floors()] == [
        {*rooms_of_floor} for _, rooms_of_floor in groupby(settings.ROOMS, floor_of)
    ]


def test_the_map_of_the_readme_has_every_room_on_its_floor():
    readme = (settings.ROOT / "README.md").read_text()
    rows = re.findall(r"^\| (\d) \| ([^|]+) \|", readme, re.MULTILINE)
    told = {
        name: int(floor) for floor, row in rows for name in re.findall("`(.+?)/`", row)
    }
    top = len(floors()) - 1

    assert all((settings.ROOT / name).is_dir() for name in told)
    assert {name: floor for name, floor in told.items() if "/" not in name} == {
        room: top - number for number, floor in enumerate(floors()) for room in floor
    }


def test_people_find_first_what_they_wrote():
    own = [name.partition(".")[0] for name in settings.EXPORTS]

    assert list(dict.fromkeys(own)) == [
        *("workbook", "intake", "sessions", "writing", "handbook", "groups"),
        *("boards", "programmes", "calendars", "reminders", "crossmentor", "people"),
        "spaces",
    ]


@pytest.fixture
def two_rooms(tmp_path, monkeypatch):
    """Two rooms with files, of which the upper one has a folder."""
    monkeypatch.setattr(rooms, "ROOT", tmp_path)
    for name, text in {
        "lower/due.py": "def waiting(*, now):\n    return []\n",
        "lower/texts.py": "def kinds():\n    return KINDS\n",
        "upper/due.py": "def waiting_no_more():\n    return []\n",
        "upper/texts.py": "KINDS = []\n",
        "upper/dates/due.py": "from x import y\n\n\ndef waiting(now):\n    return []\n",
        "upper/dates/texts.py": "KINDS: list[str] = []\n",
        "upper/dates/other.py": "KINDS = []\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return ["lower", "upper"]


@pytest.mark.parametrize(
    ("file", "what", "found"),
    [
        ("due.py", "waiting", ["lower.due", "upper.dates.due"]),
        ("texts.py", "KINDS", ["upper.texts", "upper.dates.texts"]),
        ("letters.py", "LETTERS", []),
    ],
)
def test_what_a_file_tells_is_found_in_rooms_and_their_folders(
    two_rooms, file, what, found
):
    assert rooms.telling(file, what, two_rooms) == found
