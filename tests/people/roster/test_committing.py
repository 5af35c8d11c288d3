"""Carrying out: exactly the plan, all or nothing, and never more than a roster may."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.db.models import EmailField, Value
from django.db.models.functions import Concat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors

from people.models import (
    Coordinator,
    Departure,
    Location,
    Person,
    RosterEvent,
    RosterImport,
    Stint,
    Team,
)
from people.roster import committing
from people.roster.services import rosters
from people.tasks import commit_roster, sweep_rosters
from spaces.errors import DomainError
from tests import factories
from tests.conftest import connect_as
from tests.factories import PersonFactory, coordinator_of
from tests.people.roster.files import ANNA, BOB, HEADERS, PROJECT_HEADERS, people, xlsx

pytestmark = pytest.mark.django_db
State = RosterImport.State
FULL = [
    [
        *HEADERS,
        "Team",
        "Afdeling",
        "Vakdiscipline",
        "Standplaats",
        "Regio",
        "Leidinggevende",
        "In dienst",
        "Jaren ervaring",
        "Talen",
        "Werkdagen",
    ],
    [
        *ANNA,
        "Water",
        "Natte",
        "Civiel",
        "Delft",
        "West",
        BOB[0],
        dt.date(2020, 1, 31),
        "7,5",
        "Nederlands, Engels",
        "ma t/m do",
    ],
    [*BOB, "Wegen", "Droge", "Civiel", "Delft", "West", "", "1-2-2010", 20, "nl", ""],
]
WORK = [PROJECT_HEADERS, [ANNA[0], "Dijk", dt.date(2024, 1, 1), None, 16]]


def test_everything_in_the_plan_is_carried_out(bring):
    roster = bring(xlsx(FULL, projects=WORK))

    assert roster.state == State.COMMITTED
    assert bytes(RosterImport.objects.get().content) == b""
    anna = Person.objects.with_work().get(email=ANNA[0])
    assert anna.full_name == "Anna van den Berg"
    assert anna.employee_number == "007"
    assert (anna.team.name, anna.department) == ("Water", "Natte")
    assert (anna.discipline.name, anna.location.region) == ("Civiel", "West")
    assert anna.manager.email == BOB[0]
    assert (anna.hired_on, anna.years_experience) == (dt.date(2020, 1, 31), 7)
    assert (anna.languages, anna.working_days) == (["nl", "en"], [0, 1, 2, 3])
    assert anna.is_active
    assert not anna.has_usable_password()
    assert list(Stint.objects.values_list("person", "project__name", "hours")) == [
        (anna.pk, "Dijk", 16)
    ]
    assert Location.objects.count() == 1


def test_the_same_file_again_leaves_everything_alone(bring, look):
    content = xlsx(FULL, projects=WORK)
    bring(content)

    answer = look(content)

    assert answer["counts"] == {
        "add": 0,
        "change": 0,
        "leave": 2,
        "refuse": 0,
        "skip": 0,
    }
    assert [row["verdict"] for row in answer["projects"]] == ["leave"]


def test_changes_are_made_and_nothing_else(bring):
    bring(xlsx(FULL))
    before = {person.email: person for person in Person.objects.all()}
    changed = [list(row) for row in FULL]
    changed[1][5], changed[1][13] = "Wegen", "Duits"
    changed[1][14] = "wo do"
    changed[1][10], changed[2][10] = "", ANNA[0]

    bring(xlsx(changed))

    anna = Person.objects.with_work().get(email=ANNA[0])
    bob = Person.objects.with_work().get(email=BOB[0])
    assert (anna.team.name, anna.languages) == ("Wegen", ["de"])
    assert bob.years_experience == 20
    assert anna.working_days == [2, 3]
    for person in (anna, bob):
        assert person.password == before[person.email].password
        assert person.joined_at == before[person.email].joined_at


@pytest.mark.parametrize("active", [True, False])
def test_email_sign_in_and_role_stay_as_they_are(bring, programme, active):
    person = coordinator_of(programme)
    person.set_password("a sentence of my own")
    person.email, person.given_name = "anna@firma.example", ANNA[1]
    person.save()
    password = person.password
    if not active:
        Departure.objects.create(
            person=person, left_by=PersonFactory(), address=person.email
        )
        Person.objects.filter(pk=person.pk).update(is_active=False)

    bring(people(ANNA))

    person.refresh_from_db()
    assert person.family_name == "Berg"
    assert person.email == "anna@firma.example"
    assert (person.password, person.is_active) == (password, active)
    assert person.coordinates.count() == 1


def test_whoever_is_missing_from_the_file_is_left_alone(bring, organisation):
    other = PersonFactory(organisation=organisation)

    roster = bring(people(ANNA))

    assert roster.counts["not_in_file"] == 1
    assert Person.objects.filter(pk=other.pk, is_active=True).exists()


def test_refused_rows_are_left_out(bring):
    roster = bring(people(ANNA, ["geen adres", "Cor", "", "Vos", ""]))

    assert roster.state == State.COMMITTED
    assert [person.email for person in Person.objects.all()] == [ANNA[0]]


def planned(organisation, content):
    return rosters.take_in_roster(
        organisation=organisation, uploaded_by=None, file_name="r.csv", content=content
    )


def test_a_plan_that_is_overtaken_is_refused_and_can_be_made_again(organisation):
    roster = planned(organisation, people(ANNA))
    PersonFactory(organisation=organisation)
    rosters.ask_to_carry_out(roster=roster)

    roster = rosters.carry_out_roster(roster_id=roster.pk)

    assert roster.state == State.STALE
    assert roster.refusal[0] == "stale"
    assert Person.objects.count() == 1
    assert rosters.plan_roster(roster=roster).state == State.PLANNED


def test_carrying_out_twice_does_it_once(organisation):
    roster = planned(organisation, people(ANNA))
    rosters.ask_to_carry_out(roster=roster)
    rosters.ask_to_carry_out(roster=roster)

    for _ in range(2):
        assert rosters.carry_out_roster(roster_id=roster.pk).state == State.COMMITTED

    assert Person.objects.count() == 1
    with pytest.raises(DomainError):
        rosters.plan_roster(roster=RosterImport.objects.get())


@pytest.mark.parametrize(
    ("error", "code"), [(IntegrityError, "conflict"), (ZeroDivisionError, "broken")]
)
def test_a_failure_at_the_end_undoes_all_of_it(organisation, monkeypatch, error, code):
    def fail(self):
        raise error

    roster = planned(organisation, xlsx(FULL, projects=WORK))
    rosters.ask_to_carry_out(roster=roster)
    monkeypatch.setattr(committing.Work, "set_projects", fail)

    roster = rosters.carry_out_roster(roster_id=roster.pk)

    assert (roster.state, roster.refusal[0]) == (State.STALE, code)
    assert not Person.objects.exists()
    assert not Team.objects.exists()


def test_nothing_to_do_is_not_carried_out(organisation, bring):
    bring(people(ANNA))

    with pytest.raises(DomainError):
        rosters.ask_to_carry_out(roster=planned(organisation, people(ANNA)))


def test_the_task_carries_out_and_the_sweep_finds_what_got_lost(organisation, rung):
    roster = planned(organisation, people(ANNA))
    rosters.ask_to_carry_out(roster=roster)

    sweep_rosters()
    assert rung() == []
    RosterImport.objects.update(asked_at=roster.asked_at - dt.timedelta(minutes=2))
    sweep_rosters()
    assert rung() == [("people.commit_roster", roster.pk)]
    commit_roster(roster.pk)

    assert Person.objects.count() == 1


def test_files_of_which_nothing_came_are_thrown_away(organisation, bring):
    kept = [bring(people(ANNA)), planned(organisation, people(BOB))]
    old = planned(organisation, people(BOB))
    month_ago = old.uploaded_at - dt.timedelta(days=31)
    RosterImport.objects.filter(pk__in=[old.pk, kept[0].pk]).update(
        uploaded_at=month_ago
    )

    sweep_rosters()

    assert set(RosterImport.objects.all()) == set(kept)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_is_not(organisation, monkeypatch):
    rows = [[f"p{n}@f.example", f"G{n}", "", f"F{n}", ""] for n in range(1200)]
    roster = planned(organisation, people(*rows))
    rosters.ask_to_carry_out(roster=roster)
    seen = []
    told = rosters.Telling.__call__

    def look_from_outside(self, done):
        told(self, done)
        with connect_as("web") as outside:
            seen.append(
                outside.execute(
                    "SELECT done, (SELECT count(*) FROM people_person)"
                    " FROM people_rosterimport"
                ).fetchone()
            )

    monkeypatch.setattr(rosters.Telling, "__call__", look_from_outside)

    commit_roster(roster.pk)

    assert seen == [(500, 0), (1000, 0)]
    assert RosterImport.objects.get().done == 1200
    assert Person.objects.count() == 1200


@pytest.mark.django_db(transaction=True)
def test_the_worker_may_do_all_this(organisation, as_worker):
    PersonFactory(
        organisation=organisation,
        email=BOB[0],
        given_name="Robert",
        family_name=BOB[3],
    )
    roster = rosters.take_in_roster(
        organisation=organisation,
        uploaded_by=None,
        file_name="r.xlsx",
        content=xlsx(FULL, projects=WORK),
    )
    rosters.ask_to_carry_out(roster=roster)
    as_worker()

    carried_out = rosters.carry_out_telling(roster_id=roster.pk)

    assert carried_out.state == State.COMMITTED
    assert Person.objects.get(email=BOB[0]).given_name == BOB[1]
    assert Person.objects.get(email=ANNA[0]).manager.email == BOB[0]
    assert Stint.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("column", ["password", "email", "is_active", "last_login"])
def test_the_worker_changes_nobodys_way_in(column):
    with connect_as("worker") as worker:
        with pytest.raises(errors.InsufficientPrivilege):
            worker.execute(f"UPDATE people_person SET {column} = {column}")


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "-",
            "Totaal",
            "a@f.example",
            "b@f.example",
            "A@F.example",
            "Anna",
            "Bos",
            "van der",
            "007",
            "7",
            "1-1-2020",
            "31-31-2020",
            "nl, en",
            "x;y",
            '"',
            "=1+1",
            "@x",
            "Ã©",
            "Water",
            "Bos, Anna",
            "c@f.example",
            "\xa0",
            "d@f.example",
        ]
    ),
    st.text(max_size=8).filter(
        lambda text: not set(text) & set('\r\n;"\x85\u2028\u2029')
    ),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=8)
ALL = ["E-mail", "Voornaam", "Tussenvoegsel", "Achternaam", "Personeelsnummer", "Team"]
ALL += ["Leidinggevende", "In dienst"]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS)
def test_no_row_vanishes_and_the_same_file_twice_changes_nothing(
    organisation, bring, look, rows
):
    # What is noted of people stays: those of the example before are of another firm.
    Person.objects.update(
        manager=None,
        organisation=factories.OrganisationFactory(),
        email=Concat("pk", Value("@before.example"), output_field=EmailField()),
        employee_number="",
    )
    content = xlsx([ALL, *[[printable(cell) for cell in row] for row in rows]])
    first = look(content)
    if first["refused"]:
        assert first["code"] in ("no_rows", "duplicate_header", "ambiguous_columns")
        return
    last = max(row["row"] for row in first["rows"])
    assert [row["row"] for row in first["rows"]] == list(range(2, last + 1))
    assert sum(first["counts"].values()) == len(first["rows"])
    for row in first["rows"]:
        assert (row["verdict"] == "refuse") == bool(row["mend"])

    assert bring(content).state == State.COMMITTED

    assert organisation.people.count() == first["counts"]["add"]
    second = look(content)
    for before, after in zip(first["rows"], second["rows"], strict=True):
        expected = "leave" if before["verdict"] == "add" else before["verdict"]
        assert after["verdict"] == expected


def printable(text):
    """What a workbook can hold: the writer refuses control characters."""
    kept = "".join(sign for sign in text if sign.isprintable() or sign == "\xa0")
    return kept.encode("utf-8", "ignore").decode()


@pytest.mark.django_db(transaction=True)
def test_the_worker_notes_who_uploaded_the_roster(as_worker):
    organisation = factories.OrganisationFactory()
    person = PersonFactory(
        organisation=organisation, email=ANNA[0], given_name="Anna", family_name="Bos"
    )
    coordinator = PersonFactory(organisation=organisation)
    Coordinator.objects.create(organisation=organisation, person=coordinator)
    roster = rosters.take_in_roster(
        organisation=organisation,
        uploaded_by=coordinator,
        file_name="r.csv",
        content=people(ANNA, BOB),
    )
    rosters.ask_to_carry_out(roster=roster)
    as_worker()

    rosters.carry_out_roster(roster_id=roster.pk)

    renamed = RosterEvent.objects.get(person=person, what="renamed")
    assert (renamed.was, renamed.became) == ("Anna Bos", "Anna van den Berg")
    assert renamed.by == coordinator
    added = RosterEvent.objects.get(person__email=BOB[0])
    assert (added.what, added.by) == ("added", coordinator)


def test_an_import_by_command_is_noted_as_nobodys(bring):
    bring(people(BOB))

    assert RosterEvent.objects.get(person__email=BOB[0]).by is None


def test_who_is_called_otherwise_is_sorted_anew(bring):
    bring(xlsx(FULL))
    renamed = [list(row) for row in FULL]
    renamed[1][HEADERS.index("Achternaam")] = "Zwart"

    bring(xlsx(renamed))

    assert [person.email for person in Person.objects.all()] == [BOB[0], ANNA[0]]
