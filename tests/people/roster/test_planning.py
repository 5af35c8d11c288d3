"""Rows against each other and against the roster."""

import datetime as dt

import pytest

from people.models import Person
from people.roster.services import rosters
from tests.factories import PersonFactory
from tests.people.roster.files import ANNA, BOB, PROJECT_HEADERS, csv, people, xlsx

pytestmark = pytest.mark.django_db
HEADERS = ["E-mail", "Voornaam", "Achternaam", "Personeelsnummer", "Team", "In dienst"]
MANAGERS = ["E-mail", "Voornaam", "Achternaam", "Leidinggevende"]


def verdicts(answer):
    return [row["verdict"] for row in answer["rows"]]


def plan_of(look, *rows, headers=HEADERS):
    return look(csv([headers, *rows]))


@pytest.mark.parametrize(
    "second", ["anna@firma.example", "ANNA@FIRMA.EXAMPLE", " anna@firma.example\xa0"]
)
def test_the_same_address_twice_refuses_both_and_names_the_other(look, second):
    answer = look(people(ANNA, [second, *BOB[1:]]))

    assert verdicts(answer) == ["refuse", "refuse"]
    assert [row["reason"] for row in answer["rows"]] == [
        "The same e-mail address is in row 3.",
        "The same e-mail address is in row 2.",
    ]
    assert all(row["mend"] for row in answer["rows"])


def test_one_number_with_two_addresses_refuses_both(look):
    answer = look(people(ANNA, [BOB[0], "Ans", "", "Bos", "7"]))

    assert verdicts(answer) == ["refuse", "refuse"]
    assert "row 3" in answer["rows"][0]["reason"]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (["", "Water", "1-1-2020"], ["", "Water", "1-1-2020"], True),
        (["", "", "1-1-2020"], ["", "Wegen", "1-1-2020"], True),
        (["", "Water", ""], ["", "water", ""], True),
        (["", "", ""], ["", "", ""], True),
        (["12", "", "1-1-2020"], ["", "", "1-1-2020"], True),
        (["12", "Water", "1-1-2020"], ["13", "Water", "1-1-2020"], False),
        (["", "Water", "1-1-2020"], ["", "Water", "1-1-2021"], False),
        (["", "Water", ""], ["", "Wegen", ""], False),
    ],
)
def test_one_person_under_two_addresses(look, first, second, alike):
    answer = plan_of(
        look,
        ["j.vos@firma.example", "Jan", "Vos", *first],
        ["jan.vos@firma.example", "jan", "Vos", *second],
    )

    assert verdicts(answer) == ["refuse" if alike else "add"] * 2


def test_somebody_on_the_roster_is_found_by_address_in_any_case(look, organisation):
    PersonFactory(
        organisation=organisation,
        email="Anna@Firma.example",
        given_name="Anna",
        family_name="Bos",
        team__name="Water",
    )

    answer = plan_of(look, ["anna@firma.EXAMPLE", "Anna", "Bos", "", "WATER", ""])

    assert verdicts(answer) == ["leave"]


def test_a_change_says_what_becomes_what_and_empty_cells_say_nothing(
    look, organisation
):
    PersonFactory(
        organisation=organisation,
        email="anna@firma.example",
        given_name="Anna",
        family_name="Bos",
        employee_number="007",
        team__name="Water",
        hired_on=dt.date(2020, 1, 1),
    )

    answer = plan_of(look, ["anna@firma.example", "Anna", "Vos", "", "Wegen", ""])

    assert verdicts(answer) == ["change"]
    assert answer["rows"][0]["reason"] == (
        "Family name: Bos becomes Vos. Team: Water becomes Wegen."
    )


def test_zeros_that_excel_took_off_change_nothing(look, organisation):
    PersonFactory(
        organisation=organisation,
        email="anna@firma.example",
        given_name="Anna",
        family_name="Bos",
        employee_number="00712",
        team=None,
    )

    rows = [["E-mail", "Voornaam", "Achternaam", "Personeelsnummer"]]
    rows.append(["anna@firma.example", "Anna", "Bos", 712])

    assert verdicts(look(xlsx(rows))) == ["leave"]


