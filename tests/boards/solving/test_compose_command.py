import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from boards.composing import Instance, score
from tests.boards.composing.dumping import dump_instance, parse_solution
from tests.boards.composing.people import mentees, mentor

INSTANCE = Instance(id="small", people=(*mentees(9), mentor("m"), mentor("n")))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(dump_instance(INSTANCE)))
    return path


def test_it_writes_a_solution_without_a_database(path, tmp_path, capsys):
    output = tmp_path / "solution.json"

    call_command("compose", path, output=output, seconds=5)

    solution = parse_solution(json.loads(output.read_text()))
    assert solution.instance == "small"
    assert score(INSTANCE, solution.groups).placed == 9
    assert "9 of 9 mentees placed" in capsys.readouterr().out


def test_it_refuses_what_is_no_instance(tmp_path):
    path = tmp_path / "instance.json"
    path.write_text("{}")

    with pytest.raises(CommandError, match="compose-instance/1"):
        call_command("compose", path, output=tmp_path / "solution.json")


def test_it_says_which_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        call_command("compose", tmp_path / "nowhere.json", output=tmp_path / "s.json")


def test_it_runs_from_the_shell_and_starts_no_server(path, tmp_path):
    output = tmp_path / "solution.json"
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-W", "error", "manage.py", "compose", str(path)]
    command += ["--output", str(output), "--seconds", "1", "--seed", "3"]
    # An address where no database listens.
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@localhost:1/none"}

    subprocess.run(command, cwd=root, env=environment, check=True, timeout=60)

    assert json.loads(output.read_text())["meta"]["seed"] == 3


def test_composing_needs_neither_django_nor_a_database():
    code = "import sys, boards.solving; sys.exit('django' in sys.modules)"
    root = Path(__file__).resolve().parents[3]

    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, timeout=60)
