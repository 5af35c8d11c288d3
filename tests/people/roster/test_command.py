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
    "working_days": [],
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


NEW = ("--create", "--name", "De Firma")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("F" * 201, "firma"), ("Firma", "f" * 51), ("\u200b", "firma")],
)
def test_an_organisation_that_cannot_be_kept_is_not_made(run, name, slug):
    code, output = run(people(ANNA), "--create", "--name", name, "--commit", slug=slug)

    assert (code, output) == (2, "")
    assert not Organisation.objects.exists()


def test_json_has_the_agreed_shape(run):
    code, output = run(people(ANNA, []), *NEW, "--json")

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
        "unread_columns": {"people": []},
        "discipline_offered": None,
    }
    assert not Person.objects.exists()
    assert not RosterImport.objects.exists()


def test_commit_carries_out_and_a_second_time_changes_nothing(run):
    content = xlsx(
        [["E-mail", "Naam"], [ANNA[0], "Anna van den Berg"], [BOB[0], "Bob"]]
    )

    assert run(content, *NEW, "--commit", "--json")[0] == 0
    assert Person.objects.filter(organisation__slug="firma").count() == 2
    _code, output = run(content, "--commit", "--json")

    assert json.loads(output)["counts"]["leave"] == 2
    assert RosterImport.objects.filter(state="committed").count() == 2


def test_a_refused_file_answers_1_and_changes_nothing(run):
    code, output = run(b"%PDF-1.4\n", *NEW, "--commit", "--json")

    assert code == 1
    answer = json.loads(output)
    assert answer["refused"]
    assert answer["rows"] == answer["projects"] == []
    assert not Organisation.objects.filter(slug="firma").exists()


def test_refused_rows_answer_0_and_are_left_out(run):
    code, output = run(people(ANNA, ["x", "Cor", "", "", ""]), *NEW, "--commit")

    assert code == 0
    assert "refuse" in output
    assert Person.objects.count() == 1


@pytest.mark.parametrize("slug", ["firma", "Geen Slug"])
def test_use_that_is_wrong_answers_2(run, slug):
    arguments = [*NEW] if " " in slug else []

    assert run(people(ANNA), *arguments, slug=slug)[0] == 2
    with pytest.raises(CommandError) as caught:
        call_command("import_roster", "/nowhere.csv", "--organisation", "x", *NEW)
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


def test_an_organisation_is_called_what_the_command_says(run):
    assert run(people(ANNA), "--create")[0] == 2
    assert run(people(ANNA), "--name", "De Firma")[0] == 2
    assert not Organisation.objects.exists()

    assert run(people(ANNA), *NEW, "--commit")[0] == 0
    assert run(people(ANNA), "--create", "--name", "Anders", "--commit")[0] == 0

    assert Organisation.objects.get().name == "De Firma"


JOBS = ["E-mail", "Naam", "Functietitel", "Salaris", "", "Leeg"]
WITH_JOB = [ANNA[0], "Anna van den Berg", "Adviseur", "3000", "x", ""]


@pytest.mark.parametrize("as_file", [csv, xlsx])
def test_filled_columns_that_are_not_read_are_named(run, as_file):
    projects = [["E-mail", "Project", "Van", "Tot", "Uren", "Tarief"]]
    projects += [[ANNA[0], "Dijk", "1-1-2024", "", "8", "100"]]
    is_book = as_file is xlsx
    content = (
        xlsx([JOBS, WITH_JOB], projects=projects) if is_book else csv([JOBS, WITH_JOB])
    )

    answer = json.loads(run(content, *NEW, "--json")[1])
    told = run(content)[1]

    names = ["Functietitel", "Salaris", "kolom E, zonder naam"]
    expected = {"people": names} | ({"projects": ["Tarief"]} if is_book else {})
    assert answer["unread_columns"] == expected
    assert answer["discipline_offered"] == "Functietitel"
    assert f"Not read of the people: {', '.join(names)}." in told
    assert '--discipline-from "Functietitel"' in told


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize("name", ["Functietitel", "functie-titel"])
def test_the_command_takes_a_column_as_discipline(run, as_file, name):
    content = as_file([JOBS, WITH_JOB])

    code, output = run(content, *NEW, "--discipline-from", name, "--json", "--commit")

    answer = json.loads(output)
    assert code == 0
    assert answer["rows"][0]["values"]["discipline"] == "Adviseur"
    assert answer["unread_columns"]["people"] == ["Salaris", "kolom E, zonder naam"]
    assert answer["discipline_offered"] is None
    assert Person.objects.get().discipline.name == "Adviseur"


def test_a_column_that_is_not_there_refuses_the_file(run):
    code, output = run(
        csv([JOBS, WITH_JOB]), *NEW, "--discipline-from", "Vak", "--json"
    )

    assert code == 1
    assert json.loads(output)["refused"] == (
        "Er is geen kolom Vak. In rij 1 staat: E-mail, Naam, Functietitel, Salaris,"
        " Leeg. Noem de kolom zoals die in het bestand staat."
    )
