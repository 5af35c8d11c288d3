"""Somebody who has left: nothing lets them in, nothing is lost, and it is undone."""

import datetime as dt

import pytest
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone
from psycopg import errors

from calendars.services import make_feed
from groups.loading import load
from groups.services import candidates
from people.accounts.services.demo import sign_in_path
from people.accounts.services.invitations import invitation_path, invite
from people.accounts.services.passwords import new_password_path
from people.accounts.session_store import SessionStore
from people.models import Coordinator, Departure, Person
from people.services.departures import mark_all_left, mark_left, take_back_departure
from programmes.models import ProgrammeCoordinator
from programmes.services.participations import invite_people
from reminders import delivery, stopping
from reminders.models import Mail
from reminders.services import post
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.conftest import connect_as
from tests.factories import (
    ParticipationFactory,
    PersonFactory,
    ProgrammeFactory,
    coordinator_of,
)

pytestmark = pytest.mark.django_db
PASSWORD = "een zin die niemand raadt"
NEW = {
    "password1": "een andere zin van iemand",
    "password2": "een andere zin van iemand",
}
LEAVING = reverse("people:leaving")


@pytest.fixture
def leaver(mentee):
    """A mentee whose password is PASSWORD."""
    mentee.set_password(PASSWORD)
    mentee.save()
    return mentee


def is_in(client):
    return client.get("/").status_code == 200


def asking():
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = FallbackStorage(request)
    return request


def by_password(person):
    client = Client()
    form = {"login": person.email, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    return is_in(client)


def by_passkey(person):
    key, _new = Authenticator.objects.get_or_create(
        user=person, type="webauthn", data={}
    )
    request = asking()
    with request_context(request):
        perform_passwordless_login(request, key, Login(user=person))
    return "_auth_user_id" in request.session


def by_single_sign_on(person):
    request = asking()
    with request_context(request):
        # Where every provider's answer ends once it is known whose it is.
        perform_login(request, Login(user=person))
    return "_auth_user_id" in request.session


def by_the_demonstration(person):
    client = Client()
    with override_settings(DEBUG=True):
        client.get(sign_in_path(person))
    return is_in(client)


WAYS = [
    by_password,
    by_passkey,
    by_single_sign_on,
    by_the_demonstration,
]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_lets_in_who_has_left_and_each_does_when_it_is_undone(
    leaver, coordinator, way
):
    assert way(leaver)

    mark_left(person=leaver, by=coordinator)
    leaver.refresh_from_db()
    assert not way(leaver)

    take_back_departure(person=leaver, by=coordinator)
    leaver.refresh_from_db()
    assert way(leaver)


def test_every_sign_in_ends_at_the_next_page_and_stays_ended(
    signed_in, leaver, coordinator
):
    client = signed_in(leaver)
    assert is_in(client)
    mark_left(person=leaver, by=coordinator)

    assert not is_in(client)

    take_back_departure(person=leaver, by=coordinator)
    assert not is_in(client)


def choose_password(client, path):
    """As a browser does: by the address to which the link leads."""
    there = client.get(path)
    client.post(there.url if there.status_code == 302 else path, NEW)


def test_links_of_before_open_nothing_then_nor_later(client, coordinator, programme):
    person = PersonFactory(organisation=programme.organisation)
    invitation = invitation_path(invite(person=person))
    reset = new_password_path(person)
    mark_left(person=person, by=coordinator)
    person.refresh_from_db()

    for path in (reset, new_password_path(person)):
        choose_password(client, path)
    assert client.post(invitation, {"password": PASSWORD}).status_code == 404

    take_back_departure(person=person, by=coordinator)
    choose_password(client, reset)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert client.post(invitation, {"password": PASSWORD}).status_code == 302
    person.refresh_from_db()
    choose_password(Client(), new_password_path(person))
    person.refresh_from_db()
    assert person.check_password(NEW["password1"])


def test_nobody_who_left_is_sent_a_link_to_a_new_password(client, leaver, coordinator):
    mark_left(person=leaver, by=coordinator)

    client.post(reverse("account_reset_password"), {"email": leaver.email})

    assert not Mail.objects.filter(kind="people.new_password").exists()


def test_the_calendar_and_the_links_in_mails_answer_again_when_it_is_undone(
    client, leaver, coordinator
):
    with acting_as(leaver):
        feed = reverse("calendars:feed", args=[make_feed(person=leaver)])
    stop = stopping.address(leaver.pk, "groups.broken").removeprefix(settings.BASE_URL)
    paths = (feed, stop)
    assert [client.get(path).status_code for path in paths] == [200, 200]

    mark_left(person=leaver, by=coordinator)
    assert [client.get(path).status_code for path in paths] == [404, 404]

    take_back_departure(person=leaver, by=coordinator)
    assert [client.get(path).status_code for path in paths] == [200, 200]


def nudge(person, object_id, **given):
    context = {"event": "changed", "at": timezone.now(), "zone": "UTC"}
    return post(
        person=person,
        kind="people.way_in",
        object_id=object_id,
        link="/",
        context=context,
        **given,
    )


def states(person, kind="people.way_in"):
    mails = person.mails.filter(kind=kind).order_by("object_id")
    return list(mails.values_list("state", flat=True))


def test_mails_wait_and_come_when_it_is_undone_but_for_what_is_old(
    leaver, coordinator, mailoutbox
):
    now = timezone.now()
    nudge(leaver, 1, not_before=now - dt.timedelta(days=3))
    nudge(leaver, 2, not_before=now + dt.timedelta(days=3))
    mark_left(person=leaver, by=coordinator)
    nudge(leaver, 3)
    delivery.deliver_ready()

    assert [mail.subject for mail in mailoutbox] == [
        "Your account in Crossmentor is closed"
    ]
    assert states(leaver) == ["held", "waiting", "held"]

    take_back_departure(person=leaver, by=coordinator)
    delivery.deliver_ready()

    assert states(leaver) == ["held", "waiting", "sent"]
    inbox = Mail.objects.inbox_of(leaver).filter(kind="people.way_in")
    assert sorted(mail.object_id for mail in inbox) == ["1", "3"]
    assert states(leaver, "people.is_back") == ["sent"]


def test_the_person_is_told_where_the_address_was_and_by_whom(
    leaver, coordinator, mailoutbox
):
    address = leaver.email
    Person.objects.filter(pk=leaver.pk).update(language="nl")
    mark_left(person=leaver, by=coordinator)
    Person.objects.filter(pk=leaver.pk).update(email="")

    delivery.deliver_ready()

    (mail,) = mailoutbox
    assert mail.recipients() == [address]
    assert mail.message()["To"] == f"{leaver.full_name} <{address}>"
    assert mail.subject == "Je account in Crossmentor is gesloten"
    assert f"{coordinator.full_name} ({coordinator.email})" in mail.body


def test_who_is_back_before_the_mail_left_does_not_get_it(
    leaver, coordinator, mailoutbox
):
    mark_left(person=leaver, by=coordinator)
    take_back_departure(person=leaver, by=coordinator)

    delivery.deliver_ready()

    assert [mail.subject for mail in mailoutbox] == [
        "Your account in Crossmentor is open again"
    ]


def test_of_several_all_are_marked_or_nobody(leaver, coordinator):
    with pytest.raises(DomainError):
        mark_all_left(people=[leaver, coordinator], by=coordinator)

    leaver.refresh_from_db()
    assert leaver.is_active
    assert not leaver.departures.standing().exists()


def test_doing_it_twice_changes_nothing(leaver, coordinator):
    first = mark_left(person=leaver, by=coordinator)
    assert mark_left(person=leaver, by=coordinator) == first
    take_back_departure(person=leaver, by=coordinator)
    take_back_departure(person=leaver, by=coordinator)

    connection.check_constraints()
    departure = Departure.objects.get()
    assert (departure.left_by, departure.back_by) == (coordinator, coordinator)


def test_nobody_comes_back_under_what_is_somebody_elses(
    leaver, coordinator, organisation
):
    departure = mark_left(person=leaver, by=coordinator)
    Person.objects.filter(pk=leaver.pk).update(email="")
    departure.address_given_up = True
    departure.save(update_fields=["address_given_up"])
    newcomer = PersonFactory(organisation=organisation, email=leaver.email.upper())

    with pytest.raises(DomainError, match=newcomer.full_name):
        take_back_departure(person=leaver, by=coordinator)

    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.email) == (False, "")