def test_a_known_number_with_another_address_is_refused(look, organisation):
    PersonFactory(
        organisation=organisation,
        email="anna@oud.example",
        given_name="Anna",
        employee_number="0012",
    )

    answer = plan_of(look, ["anna@nieuw.example", "Anna", "Bos", "12", "", ""])

    assert verdicts(answer) == ["refuse"]
    assert "anna@oud.example" in answer["rows"][0]["reason"]
    assert "can change the domain" in answer["rows"][0]["mend"]


def test_a_known_name_and_date_with_another_address_is_refused(look, organisation):
    PersonFactory(
        organisation=organisation,
        email="anna@oud.example",
        given_name="Anna",
        family_name="Bos",
        hired_on=dt.date(2020, 1, 1),
        team=None,
    )

    answer = plan_of(look, ["anna@nieuw.example", "Anna", "Bos", "", "", "1-1-2020"])

    assert verdicts(answer) == ["refuse"]
    assert "anna@oud.example" in answer["rows"][0]["reason"]


def test_the_number_of_a_colleague_is_refused(look, organisation):
    for email, number in (("anna@firma.example", "1"), ("bob@firma.example", "2")):
        PersonFactory(organisation=organisation, email=email, employee_number=number)

    answer = plan_of(look, ["anna@firma.example", "", "", "2", "", ""])

    assert verdicts(answer) == ["refuse"]
    assert "bob@firma.example" in answer["rows"][0]["reason"]


def test_an_address_given_to_somebody_else_is_refused(look, organisation):
    PersonFactory(
        organisation=organisation,
        email="j.bos@firma.example",
        given_name="Jan",
        family_name="Bos",
        employee_number="1",
    )

    answer = plan_of(look, ["j.bos@firma.example", "Julia", "Bosma", "2", "", ""])

    assert verdicts(answer) == ["refuse"]


def test_an_address_of_another_organisation_gives_nothing_away(look):
    stranger = PersonFactory(
        email="anna@firma.example", given_name="Zwaan", family_name="Geheim"
    )

    answer = look(people(ANNA))

    (row,) = answer["rows"]
    assert row["verdict"] == "refuse"
    told = row["reason"] + row["mend"]
    for secret in (stranger.full_name, "Zwaan", "Geheim", stranger.organisation.name):
        assert secret not in told
    assert "organisation" not in told


def test_a_manager_may_come_later_in_the_file_by_address_name_or_number(look):
    headers = [*MANAGERS, "Personeelsnummer"]
    answer = plan_of(
        look,
        ["a@f.example", "Anna", "Bos", "C@F.example", "1"],
        ["b@f.example", "Bob", "Smit", "Bos, Anna", "2"],
        ["c@f.example", "Cor", "Vos", "", "003"],
        ["d@f.example", "Dirk", "Mol", "3", "4"],
        headers=headers,
    )

    assert [row["values"]["manager_email"] for row in answer["rows"]] == [
        "c@f.example",
        "a@f.example",
        "",
        "c@f.example",
    ]
    assert answer["counts"]["add"] == 4


def test_a_manager_whom_nobody_knows_is_said_and_not_taken_over(look):
    answer = plan_of(
        look,
        ["a@f.example", "Anna", "Bos", "x@f.example"],
        ["b@f.example", "Bob", "Smit", "Meneer Onbekend"],
        headers=MANAGERS,
    )

    assert verdicts(answer) == ["add", "add"]
    assert "x@f.example" in answer["rows"][0]["reason"]
    assert "Meneer Onbekend" in answer["rows"][1]["reason"]


def test_ones_own_manager_and_managers_in_a_circle_are_refused(look):
    answer = plan_of(
        look,
        ["a@f.example", "Anna", "Bos", "a@f.example"],
        ["b@f.example", "Bob", "Smit", "c@f.example"],
        ["c@f.example", "Cor", "Vos", "d@f.example"],
        ["d@f.example", "Dirk", "Mol", "b@f.example"],
        ["e@f.example", "Els", "Kok", "b@f.example"],
        headers=MANAGERS,
    )

    assert verdicts(answer) == ["refuse", "refuse", "refuse", "refuse", "add"]
    assert "refused" in answer["rows"][4]["reason"]


def test_a_circle_with_somebody_on_the_roster_is_refused(look, organisation):
    boss = PersonFactory(organisation=organisation, email="boss@f.example")
    PersonFactory(organisation=organisation, email="a@f.example", manager=boss)

    answer = plan_of(look, ["boss@f.example", "", "", "a@f.example"], headers=MANAGERS)

    assert verdicts(answer) == ["refuse"]


