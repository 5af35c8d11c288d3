"""Each address of people, the import and the ways in: whose it is, and of nobody else."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client

from people.accounts.services.addresses import OLD, ask_address, link_path
from people.accounts.services.invitations import invitation_path, invite
from people.accounts.services.step_resets import ask_step_reset, step_reset_path
from people.models import SignIn
from people.roster.services import rosters
from people.services.departures import mark_left
from tests.doors import EVERYBODY, Door, walk
from tests.factories import PersonFactory, coordinator_of
from tests.people.accounts.test_notes import passkey_of
from tests.people.roster.files import ANNA, xlsx

RUNS = "coordinator colleague"
ALL = f"{EVERYBODY} colleague"
# Who looks after the people of any organisation.
LOOKS_AFTER = f"{RUNS} elsewhere"
PUBLIC = f"{ALL} nobody"
DOORS = {
    "people:person_list": Door("GET", LOOKS_AFTER),
    "people:person": Door("GET", RUNS, "mentee"),
    "people:adviser": Door("GET POST", LOOKS_AFTER),
    "people:adviser_none": Door("POST", LOOKS_AFTER),
    "people:back": Door("POST", RUNS, "gone"),
    "people:roster_list": Door("GET POST", LOOKS_AFTER),
    "people:roster": Door("GET", RUNS, "roster"),
    "people:roster_columns": Door("GET POST", RUNS, "roster"),
    "people:roster_missing": Door("GET", RUNS, "roster"),
    "people:roster_row": Door("GET", RUNS, "roster 2"),
    "people:roster_row_same": Door("POST", RUNS, "roster 2"),
    "people:roster_row_another": Door("POST", RUNS, "roster 2"),
    "people:roster_commit": Door("POST", RUNS, "roster"),
    "people:roster_discipline": Door("POST", RUNS, "roster"),
    "people:roster_replan": Door("POST", RUNS, "roster"),
    "people:roster_discard": Door("POST", RUNS, "roster"),
    "people:roster_progress": Door("GET", RUNS, "roster"),
    # Signed for one person, who may have signed in as another.
    "people:invitation": Door("GET POST", PUBLIC, "invited"),
    "people:invitation_passkey": Door("GET POST", PUBLIC, "invited"),
    "people:address": Door("GET POST", PUBLIC, "linked"),
    "people:address_decline_by_link": Door("POST", PUBLIC, "linked"),
    "people:step_reset": Door("GET POST", PUBLIC, "reset"),
    "people:address_agree": Door("GET POST", "mentee", "change"),
    "people:address_decline": Door("POST", "mentee", "change"),
    "people:account": Door("GET", ALL),
    "people:beside": Door("GET", ALL),
    "people:step_reset_withdraw": Door("POST", ALL),
    "people:ways_in": Door("GET", ALL),
    "people:password_remove": Door("GET POST", ALL),
    "people:single_sign_on_remove": Door("GET POST", "mentee", "account"),
    "people:sign_in_end": Door("POST", "mentee", "elsewhere_in"),
    "people:sign_out_elsewhere": Door("POST", ALL),
    "mfa_index": Door("GET", ALL),
    "mfa_list_webauthn": Door("GET", ALL),
    "mfa_remove_webauthn": Door("GET POST", "mentee", "passkey"),
    "set_language": Door("POST", PUBLIC),
}
ELSEWHERE = {
    # Of those who are named in the address (test_departures.py).
    "people:leaving",
    # In development alone (test_entrance.py).
    "people:demo_entrance",
    # For pages: 401 where nobody is (test_standing.py).
    "people:standing",
    # The sign-in library's own pages, behind ours (test_second_step.py,
    # test_new_password.py, test_password_closed.py, test_single_sign_on.py).
    "account_reset_password",
    "account_reset_password_from_key",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_download_recovery_codes",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "single_sign_on_connect",
}
HEADER = ["E-mail", "Voornaam", "Achternaam", "Personeelsnummer"]


def last(path) -> str:
    return path.rstrip("/").rpartition("/")[2]


@pytest.fixture
def roster(organisation, coordinator):
    """With a row, the second, whose address somebody of another name has."""
    PersonFactory(
        organisation=organisation,
        email=ANNA[0],
        given_name="Jan",
        family_name="Bos",
        employee_number="1",
    )
    return rosters.take_in_roster(
        organisation=organisation,
        uploaded_by=coordinator,
        file_name="r.xlsx",
        content=xlsx([HEADER, [ANNA[0], "Julia", "Smit", "2"]]),
    )


@pytest.fixture
def world(organisation, coordinator, mentee, roster):
    invited = PersonFactory(organisation=organisation)
    asked = PersonFactory(organisation=organisation)
    gone = mark_left(person=PersonFactory(organisation=organisation), by=coordinator)
    for person in (mentee, asked):
        person.set_password("een zin die niemand raadt")
        person.save()
    Client().force_login(mentee, settings.AUTHENTICATION_BACKENDS[0])
    passkey_of(asked)
    linked = ask_address(person=asked, new="anders@firm.example", by=coordinator)
    return {
        "roster": roster,
        "mentee": mentee,
        "gone": gone.person,
        "invited": last(invitation_path(invite(person=invited, by=coordinator))),
        "linked": last(link_path(linked, OLD)),
        "change": ask_address(person=mentee, new="nieuw@firm.example", by=coordinator),
        "reset": last(step_reset_path(ask_step_reset(person=asked))),
        "account": SocialAccount.objects.create(user=mentee, provider="x", uid="1"),
        "passkey": passkey_of(mentee),
        "elsewhere_in": SignIn.objects.filter(person=mentee).latest("pk"),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("not_found_once")
def test_every_door_of_people(everybody, programme, world):
    people = everybody | {"colleague": coordinator_of(programme)}

    assert walk(DOORS, people, world) == []
