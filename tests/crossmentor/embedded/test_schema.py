import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.folders import passable


@pytest.fixture
def fresh():
    """The environment of a checkout in which nothing was ever started."""
    with passable() as folder:
        kept = {"PATH", "HOME", "LANG"}
        environment = {name: os.environ[name] for name in kept & os.environ.keys()}
        yield environment | {
            "CROSSMENTOR_VAR": f"{folder}/var",
            "CROSSMENTOR_EMBEDDED_FAST": "1",
        }


def test_a_command_on_a_fresh_checkout_finds_its_tables(fresh, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("Voornaam;Achternaam;E-mail\nAnna;Bakker;anna@firm.example\n")
    command = ["import_roster", str(roster), "--organisation", "firm", "--create"]
    command += ["--name", "Firm"]

    said = subprocess.run(
        [sys.executable, "manage.py", *command, "--json"],
        cwd=settings.ROOT,
        env=fresh,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert [row["verdict"] for row in json.loads(said)["rows"]] == ["add"]
