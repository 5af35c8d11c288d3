"""The demonstration firm: people, projects and programmes that go together."""

import json
import runpy
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from boards import composing, solving

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
TOPICS = ROOT / "programmes/content/topics.json"


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def roster():
    """People by e-mail address, each a row by header."""
    rows = read("Medewerkers")
    return {row["E-mail"]: row for row in rows}


def read(sheet, folder=EXAMPLES):
    book = load_workbook(folder / "roster.xlsx", read_only=True)
    headers, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def stints(roster):
    found = {email: [] for email in roster}
    for row in read("Projecten"):
        end = row["Tot"] or date(2026, 9, 30)
        stint = composing.Stint(
            project=row["Project"],
            start=12 * row["Van"].year + row["Van"].month,
            end=12 * end.year + end.month,
            hours=int(row["Uren per week"]),
        )
        found[row["E-mail"]].append(stint)
    return found


PROGRAMMES = load(EXAMPLES / "programmes.json")["programmes"]


def instance(programme, roster, stints):
    def person(part, role):
        row = roster[part["email"]]
        return composing.Person(
            id=part["email"],
            role=role,
            discipline=row["Vakdiscipline"],
            team=row["Team"],
            location=row["Locatie"],
            languages=frozenset(row["Talen"].split(", ")),
            seniority=int(row["Jaren ervaring"]),
            manager=row["Leidinggevende e-mail"] or None,
            projects=tuple(stints[part["email"]]),
            needs=part.get("needs", {}),
            expertise=part.get("expertise", {}),
            max_group=part.get("max_group", 6),
        )

    people = [
        person(part, role)
        for role in ("mentor", "mentee")
        for part in programme[f"{role}s"]
        if part["state"] == "enrolled"
    ]
    return composing.Instance(id=programme["name"], people=tuple(people))


def test_the_script_makes_these_files_again(tmp_path):
    runpy.run_path(str(EXAMPLES / "make_roster.py"))["main"](tmp_path)

    assert load(tmp_path / "programmes.json") == load(EXAMPLES / "programmes.json")
    for sheet in ("Medewerkers", "Projecten"):
        assert read(sheet, tmp_path) == read(sheet)


def test_the_firm_has_about_two_hundred_people(roster):
    teams = {row["Team"] for row in roster.values()}
    disciplines = {row["Vakdiscipline"] for row in roster.values()}
    locations = {row["Locatie"] for row in roster.values()}

    assert 190 <= len(roster) <= 210
    assert (len(teams), len(disciplines), len(locations)) == (27, 6, 4)


def test_every_manager_is_in_the_roster(roster):
    managers = [row["Leidinggevende e-mail"] for row in roster.values()]

    assert managers.count(None) == 1
    assert set(managers) - {None} <= set(roster)


def test_addresses_are_made_up(roster):
    assert {email.split("@")[1] for email in roster} == {"brugenberg.example"}


def test_projects_are_of_people_in_the_roster(roster):
    assert {row["E-mail"] for row in read("Projecten")} <= set(roster)


def test_nobody_takes_part_twice(roster):
    parts = [
        part["email"]
        for programme in PROGRAMMES
        for part in programme["mentors"] + programme["mentees"]
    ]

    assert len(set(parts)) == len(parts)
    assert set(parts) <= set(roster)


def test_the_programmes_are_as_large_as_promised():
    sizes = [
        (
            programme["state"],
            len(programme["mentors"]),
            Counter(mentee["state"] for mentee in programme["mentees"]),
        )
        for programme in PROGRAMMES
    ]

    assert sizes == [
        ("running", 8, {"enrolled": 40}),
        ("enrolling", 6, {"enrolled": 25, "invited": 3, "declined": 1}),
        ("running", 1, {"enrolled": 5}),
        ("running", 1, {"enrolled": 4}),
    ]


def test_needs_and_expertise_are_topics():
    topics = {topic["slug"] for topic in load(TOPICS)}
    used = {
        topic
        for programme in PROGRAMMES
        for part in programme["mentors"] + programme["mentees"]
        for topic in part.get("needs") or part.get("expertise", {})
    }

    assert used == topics


def test_topics_have_names_in_both_languages():
    topics = load(TOPICS)

    assert len(topics) == 16
    assert len({topic["name_nl"] for topic in topics}) == 16
    assert len({topic["name_en"] for topic in topics}) == 16


@pytest.mark.parametrize(
    "programme", PROGRAMMES, ids=["running", "enrolling", "nearly over", "over"]
)
def test_everybody_enrolled_can_be_placed(programme, roster, stints):
    problem = instance(programme, roster, stints)

    solution = solving.solve(problem, seconds=2)

    assert solution.unplaced == ()
    assert len(solution.groups) == len(programme["mentors"])
