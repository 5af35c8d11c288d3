"""People who have another address in the file, recognised by their number."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from people.accounts.services import addresses
from people.accounts.services.invitations import invitation_path, invite
from people.models import AddressChange, Person, Stint
from people.roster.services import rosters
from people.services.departures import mark_left
from reminders.models import Mail
from tests.factories import PersonFactory
from tests.people.roster.files import PROJECT_HEADERS, csv, xlsx

pytestmark = pytest.mark.django_db
HEADERS = ["E-mail", "Voornaam", "Achternaam", "Personeelsnummer", "Leidinggevende"]
OLD, NEW = "anna.bos@firma.example", "anna.smit@firma.example"
ANNA = [NEW, "Anna", "Smit", "7", ""]
BOB = ["bob@firma.example", "Bob", "Vos", "8", NEW]
State = rosters.State


@pytest.fixture
def anna(organisation):
    return PersonFactory(
        organisation=organisation,
        email=OLD,
        given_name="Anna",
        family_name="Bos",
        employee_number="007",
        last_login=timezone.now(),
        team=None,
    )


@pytest.fixture
def upload(organisation, coordinator):
    def take_in(*rows, as_file=csv, **more):
        return rosters.take_in_roster(
            organisation=organisation,
            uploaded_by=coordinator,
            file_name="r.xlsx",
            content=as_file([HEADERS, *rows], **more),
        )

    return take_in


def carried_out(roster):
    rosters.ask_to_carry_out(roster=roster)
    return rosters.carry_out_roster(roster_id=roster.pk)


def codes(roster):
    return [[code for code, _params in row["problems"]] for row in roster.plan["rows"]]


def verdicts(roster):
    return [row["verdict"] for row in roster.plan["rows"]]


@pytest.mark.parametrize("as_file", [csv, xlsx])
@pytest.mark.parametrize("number", ["007", "7"])
def test_it_is_shown_as_what_it_is(
    upload, anna, signed_in, coordinator, as_file, number
):
    roster = upload([NEW, "Anna", "Smit", number, ""], as_file=as_file)

    assert verdicts(roster) == ["change"]
    # The coordinator is on the roster as well.
    assert roster.counts["not_in_file"] == 1
    page = signed_in(coordinator).get(roster.get_absolute_url()).text
    assert "1 person has another e-mail address in this file" in page
    assert f"{OLD} → {NEW}" in page
    assert f"{OLD} becomes {NEW} once Anna Bos has agreed" in page
    missing = signed_in(coordinator).get(
        reverse("people:roster_missing", args=[roster.pk])
    )
    assert "Anna" not in missing.text


def test_the_rest_of_the_row_changes_and_the_address_is_asked(
    upload, anna, coordinator
):
    stint = [NEW, "Dijk", dt.date(2024, 1, 1), None, 8]
    roster = upload(ANNA, BOB, as_file=xlsx, projects=[PROJECT_HEADERS, stint])
    assert roster.counts["projects"]["add"] == 1

    assert carried_out(roster).state == State.COMMITTED

    anna.refresh_from_db()
    assert (anna.full_name, anna.email) == ("Anna Smit", OLD)
    assert Person.objects.get(email=BOB[0]).manager == anna
    assert Stint.objects.get().person == anna
    change = AddressChange.objects.get()
    assert (change.person, change.new_address) == (anna, NEW)
    assert (change.asked_by, change.due_at) == (coordinator, None)
    mail = Mail.objects.get(person=anna)
    assert (mail.kind, mail.address) == ("people.address_asked", OLD)


def test_the_same_roster_waits_and_asks_no_more(upload, anna):
    carried_out(upload(ANNA))

    again = upload(ANNA)

    assert verdicts(again) == ["leave"]
    assert again.plan["rows"][0]["notes"][0][0] == "address_wait"
    assert again.total == 0
    addresses.prove(change=addresses.agree(change=AddressChange.objects.get()))
    assert verdicts(upload(ANNA)) == ["leave"]
    assert upload(ANNA).plan["rows"][0]["move"] is None


def test_who_said_no_is_not_asked_by_the_next_roster(upload, anna):
    carried_out(upload(ANNA))
    addresses.decline(change=AddressChange.objects.get())

    assert codes(upload(ANNA)) == [["address_declined"]]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        # Another domain is the host's to change, a part of the same one as well.
        ("anna.bos@nieuw.example", "other_domain"),
        ("anna.bos@sub.firma.example", "other_domain"),
        ("anna.bos@evil.firma.example.nl", "other_domain"),
        ("bob@firma.example", "number_taken"),
        ("elders@firma.example", "address_unavailable"),
        ("vergeven@firma.example", "address_promised"),
    ],
)
def test_an_address_that_cannot_become_hers(upload, anna, organisation, address, code):
    bob = PersonFactory(organisation=organisation, email=BOB[0], employee_number="8")
    PersonFactory(email="elders@firma.example")
    addresses.ask_address(person=bob, new="vergeven@firma.example")

    assert codes(upload([address, "Anna", "Bos", "7", ""])) == [[code]]


def test_nobody_new_gets_an_address_that_is_promised(upload, anna):
    carried_out(upload(ANNA))

    roster = upload([NEW, "Zoë", "Vos", "", ""])

    assert codes(roster) == [["address_promised"]]


@pytest.mark.parametrize(
    "address", [OLD.upper(), f" {OLD}\u200b", "\uff41nna.bos@firma.example", f"{OLD};"]
)
def test_another_way_of_writing_is_no_other_address(upload, anna, address):
    roster = upload([address, "Anna", "Bos", "7", ""], as_file=xlsx)

    assert verdicts(roster) == ["leave"]
    assert roster.counts["moves"] == 0


def test_two_who_swap_addresses_are_refused(upload, anna, organisation):
    PersonFactory(organisation=organisation, email=BOB[0], employee_number="8")

    roster = upload([BOB[0], "Anna", "Bos", "7", ""], [OLD, "Bob", "Vos", "8", ""])

    assert codes(roster) == [["number_taken"], ["number_taken"]]


def test_a_chain_goes_one_at_a_time(upload, anna, organisation):
    """Anna gets what is Bob's, who gets another one."""
    bob = PersonFactory(
        organisation=organisation,
        email=BOB[0],
        employee_number="8",
        given_name="Bob",
        family_name="Vos",
        last_login=timezone.now(),
    )
    rows = [BOB[0], "Anna", "Bos", "7", ""], ["bo@firma.example", "Bob", "Vos", "8", ""]

    roster = upload(*rows)
    assert codes(roster) == [["still_held"], []]
    carried_out(roster)
    addresses.prove(change=addresses.agree(change=AddressChange.objects.get()))
    second = upload(*rows)

    assert verdicts(second) == ["change", "leave"]
    carried_out(second)
    anna.refresh_from_db()
    bob.refresh_from_db()
    assert (anna.email, bob.email) == (OLD, "bo@firma.example")
    assert AddressChange.objects.standing().get().person == anna


