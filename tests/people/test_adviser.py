"""The confidential adviser: named by who coordinates the organisation, seen by all."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.services import leave_seat
from people import due
from people.models import Adviser, Coordinator, Invitation
from people.services.advisers import name_adviser
from people.services.departures import mark_left
from programmes.models import ProgrammeCoordinator
from reminders import delivery
from spaces.acting import acting_as
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
ADVISER = reverse("people:adviser")
NONE = reverse("people:adviser_none")
ROB = {"name": "Rob Bos", "telephone": "030 - 123 45 67", "email": "", "place": "2.14"}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|MERGE)", re.I)
WARNING = "This person takes part in it"


@pytest.fixture
def page(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def rob(organisation):
    """A colleague without a part in any group."""
    return PersonFactory(organisation=organisation, email="rob@firm.example")


@pytest.fixture
def named(organisation, coordinator, rob):
    return name_adviser(
        adviser=Adviser(
            organisation=organisation, name="Rob Bos", telephone="1", email=rob.email
        ),
        by=coordinator,
    )


def pages_of(group, person):
    seat = group.seats.mentees().get(person=person)
    return [
        reverse("sessions:group", args=[group.pk]),
        reverse("intake:intake_detail", args=[seat.pk]),
        reverse("sessions:one_on_one_list"),
    ]


def test_who_coordinates_the_organisation_names_somebody_and_nobody(page, coordinator):
    assert page.get(ADVISER).status_code == 200

    assert page.post(ADVISER, ROB).status_code == 302

    found = Adviser.objects.get()
    assert (found.name, found.dialled, found.place) == ("Rob Bos", "0301234567", "2.14")
    assert found.named_by == coordinator
    assert "Rob Bos" in page.get(ADVISER).text
    page.post(ADVISER, ROB | {"name": "Mia Mol"})
    assert Adviser.objects.get().name == "Mia Mol"
    page.post(NONE)
    assert not Adviser.objects.exists()


def test_one_can_reach_the_adviser(page):
    refused = page.post(ADVISER, ROB | {"telephone": ""})

    assert refused.status_code == 200
    assert "Give a telephone number or an e-mail address." in refused.text
    assert 'value="Rob Bos"' in refused.text
    assert not Adviser.objects.exists()


def test_others_find_no_page(signed_in, mentor, mentee, outsider, programme, named):
    running = PersonFactory(organisation=programme.organisation)
    ProgrammeCoordinator.objects.create(programme=programme, person=running)
    for person in (mentor, mentee, outsider, running):
        client = signed_in(person)
        assert client.get(ADVISER).status_code == 404
        assert client.post(ADVISER, ROB | {"name": "Mia"}).status_code == 404
        assert client.post(NONE).status_code == 404
    assert Adviser.objects.get().name == "Rob Bos"


def test_only_by_post_is_nobody_named(page, named):
    assert page.get(NONE).status_code == 405
    assert page.delete(ADVISER).status_code == 405
    assert Adviser.objects.exists()


def test_another_organisation_has_its_own(page, named):
    elsewhere = PersonFactory(organisation=OrganisationFactory())
    Coordinator.objects.create(organisation=elsewhere.organisation, person=elsewhere)

    assert not Adviser.objects.of(elsewhere).exists()
    assert page.post(NONE).status_code == 302
    assert not Adviser.objects.exists()


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_members_read_whom_to_go_to(signed_in, group, mentee, mentor, who, named):
    client = signed_in({"mentor": mentor, "mentee": mentee}[who])
    for path in pages_of(group, mentee):
        text = client.get(path).text
        assert "Something is wrong: the confidential adviser" in text
        assert text.count("Rob Bos") == 1
        assert 'href="tel:1"' in text
        assert named.email in text


def test_who_wants_another_group_reads_it_there(signed_in, group, mentee, named):
    seat = group.seats.mentees().get(person=mentee)
    page = signed_in(mentee).get(reverse("intake:another_group", args=[seat.pk]))

    assert page.text.count("Rob Bos") == 1


def test_without_one_the_pages_name_nobody(signed_in, group, mentee):
    client = signed_in(mentee)
    for path in pages_of(group, mentee):
        assert "confidential adviser" not in client.get(path).text


def test_who_reads_nothing_here_is_read_to(signed_in, group, mentee, named, rob):
    path = pages_of(group, mentee)[0]
    client = signed_in(mentee)
    assert "“Give a copy” beside it, to rob@firm.example" in client.get(path).text

    mark_left(person=rob, by=named.named_by)

    text = client.get(path).text
    assert "“Give a copy” beside it" not in text
    assert "print a text of yours and take it along" in text


def test_the_page_with_the_adviser_writes_nothing(signed_in, group, mentee, named):
    client = signed_in(mentee)
    for path in pages_of(group, mentee):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert "Rob Bos" in client.get(path).text
        assert [one["sql"] for one in asked if WRITES.match(one["sql"])] == []


@pytest.mark.parametrize("tie", ["coordinator", "mentor", "mentee", "running"])
def test_who_takes_part_is_warned_of_and_named_by_a_second_yes(
    page, request, programme, tie
):
    if tie == "running":
        person = PersonFactory(organisation=programme.organisation)
        ProgrammeCoordinator.objects.create(programme=programme, person=person)
    else:
        person = request.getfixturevalue(tie)
    said = ROB | {"email": person.email.upper()}

    asked = page.post(ADVISER, said)

    assert WARNING in asked.text
    assert 'value="Rob Bos"' in asked.text
    assert not Adviser.objects.exists()
    assert page.post(ADVISER, said | {"sure": "on"}).status_code == 302
    assert Adviser.objects.get().email == person.email
    assert WARNING in page.get(ADVISER).text


def test_who_has_no_part_is_named_at_once(page, rob):
    assert page.post(ADVISER, ROB | {"email": rob.email}).status_code == 302
    assert WARNING not in page.get(ADVISER).text


def test_a_colleague_is_told_and_let_in(page, rob, mailoutbox):
    assert not rob.has_way_in
    page.post(ADVISER, ROB | {"email": rob.email})
    page.post(ADVISER, ROB | {"email": rob.email, "place": "3.01"})

    delivery.deliver_ready()

    (letter,) = mailoutbox
    assert letter.recipients() == [rob.email]
    assert letter.subject == "You are named as confidential adviser"
    assert Invitation.objects.unused().get().person == rob


def test_who_is_not_it_any_more_is_not_told(page, rob, mailoutbox):
    page.post(ADVISER, ROB | {"email": rob.email})
    page.post(NONE)

    delivery.deliver_ready()

    assert mailoutbox == []


def test_who_was_followed_by_another_is_not_told(page, rob, organisation, mailoutbox):
    mia = PersonFactory(organisation=organisation, email="mia@example.org")
    page.post(ADVISER, ROB | {"email": rob.email})
    page.post(ADVISER, ROB | {"email": mia.email})

    delivery.deliver_ready()

    assert [one.to for one in mailoutbox] == [[mia.email]]


def test_who_has_left_a_group_is_not_tied_to_it(page, group, mentee, coordinator):
    sent = ROB | {"email": mentee.email}
    assert "is a mentee in a group" in page.post(ADVISER, sent).text
    with acting_as(coordinator):
        leave_seat(seat=group.seats.get(person=mentee), by=coordinator)

    assert "is a mentee in a group" not in page.post(ADVISER, sent).text


def test_today_says_that_nobody_is_named(coordinator, organisation, mentee):
    def waits(person):
        found = due.waiting(now=timezone.now(), person=person)
        return [(one.kind, one.link) for one in found]

    assert waits(coordinator) == [("people.no_adviser", ADVISER)]
    assert waits(mentee) == []
    assert list(due.waiting(now=timezone.now())) == []

    Adviser.objects.create(
        organisation=organisation, name="Rob", telephone="1", named_by=coordinator
    )

    assert waits(coordinator) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_name_somebody_at_once_one_is_named(organisation, coordinator):
    gate = Barrier(2)

    def press(name):
        adviser = Adviser(organisation=organisation, name=name, telephone="1")
        gate.wait()
        try:
            name_adviser(adviser=adviser, by=coordinator)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, ["Rob", "Mia"]))

    assert Adviser.objects.get().name in ("Rob", "Mia")
