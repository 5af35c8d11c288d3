"""The command for a nightly job, and what it prints."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from people.models import ColumnMapping, Organisation, Person, RosterImport
from tests.people.roster.files import ANNA, BOB, csv, people, xlsx

pytestmark = pytest.mark.django_db
VALUES = {
    "given_name": "Anna",
    "infix": "van den",
    "family_name": "Berg",
    "email": "anna@firma.example",
    "employee_number": "007",
    "team": "",
    "department": "",
    "discipline": "",
    "location": "",
    "manager_email": "",
    "hired_on": None,
    "years_experience": None,
    "languages": [],
}


@pytest.fixture
def run(tmp_path):
    def import_roster(content, *arguments, slug="firma"):
        file = tmp_path / "roster"
        file.write_bytes(content)
        output, code = io.StringIO(), 0
        try:
            call_command(
                "import_roster",
                str(file),
                "--organisation",
                slug,
                *arguments,
                stdout=output,
            )
        except CommandError as error:
            code = error.returncode
        return code, output.getvalue()

    return import_roster


def test_json_has_the_agreed_shape(run):
    code, output = run(people(ANNA, []), "--create", "--json")

    assert code == 0
    assert json.loads(output) == {
        "refused": None,
        "rows": [
            {
                "row": 2,
                "email": "anna@firma.example",
                "verdict": "add",
                "reason": "",
                "mend": "",
                "values": VALUES,
            }
        ],
        "projects": [],
        "counts": {"add": 1, "change": 0, "leave": 0, "refuse": 0, "skip": 0},
    }
    assert not Person.objects.exists()
    assert not RosterImport.objects.exists()


def test_commit_carries_out_and_a_second_time_changes_nothing(run):
    content = xlsx(
        [["E-mail", "Naam"], [ANNA[0], "Anna van den Berg"], [BOB[0], "Bob"]]
    )

    assert run(content, "--create", "--commit", "--json")[0] == 0
    assert Person.objects.filter(organisation__slug="firma").count() == 2
    _code, output = run(content, "--commit", "--json")

    assert json.loads(output)["counts"]["leave"] == 2
    assert RosterImport.objects.filter(state="committed").count() == 2


def test_a_refused_file_answers_1_and_changes_nothing(run):
    code, output = run(b"%PDF-1.4\n", "--create", "--commit", "--json")

    assert code == 1
    answer = json.loads(output)
    assert answer["refused"]
    assert answer["rows"] == answer["projects"] == []
    assert not Organisation.objects.filter(slug="firma").exists()


def test_refused_rows_answer_0_and_are_left_out(run):
    code, output = run(people(ANNA, ["x", "Cor", "", "", ""]), "--create", "--commit")

    assert code == 0
    assert "refuse" in output
    assert Person.objects.count() == 1


@pytest.mark.parametrize("slug", ["firma", "Geen Slug"])
def test_use_that_is_wrong_answers_2(run, slug):
    arguments = ["--create"] if " " in slug else []

    assert run(people(ANNA), *arguments, slug=slug)[0] == 2
    with pytest.raises(CommandError) as caught:
        call_command("import_roster", "/nowhere.csv", "--organisation", "x", "--create")
    assert caught.value.returncode == 2


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Lege rij."), ("en", "Blank row.")]
)
def test_it_speaks_the_language_of_the_organisation(run, language, words):
    Organisation.objects.create(name="Firma", slug="firma", language=language)

    _code, output = run(people(ANNA, [], BOB), "--json")

    assert json.loads(output)["rows"][1]["reason"] == words


def test_columns_that_were_chosen_before_are_remembered(run):
    firma = Organisation.objects.create(name="Firma", slug="firma")
    for header, field in (
        ("Post", "email"),
        ("Hoe heet je", "full_name"),
        ("Team", ""),
    ):
        ColumnMapping.objects.create(
            organisation=firma, sheet="people", header=header, field=field
        )

    _code, output = run(
        csv([["post", "Hoe heet je", "Team"], [ANNA[0], "Anna van den Berg", "Water"]]),
        "--json",
    )

    (row,) = json.loads(output)["rows"]
    assert row["values"] == VALUES | {"employee_number": ""}