def colleague(organisation, role):
    """Somebody whom a coordinator may not mark as having left."""
    person = PersonFactory(organisation=organisation)
    if role == "coordinator":
        Coordinator.objects.create(organisation=organisation, person=person)
    else:
        programme = ProgrammeFactory(organisation=organisation)
        ProgrammeCoordinator.objects.create(programme=programme, person=person)
    return person


@pytest.mark.parametrize("role", ["coordinator", "programme coordinator", "oneself"])
def test_no_coordinator_is_marked_nor_anybody_by_themselves(
    signed_in, coordinator, organisation, role
):
    person = coordinator if role == "oneself" else colleague(organisation, role)
    page = signed_in(coordinator)
    path = reverse("people:person", args=[person.pk])

    answers = [page.get(LEAVING, {"person": person.pk})]
    answers += [page.post(LEAVING, {"person": person.pk})]

    words = "your own account" if role == "oneself" else "is a coordinator, and no"
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(words in answer.text for answer in [*answers, page.get(path)])
    assert not Departure.objects.exists()
    with pytest.raises(DomainError):
        mark_left(person=person, by=coordinator)


def test_a_coordinator_asks_once_and_undoes_it(signed_in, coordinator, leaver):
    page = signed_in(coordinator)
    person = reverse("people:person", args=[leaver.pk])
    assert f"{LEAVING}?person={leaver.pk}" in page.get(person).text

    asked = page.get(LEAVING, {"person": leaver.pk})
    assert leaver.full_name in asked.text
    assert not Departure.objects.exists()

    done = page.post(LEAVING, {"person": leaver.pk}, follow=True)
    assert f"{coordinator.full_name} noted on" in done.text
    assert str(leaver.seats.get().group) in done.text

    undone = page.post(reverse("people:back", args=[leaver.pk]), follow=True)
    assert f"Undone by {coordinator.full_name}" in undone.text
    leaver.refresh_from_db()
    assert leaver.is_active