def test_projects_are_planned_beside_the_people(look, organisation):
    PersonFactory(organisation=organisation, email="bob@f.example")
    answer = look(
        xlsx(
            [
                ["E-mail", "Voornaam", "Achternaam"],
                ["anna@f.example", "Anna", "Bos"],
                ["cor", "Cor", "Vos"],
            ],
            projects=[
                PROJECT_HEADERS,
                ["Anna@f.example", "Dijk", dt.date(2024, 1, 1), "dec 2025", "7,5"],
                ["bob@f.example", "Sluis", "2024-02", None, 16],
                ["niemand@f.example", "Sluis", "2024-02", None, 16],
                ["bob@f.example", "Brug", "", None, 16],
                ["bob@f.example", "Weg", "01-02-2024", "01-01-2024", 16],
                ["bob@f.example", "Tunnel", "01-02-2024", "", None],
                ["bob@f.example", "sluis", "1-2-2024", None, 8],
                [None, None, None, None, None],
                ["Totaal", None, None, None, 79],
                ["bob@f.example", "Pad", "01-02-2024", "", 400],
            ],
        )
    )

    assert [(row["row"], row["verdict"]) for row in answer["projects"]] == [
        (2, "add"),
        (3, "refuse"),
        (4, "refuse"),
        (5, "refuse"),
        (6, "refuse"),
        (7, "refuse"),
        (8, "refuse"),
        (9, "skip"),
        (10, "skip"),
        (11, "refuse"),
    ]
    assert answer["projects"][0]["values"] == {
        "email": "anna@f.example",
        "project": "Dijk",
        "starts_on": "2024-01-01",
        "ends_on": "2025-12-31",
        "hours": 8,
    }
    assert all(
        row["reason"] and row["mend"]
        for row in answer["projects"]
        if row["verdict"] == "refuse"
    )


def test_a_file_with_projects_only_is_read(look, organisation):
    PersonFactory(organisation=organisation, email="bob@f.example")

    answer = look(csv([PROJECT_HEADERS, ["bob@f.example", "Dijk", "1-1-2024", "", 8]]))

    assert answer["rows"] == []
    assert [row["verdict"] for row in answer["projects"]] == ["add"]


def test_a_plan_writes_nothing(look, organisation):
    look(people(ANNA, BOB))

    assert not Person.objects.exists()
    assert not organisation.rosterimport_set.exists()


INFIX = ["E-mail", "Voornaam", "Tussenvoegsel", "Achternaam"]
FAMILY = ["E-mail", "Voornaam", "Achternaam"]
WHOLE = ["E-mail", "Naam"]


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize(
    ("headers", "rows", "name"),
    [
        (INFIX, [["", "", "Smit"]], ("Anna", "", "Smit")),
        (INFIX, [["", "de", "Smit"]], ("Anna", "de", "Smit")),
        (INFIX, [["Ans", "", "Berg"]], ("Ans", "van den", "Berg")),
        (INFIX, [["", "", "BERG"]], ("Anna", "van den", "BERG")),
        (INFIX, [["", "", ""]], ("Anna", "van den", "Berg")),
        (INFIX, [["", "", "van den Berg"]], ("Anna", "", "van den Berg")),
        (WHOLE, [["Anna Smit"]], ("Anna", "", "Smit")),
        (WHOLE, [["Anna"]], ("Anna", "van den", "Berg")),
        (FAMILY, [["", "Smit"], ["Bob", "de Wit"]], ("Anna", "", "Smit")),
        # A column in which nobody has an infix says nothing about infixes.
        (FAMILY, [["", "Smit"]], ("Anna", "van den", "Smit")),
    ],
)
def test_a_name_is_one_thing(look, organisation, as_file, headers, rows, name):
    PersonFactory(
        organisation=organisation,
        email="anna@firma.example",
        given_name="Anna",
        infix="van den",
        family_name="Berg",
        team=None,
    )
    addresses = ["anna@firma.example", "bob@firma.example"]
    told = [[one, *row] for one, row in zip(addresses, rows, strict=False)]

    row = look(as_file([headers, *told]))["rows"][0]

    changed = {"given_name": "Anna", "infix": "van den", "family_name": "Berg"}
    plan = rosters.plan_file(
        organisation=organisation, content=as_file([headers, *told])
    )
    for field, (_old, new) in plan.rows[0]["changes"].items():
        changed[field] = new
    assert tuple(changed.values()) == name
    if changed["infix"] == "":
        assert "Infix: van den becomes none." in row["reason"]


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (FAMILY, ["", "Sukarno"]),
        (FAMILY, ["Sukarno", ""]),
        (FAMILY, ["NULL", "Sukarno"]),
        (INFIX, ["", "", "Sukarno"]),
        (WHOLE, ["Sukarno"]),
    ],
)
def test_one_name_is_enough(bring, look, organisation, as_file, headers, row):
    content = as_file([headers, ["s@firma.example", *row]])
    assert look(content)["rows"][0]["reason"] == "One name only."

    assert bring(content).state == "committed"
    person = Person.objects.get(email="s@firma.example")

    assert (person.given_name, person.infix, person.family_name) == ("Sukarno", "", "")
    assert verdicts(look(content)) == ["leave"]


