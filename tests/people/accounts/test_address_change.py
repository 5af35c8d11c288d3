"""Another e-mail address: who has to say so before it is somebody's."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import psycopg
import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from people import tasks
from people.accounts.services import addresses
from people.accounts.services.addresses import agree, ask_address, link_path, prove
from people.accounts.services.invitations import invitation_path, invite
from people.accounts.services.notes import Event
from people.accounts.services.passwords import new_password_path
from people.accounts.services.step_resets import step_reset_path
from people.models import AddressChange, Coordinator, Invitation, Person, RosterEvent
from people.services.departures import mark_left
from reminders.asking import Asking, why_not
from reminders.message import make_message
from reminders.models import Mail
from tests.conftest import connect_as, somebody_waits
from tests.factories import OrganisationFactory, PersonFactory
from tests.people.accounts.test_notes import PASSWORD, show_again, sign_in

pytestmark = pytest.mark.django_db
OLD, NEW = "anna.bos@firma.example", "anna.smit@firma.example"
DAYS = dt.timedelta(days=1)


def somebody(**fields):
    person = PersonFactory(email=OLD, given_name="Anna", family_name="Smit", **fields)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def anna():
    return somebody()


@pytest.fixture
def eva(anna):
    return PersonFactory(organisation=anna.organisation, given_name="Eva")


@pytest.fixture
def change(anna, eva):
    return ask_address(person=anna, new=NEW, by=eva)


def link_of(kind):
    """As it stands in the mail that leaves, and where that goes."""
    mail = Mail.objects.filter(kind=f"people.{kind}").latest("pk")
    assert why_not(mail, Asking()) is None
    message = make_message(mail)
    (link,) = [word for word in message.body.split() if "http" in word]
    (to,) = message.to
    return link.removeprefix("http://localhost:8000"), to


def address_of(person):
    person.refresh_from_db()
    return person.email


def told(person):
    mails = Mail.objects.filter(person=person).order_by("pk")
    return [(mail.kind.removeprefix("people."), mail.address) for mail in mails]


def test_the_old_address_agrees_and_the_new_one_answers(client, anna, change):
    link, to = link_of("address_asked")
    assert to == OLD
    page = client.get(link).text
    assert f"Then a link goes to {NEW}." in page

    page = client.post(link).text
    assert f"A link is on its way to {NEW}" in page
    assert address_of(anna) == OLD
    link, to = link_of("address_prove")
    assert to == NEW
    assert "Do you read mail at this address?" in client.get(link).text
    assert address_of(anna) == OLD
    page = client.post(link).text

    assert "Your address has changed" in page
    assert address_of(anna) == NEW
    assert told(anna) == [
        ("address_asked", OLD),
        ("address_prove", NEW),
        ("way_in", ""),
        ("address_left", OLD),
    ]
    note = Mail.objects.get(kind="people.way_in")
    assert note.context["event"] == Event.ADDRESS_CHANGED
    assert (note.context["old"], note.context["new"]) == (OLD, NEW)
    assert f"changed from {OLD} to {NEW}" in make_message(note).body
    sign_in(client, anna)
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_who_asked_is_noted_as_the_one_who_did(anna, eva, change):
    prove(change=agree(change=change))

    event = RosterEvent.objects.get(person=anna, what="address")
    assert (event.was, event.became, event.by) == (OLD, NEW, eva)


def test_signed_in_the_person_shows_once_more_who_it_is(client, anna, change):
    sign_in(client, anna)
    page = reverse("people:address_agree", args=[change.pk])
    shown = client.get(reverse("people:ways_in")).text
    assert f"imports your address is {NEW} instead of {OLD}" in shown
    assert page in shown
    with_old_sign_in = client.session
    with_old_sign_in["account_authentication_methods"][0]["at"] = 0
    with_old_sign_in.save()
    assert "reauthenticate" in client.post(page).url
    change.refresh_from_db()
    assert change.agreed_at is None

    show_again(client)
    client.post(page)

    change.refresh_from_db()
    assert change.agreed_at
    assert link_of("address_prove")[1] == NEW
    assert address_of(anna) == OLD


def test_nobody_else_answers(client, change, eva):
    eva.set_password(PASSWORD)
    eva.save()
    sign_in(client, eva)
    show_again(client)
    for name in ("address_agree", "address_decline"):
        page = reverse(f"people:{name}", args=[change.pk])
        assert client.post(page).status_code == 404
    assert NEW not in client.get(reverse("people:ways_in")).text
    change.refresh_from_db()
    assert (change.agreed_at, change.declined_at) == (None, None)


def test_a_link_to_the_new_address_is_nothing_without_agreement(client, anna, change):
    """Such as one that a program of ours would have made too early."""
    link = link_path(change, addresses.NEW)

    assert client.get(link).status_code == client.post(link).status_code == 404
    assert address_of(anna) == OLD


@pytest.mark.parametrize("salt", [addresses.SALT, "people.step_reset", "x"])
def test_links_cannot_be_made_up(client, anna, change, salt):
    for said in (change.pk, [change.pk], [change.pk, "old", "x"], None):
        path = reverse("people:address", args=[signing.dumps(said, salt=salt)])
        assert client.post(path).status_code == 404
    for path in ("/people/address/x/", "/people/address/x/decline/"):
        assert client.post(path).status_code == 404
    change.refresh_from_db()
    assert change.agreed_at is None


def test_looking_at_a_link_changes_nothing(client, anna, change):
    client.get(link_of("address_asked")[0])
    client.head(link_of("address_asked")[0])

    change.refresh_from_db()
    assert change.agreed_at is None


@pytest.mark.parametrize("signed_in", [True, False])
def test_who_says_no_is_not_asked_again(client, anna, change, signed_in):
    link = link_of("address_asked")[0]
    if signed_in:
        sign_in(client, anna)
        client.post(reverse("people:address_decline", args=[change.pk]))
    else:
        page = client.post(f"{link}decline/").text
        assert "Your address stays as it is" in page

    change.refresh_from_db()
    assert change.declined_at
    assert client.get(link).status_code == 404
    assert address_of(anna) == OLD
    assert list(AddressChange.objects.standing_or_declined()) == [change]
    assert not AddressChange.objects.standing().exists()
    with pytest.raises(addresses.DomainError):
        ask_address(person=anna, new=NEW, by=change.asked_by)


def test_no_is_the_old_addresses_to_say(client, change):
    agree(change=change)
    link = link_of("address_prove")[0]

    assert client.post(f"{link}decline/").status_code == 404
    change.refresh_from_db()
    assert change.declined_at is None


def test_account_seats_and_single_sign_on_stay(client, anna, change):
    account = SocialAccount.objects.create(user=anna, provider="organisation", uid="1")
    inside = Client()
    sign_in(inside, anna)

    prove(change=agree(change=change))

    account.refresh_from_db()
    assert (account.user, account.uid) == (anna, "1")
    assert inside.get("/").status_code == 200
    assert Person.objects.get(email=NEW).pk == anna.pk


def test_links_to_the_old_address_end(client, anna, change):
    link = link_of("address_asked")[0]
    reset = anna.step_resets.create()
    agree(change=change)
    second = link_of("address_prove")[0]
    paths = [new_password_path(anna), step_reset_path(reset), link]
    Mail.objects.filter(kind="people.address_asked").update(state=Mail.State.WAITING)
    client.post(second)

    for path in [*paths, second]:
        page = client.get(path, follow=True)
        assert page.status_code == 404 or page.context["token_fail"], path
    waiting = Mail.objects.unsent().filter(person=anna).exclude(way_in=None)
    assert not waiting.exists()


def test_an_address_that_somebody_got_meanwhile_stays_theirs(client, anna, change):
    agree(change=change)
    link = link_of("address_prove")[0]
    other = PersonFactory(email=NEW)

    page = client.post(link).text

    assert "belongs to somebody else by now" in page
    assert (address_of(anna), address_of(other)) == (OLD, NEW)
    change.refresh_from_db()
    assert (bool(change.withdrawn_at), change.done_at) == (True, None)


@pytest.mark.parametrize("new", [OLD, "x@firma.example"])
def test_an_address_of_somebody_is_not_asked_for(anna, eva, new):
    PersonFactory(email="x@firma.example")

    with pytest.raises(addresses.DomainError):
        ask_address(person=anna, new=new, by=eva)
    assert not AddressChange.objects.exists()


def long_ago():
    return time_machine.travel(timezone.now() - 31 * DAYS, tick=False)


def test_one_address_is_promised_to_one_person(anna, eva, change):
    other = PersonFactory(organisation=anna.organisation)

    with pytest.raises(addresses.DomainError):
        ask_address(person=other, new=NEW, by=eva)
    assert AddressChange.objects.get() == change


def test_what_nobody_answered_is_promised_no_more(anna, eva):
    other = PersonFactory(organisation=anna.organisation)
    with long_ago():
        change = ask_address(person=anna, new=NEW, by=eva)

    assert ask_address(person=other, new=NEW, by=eva).person == other
    change.refresh_from_db()
    assert change.withdrawn_at


def test_asked_once_more_nothing_happens_anew(anna, eva, change):
    assert ask_address(person=anna, new=NEW, by=eva) == change
    assert len(told(anna)) == 1


def test_nobody_is_asked_all_day(anna, eva, change):
    for number in range(2):
        ask_address(person=anna, new=f"a{number}@firma.example", by=eva)

    with pytest.raises(addresses.DomainError):
        ask_address(person=anna, new="a9@firma.example", by=eva)


def test_who_left_gets_no_other_address(client, anna, change):
    agree(change=change)
    link = link_of("address_prove")[0]
    mark_left(person=anna, by=PersonFactory())

    assert client.post(link).status_code == 404
    assert address_of(anna) == OLD


def test_it_is_not_asked_for_ever(client, anna, eva):
    with long_ago():
        change = ask_address(person=anna, new=NEW, by=eva)

    assert client.post(link_path(change, addresses.OLD)).status_code == 404


# The host's, where the old address is read no more.


def by_host(new=NEW, old=OLD):
    said = StringIO()
    call_command("change_address", old.upper(), new.upper(), stdout=said)
    return said.getvalue()


def pass_three_days():
    with connect_as("owner") as owner:
        owner.execute(
            "UPDATE people_addresschange SET due_at = now() - '1 s'::interval"
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("proven_first", [True, False])
def test_the_hosts_change_waits_three_days(client, proven_first):
    anna = somebody()
    said = by_host()
    change = AddressChange.objects.get()
    assert "gets a note at anna.bos@firma.example" in said
    assert "/people/" not in said
    assert change.due_at - change.asked_at > 3 * DAYS - dt.timedelta(minutes=1)
    assert told(anna) == [("address_asked", OLD), ("address_prove", NEW)]
    link, to = link_of("address_prove")
    assert to == NEW
    if proven_first:
        assert "becomes your address from" in client.post(link).text
        tasks.finish_addresses()
        assert address_of(anna) == OLD
        pass_three_days()
        tasks.finish_addresses()
    else:
        pass_three_days()
        tasks.finish_addresses()
        assert address_of(anna) == OLD
        assert "Your address has changed" in client.post(link).text

    assert address_of(anna) == NEW
    assert told(anna)[2:] == [("way_in", ""), ("address_left", OLD)]
    assert RosterEvent.objects.get(person=anna, what="address").by is None


@pytest.mark.django_db(transaction=True)
def test_the_worker_finishes_it_and_can_do_nothing_else(as_worker):
    anna = somebody()
    by_host()
    prove(change=AddressChange.objects.get())
    pass_three_days()
    invite(person=anna)
    as_worker()

    tasks.finish_addresses()

    assert address_of(anna) == NEW
    assert not Invitation.objects.exists()
    assert told(anna)[2:] == [("way_in", ""), ("address_left", OLD)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_addresschange SET agreed_at = now()",
        "UPDATE people_addresschange SET due_at = now()",
        "INSERT INTO people_addresschange (person_id) VALUES (1)",
        "DELETE FROM people_addresschange",
    ],
)
def test_the_worker_begins_and_agrees_to_none(statement):
    with connect_as("worker") as worker:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["web", "worker"])
@pytest.mark.parametrize(
    ("there", "done"),
    [
        ("agreed_at", False),
        ("proven_at", False),
        ("agreed_at, proven_at", True),
        ("agreed_at, proven_at, declined_at", False),
        ("agreed_at, proven_at, withdrawn_at", False),
    ],
)
def test_the_database_asks_for_both(role, there, done):
    anna = somebody()
    change = ask_address(person=anna, new=NEW)
    with connect_as("web") as web:
        for column in there.split(", "):
            web.execute(f"UPDATE people_addresschange SET {column} = now()")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("UPDATE people_addresschange SET done_at = now()")
    with connect_as(role) as connection:
        row = connection.execute("SELECT people_change_address(%s)", [change.pk])
        assert row.fetchone() == (done,)

    assert address_of(anna) == (NEW if done else OLD)


def test_the_note_of_the_host_says_from_when(anna):
    by_host()
    due_at = timezone.localtime(AddressChange.objects.get().due_at)

    body = make_message(Mail.objects.get(kind="people.address_asked")).body

    when = date_format(due_at, "l j F, H:i")
    assert f"make {NEW} your address instead of {OLD}. From {when} on" in body


def test_the_person_ends_what_the_host_was_asked_for(client, anna):
    by_host()
    sign_in(client, anna)
    assert (
        "Whoever runs Crossmentor was asked"
        in client.get("/people/account/ways-in/").text
    )
    change = AddressChange.objects.get()
    prove(change=change)
    client.post(reverse("people:address_decline", args=[change.pk]))

    tasks.finish_addresses()
    assert addresses.finish(change=change).done_at is None
    assert address_of(anna) == OLD


def test_who_agrees_need_not_wait(client, anna):
    by_host()
    client.post(link_of("address_asked")[0])
    client.post(link_of("address_prove")[0])

    assert address_of(anna) == NEW


def test_no_roster_ends_or_hastens_what_the_host_began(anna, eva):
    by_host()
    change = AddressChange.objects.get()

    for new in (NEW, "anders@firma.example"):
        assert ask_address(person=anna, new=new, by=eva) == change
    assert AddressChange.objects.count() == 1


def test_who_never_came_in_is_moved_at_once(client):
    person = PersonFactory(email=OLD, given_name="Anna")
    before = invitation_path(invite(person=person))

    assert "who never came in" in by_host()

    assert address_of(person) == NEW
    assert client.get(before).status_code == 404
    assert told(person) == [("address_left", OLD), ("address_moved", "")]
    link, to = link_of("address_moved")
    assert to == NEW
    assert client.post(link, {"password": PASSWORD}).status_code == 302
    person.refresh_from_db()
    assert person.has_way_in


def test_who_was_not_invited_gets_no_mail(anna):
    person = PersonFactory(email="b@firma.example")

    by_host(old=person.email, new="bo@firma.example")

    assert address_of(person) == "bo@firma.example"
    assert told(person) == []


@pytest.mark.parametrize("had", ["signed in", "password", "invitation", "coordinates"])
def test_who_had_a_way_in_is_asked_all_the_same(had):
    """Texts may lie in the account of who lost every way in."""
    person = PersonFactory(email=OLD)
    if had == "signed in":
        Person.objects.update(last_login=timezone.now())
    elif had == "password":
        Person.objects.update(password_set_at=timezone.now())
    elif had == "invitation":
        invite(person=person)
        Invitation.objects.update(used_at=timezone.now())
    else:
        Coordinator.objects.create(organisation=person.organisation, person=person)

    assert addresses.change_address(person=person, new=NEW) is not None
    assert address_of(person) == OLD


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("niemand@firma.example", NEW, "Nobody has the address"),
        (OLD, "geen adres", "is not an e-mail address"),
        (OLD, "eva@firma.example", "belongs to somebody already"),
    ],
)
def test_the_command_says_what_it_cannot_do(anna, eva, old, new, words):
    Person.objects.filter(pk=eva.pk).update(email="eva@firma.example")

    with pytest.raises(CommandError, match=words):
        by_host(new=new, old=old)
    assert not AddressChange.objects.exists()


def change_domain(organisation, *arguments):
    said = StringIO()
    slug = organisation.slug
    call_command(
        "change_domain", slug, "firma.example", "nieuw.example", *arguments, stdout=said
    )
    return said.getvalue().splitlines()


def test_a_domain_is_changed_after_a_dry_run():
    organisation = OrganisationFactory()
    people = [
        PersonFactory(organisation=organisation, email=f"{name}@firma.example")
        for name in ("anna", "bob", "cor")
    ]
    PersonFactory(organisation=organisation, email="x@sub.firma.example")
    PersonFactory(email="elders@firma.example")
    PersonFactory(email="cor@nieuw.example")
    people[0].set_password(PASSWORD)
    people[0].save()

    assert change_domain(organisation) == [
        "anna@firma.example -> anna@nieuw.example",
        "bob@firma.example -> bob@nieuw.example",
        "cor@firma.example stays: cor@nieuw.example belongs to somebody already.",
        "Nothing was changed.",
        f"See to it that nieuw.example is in: set_domains {organisation.slug} nieuw.example",
    ]
    assert not AddressChange.objects.exists()

    assert change_domain(organisation, "--commit")[:4] == [
        "anna@firma.example -> anna@nieuw.example, asked",
        "bob@firma.example -> bob@nieuw.example, at once: never came in",
        "cor@firma.example stays: cor@nieuw.example belongs to somebody already.",
        "Begun.",
    ]
    assert [address_of(one) for one in people] == [
        "anna@firma.example",
        "bob@nieuw.example",
        "cor@firma.example",
    ]
    change = AddressChange.objects.get()
    assert (change.person, change.is_hosts) == (people[0], True)
    assert Person.objects.filter(email__endswith="firma.example").count() == 4


def ask_beside(person):
    """In a thread, with a connection of its own."""
    try:
        return ask_address(person=person, new="anna@firma.example").new_address
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_who_asks_waits_for_who_agrees_and_holds_nobody_up():
    anna = somebody()
    change = ask_address(person=anna, new=NEW)

    with connect_as("web") as web, ThreadPoolExecutor(1) as beside:
        with web.transaction():
            web.execute("UPDATE people_addresschange SET agreed_at = now()")
            web.execute("UPDATE people_addresschange SET proven_at = now()")
            asked = beside.submit(ask_beside, anna)
            while not (somebody_waits(web.cursor()) or asked.done()):
                pass
            row = web.execute("SELECT people_change_address(%s)", [change.pk])
            assert row.fetchone() == (True,)
        assert asked.result() == "anna@firma.example"

    assert address_of(anna) == NEW