def test_several_are_marked_together(signed_in, coordinator, organisation):
    people = PersonFactory.create_batch(2, organisation=organisation)
    chosen = {"person": [person.pk for person in people]}
    page = signed_in(coordinator)

    asked = page.get(LEAVING, chosen)
    page.post(LEAVING, chosen)

    assert all(person.email in asked.text for person in people)
    assert set(Person.objects.gone()) == set(people)


@pytest.mark.parametrize("who", ["mentor", "stranger", "programme coordinator"])
def test_others_find_nothing(signed_in, request, who, leaver, organisation):
    person = {
        "mentor": lambda: request.getfixturevalue("mentor"),
        "stranger": lambda: coordinator_of(ProgrammeFactory()),
        "programme coordinator": lambda: colleague(organisation, who),
    }[who]()
    page = signed_in(person)

    answers = [
        page.get(LEAVING, {"person": leaver.pk}),
        page.post(LEAVING, {"person": leaver.pk}),
        page.post(reverse("people:back", args=[leaver.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    leaver.refresh_from_db()
    assert leaver.is_active


@pytest.mark.parametrize("chosen", [{}, {"person": "x"}, {"person": "999999999"}])
def test_nobody_chosen_is_not_found(signed_in, coordinator, chosen):
    page = signed_in(coordinator)

    assert page.get(LEAVING, chosen).status_code == 404
    assert page.post(LEAVING, chosen).status_code == 404


def test_opening_again_is_never_a_look(signed_in, coordinator, leaver):
    page = signed_in(coordinator)

    assert page.get(reverse("people:back", args=[leaver.pk])).status_code == 405


def test_the_list_has_who_is_here_or_who_has_left(signed_in, coordinator, organisation):
    here, gone = PersonFactory.create_batch(2, organisation=organisation)
    mark_left(person=gone, by=coordinator)
    page = signed_in(coordinator)

    lists = [
        set(page.get(reverse("people:person_list"), query).context["page"])
        for query in ({}, {"gone": "1"})
    ]

    assert lists == [{coordinator, here}, {gone}]


@pytest.mark.parametrize("count", [1, 3])
def test_asking_takes_as_many_queries_for_any_number(
    signed_in, coordinator, organisation, count, django_assert_num_queries
):
    people = PersonFactory.create_batch(count, organisation=organisation)
    page = signed_in(coordinator)
    page.get("/")

    with django_assert_num_queries(9):
        page.get(LEAVING, {"person": [person.pk for person in people]})


def test_who_has_left_is_invited_and_seated_no_more(
    coordinator, programme, group, organisation
):
    enrolled = ParticipationFactory(programme=programme)
    person = PersonFactory(organisation=organisation)
    assert list(candidates(group)) == [enrolled]
    assert list(load(programme).participations) == [str(enrolled.pk)]

    for leaver in (enrolled.person, person):
        mark_left(person=leaver, by=coordinator)
    person.refresh_from_db()
    invited = invite_people(
        programme=programme, people=[person], role="mentee", by=coordinator
    )

    assert invited == []
    assert not candidates(group).exists()
    assert not load(programme).participations


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("active", [True, False])
def test_no_account_is_closed_or_open_against_its_departure(active):
    person = PersonFactory()
    if active:
        by = PersonFactory(organisation=person.organisation)
        mark_left(person=person, by=by)

    with pytest.raises(IntegrityError, match="closed by a departure"):
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(is_active=active)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO people_departure (person_id, left_by_id, left_at, address, "
        "address_given_up, number_given_up) VALUES (1, 2, now(), 'a@b.c', false, '')",
        "UPDATE people_departure SET back_at = now()",
        "DELETE FROM people_departure",
        "UPDATE people_person SET is_active = false",
    ],
)
def test_the_worker_closes_and_opens_no_account(statement):
    with connect_as("worker") as worker:
        with pytest.raises(errors.InsufficientPrivilege):
            worker.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_what_was_said_of_a_departure_stays_said():
    with connect_as("web") as web:
        for statement in (
            "DELETE FROM people_departure",
            "UPDATE people_departure SET left_by_id = 1",
            "UPDATE people_departure SET address = ''",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                web.execute(statement)


def test_a_coordinator_is_dismissed_by_the_host_but_never_the_last(
    coordinator, organisation, capsys
):
    with pytest.raises(CommandError, match="appoint another one first"):
        call_command("dismiss_coordinator", coordinator.email)
    other = colleague(organisation, "coordinator")

    call_command("dismiss_coordinator", other.email.upper())

    assert [one.person for one in organisation.coordinators.all()] == [coordinator]
    assert mark_left(person=other, by=coordinator)
    with pytest.raises(CommandError, match="has left"):
        call_command("appoint_coordinator", other.email)