def test_no_name_at_all_is_refused(look):
    (row,) = look(people(["s@firma.example", "", "", "", "7"]))["rows"]

    assert (row["verdict"], row["reason"]) == ("refuse", "There is no name.")


@pytest.mark.parametrize("as_file", [csv, xlsx])
def test_of_rows_that_are_the_same_one_is_kept(look, as_file):
    headers = ["E-mail", "Voornaam", "Achternaam", "Team"]
    row = ["anna@firma.example", "Anna", "Bos", "Water"]
    again = ["ANNA@firma.example ", " Anna", "Bos\xa0", "Water"]
    other = ["bob@firma.example", "Bob", "Smit", "Water"]

    answer = look(as_file([headers, row, other, again]))

    assert verdicts(answer) == ["add", "add", "skip"]
    assert answer["rows"][2]["reason"] == "The same as row 2."
    different = look(as_file([headers, row, again, [*row[:3], "Wegen"]]))
    assert verdicts(different) == ["refuse", "skip", "refuse"]


def test_of_stints_that_are_the_same_one_is_kept(look, organisation):
    PersonFactory(organisation=organisation, email="bob@f.example")
    stint = ["bob@f.example", "-Dijk-", "1-1-2024", "", "8"]

    answer = look(csv([PROJECT_HEADERS, stint, [*stint[:4], "8,0"]]))

    assert [row["verdict"] for row in answer["projects"]] == ["add", "skip"]
    assert answer["projects"][0]["values"]["project"] == "-Dijk-"


def test_hours_of_thousands_and_about(look, organisation):
    PersonFactory(organisation=organisation, email="bob@f.example")
    stints = [
        ["bob@f.example", f"P{n}", "1-1-2024", "", hours]
        for n, hours in enumerate(["1.200", "ca. 8", ">16 uur"])
    ]

    answer = look(csv([PROJECT_HEADERS, *stints]))

    assert [(row["verdict"], row["values"]["hours"]) for row in answer["projects"]] == [
        ("refuse", None),
        ("add", 8),
        ("add", 16),
    ]
    assert answer["projects"][1]["reason"] == "ca. 8 counts as 8."


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        ("Functie", "Functie"),
        ("Functietitel", "Functietitel"),
        ("FUNCTIE (huidig)", "FUNCTIE (huidig)"),
        ("Job title", "Job title"),
        ("Position", "Position"),
        ("Rol", "Rol"),
        # These are read as discipline, or as nothing of the kind.
        ("Functiegroep", None),
        ("Vakdiscipline", None),
        ("Salaris", None),
    ],
)
def test_a_column_of_jobs_is_offered_as_discipline(look, header, offered):
    headers = ["E-mail", "Voornaam", "Achternaam", header]

    answer = look(csv([headers, ["a@f.example", "An", "Bos", "Adviseur"]]))

    assert answer["discipline_offered"] == offered
    assert answer["counts"]["add"] == 1


def test_no_jobs_are_offered_where_somebody_has_a_discipline(look):
    headers = ["E-mail", "Voornaam", "Functie", "Discipline"]
    jobs = [["a@f.example", "An", "Adviseur", ""], ["b@f.example", "Bo", "Baas", ""]]

    assert look(csv([headers, *jobs]))["discipline_offered"] == "Functie"
    jobs[1][3] = "Water"
    assert look(csv([headers, *jobs]))["discipline_offered"] is None
    empty = [["a@f.example", "An", "", ""]]
    assert look(csv([headers, *empty]))["discipline_offered"] is None