def test_nobody_gets_the_address_that_somebody_is_leaving(upload, anna, coordinator):
    """Nor is her account put on hold for it."""
    roster = upload([OLD, "Julia", "Mol", "9", ""], ANNA)

    assert codes(roster) == [["still_held"], []]
    assert roster.aside == []
    assert carried_out(roster).state == State.COMMITTED
    assert not Person.objects.filter(given_name="Julia").exists()


def test_one_number_with_two_other_addresses_is_refused(upload, anna):
    roster = upload(ANNA, ["a.smit@firma.example", *ANNA[1:]])

    assert codes(roster) == [["duplicate_number", "duplicate_person"]] * 2
    assert roster.counts["moves"] == 0


def test_a_number_of_somebody_unlike_is_still_asked(upload, anna):
    assert codes(upload([NEW, "Julia", "Mol", "7", ""])) == [["number_of_another"]]


def test_who_has_left_gets_no_other_address(upload, anna, coordinator):
    mark_left(person=anna, by=coordinator)

    assert codes(upload(ANNA)) == [["other_address"]]


def test_who_never_came_in_gets_a_new_invitation(upload, anna, client):
    Person.objects.filter(pk=anna.pk).update(last_login=None)
    before = invitation_path(invite(person=anna))
    roster = upload(ANNA, BOB)
    assert roster.plan["rows"][0]["notes"][0][0] == "address_move"

    assert carried_out(roster).state == State.COMMITTED

    anna.refresh_from_db()
    assert (anna.email, anna.full_name) == (NEW, "Anna Smit")
    assert Person.objects.get(email=BOB[0]).manager == anna
    assert client.get(before).status_code == 404
    kinds = Mail.objects.filter(person=anna).order_by("pk").values_list("kind")
    assert list(kinds) == [("people.address_left",), ("people.address_moved",)]
    assert not AddressChange.objects.exists()
    assert verdicts(upload(ANNA, BOB)) == ["leave", "leave"]


def test_who_came_in_meanwhile_keeps_the_address(upload, anna):
    Person.objects.filter(pk=anna.pk).update(last_login=None)
    roster = upload(ANNA)
    Person.objects.filter(pk=anna.pk).update(last_login=timezone.now())

    carried_out(roster)

    anna.refresh_from_db()
    assert anna.email == OLD
    assert AddressChange.objects.get().person == anna


@pytest.mark.parametrize("never_came_in", [True, False])
@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_rest(upload, anna, as_worker, never_came_in):
    if never_came_in:
        Person.objects.filter(pk=anna.pk).update(last_login=None)
    roster = upload(ANNA, BOB)
    rosters.ask_to_carry_out(roster=roster)
    as_worker()

    done = rosters.carry_out_telling(roster_id=roster.pk)

    assert done.state == State.COMMITTED
    anna.refresh_from_db()
    assert anna.full_name == "Anna Smit"
    assert anna.email == (NEW if never_came_in else OLD)
    assert Person.objects.get(email=BOB[0]).manager == anna


def test_a_plan_of_a_roster_of_before_asks_nobody(upload, anna):
    roster = upload(ANNA)
    Person.objects.filter(pk=anna.pk).update(department="Elders")

    rosters.ask_to_carry_out(roster=roster)

    roster.refresh_from_db()
    assert roster.state == State.STALE
    assert not AddressChange.objects.exists()


def test_the_nightly_import_asks_as_well(organisation, anna, tmp_path):
    file = tmp_path / "r.csv"
    file.write_bytes(csv([HEADERS, ANNA]))
    for verdict in ("change", "leave"):
        said = StringIO()
        call_command(
            "import_roster",
            str(file),
            organisation=organisation.slug,
            commit=True,
            json=True,
            stdout=said,
        )
        (row,) = json.loads(said.getvalue())["rows"]
        assert (row["email"], row["verdict"]) == (NEW, verdict)
        assert row["values"]["email"] == NEW

    change = AddressChange.objects.get()
    assert (change.asked_by, change.due_at) == (None, None)
    assert Mail.objects.filter(person=anna).count() == 1
