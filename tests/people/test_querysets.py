"""Who is among these people: by their words, their ways in, their organisation."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.accounts.services.invitations import invite
from people.models import Coordinator, Organisation, Person, RosterEvent, Team
from people.models.person import WORDS, with_words
from people.services.departures import mark_left
from programmes.models import ProgrammeCoordinator
from tests.factories import (
    DisciplineFactory,
    LocationFactory,
    OrganisationFactory,
    PersonFactory,
    ProjectFactory,
    TeamFactory,
    coordinator_of,
)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 0),
        (" \t ", 0),
        ("anna", 1),
        ("van den  berg", 3),
        (" ".join("abcdefghijkl"), WORDS),
        # One word of a book is one word, of so many letters.
        ("x" * 10_000, 1),
        # The letters that are left hold four of these.
        (("x" * 32 + " ") * 8, 4),
    ],
)
def test_so_many_words_of_a_search_count(words, count):
    asked = str(with_words(words, "given_name", "email"))

    # Each in either field.
    assert asked.count("given_name__icontains") == count
    assert asked.count("email__icontains") == count


def never_in(organisation):
    return set(Person.objects.of(organisation).never_came_in())


@pytest.mark.django_db
def test_who_never_had_a_way_in_and_runs_nothing(programme, coordinator):
    organisation = programme.organisation
    people = PersonFactory.create_batch(8, organisation=organisation)
    fresh, invited, seen, passkey, connected, runs, entered, chose = people
    invite(person=invited, by=coordinator)
    Person.objects.filter(pk=seen.pk).update(last_login=timezone.now())
    Authenticator.objects.create(user=passkey, type="webauthn", data={})
    SocialAccount.objects.create(user=connected, provider="x", uid="1")
    ProgrammeCoordinator.objects.create(programme=programme, person=runs)
    used = invite(person=entered, by=coordinator)
    used.used_at = timezone.now()
    used.save()
    chose.set_password("een zin die niemand raadt")
    chose.save()
    assert never_in(organisation) == {fresh, invited}

    # A password that was taken away was one.
    chose.set_unusable_password()
    chose.save()
    Coordinator.objects.create(organisation=organisation, person=fresh)

    assert never_in(organisation) == {invited}


@pytest.mark.django_db
def test_of_a_file_that_names_some_the_others_are_missing(organisation):
    anna, bo, cas, _dirk = (
        PersonFactory(
            organisation=organisation, email=f"{name}@f.example", employee_number=number
        )
        for name, number in (("anna", "1"), ("bo", "2"), ("cas", ""), ("dirk", ""))
    )

    def row(email="", number=""):
        return {"email": email, "values": {"employee_number": number}}

    def missing(*rows):
        people = Person.objects.of(organisation).missing_from(rows)
        return [person.email.partition("@")[0] for person in people.order_by("email")]

    assert missing() == ["anna", "bo", "cas", "dirk"]
    # By address, or by number under another one; who has none is not meant by none.
    assert missing(row(anna.email), row("other@f.example", "2")) == ["cas", "dirk"]
    assert missing(row(), row(cas.email, ""), row(bo.email, "1")) == ["dirk"]


@pytest.mark.django_db
def test_each_sees_the_people_of_what_they_look_after(programme, coordinator):
    here, other = programme.organisation, OrganisationFactory()
    mine, theirs = PersonFactory(organisation=here), PersonFactory(organisation=other)
    Coordinator.objects.create(organisation=other, person=PersonFactory())
    second = coordinator_of(programme)

    for person in (coordinator, second):
        # Two who look after it see each once.
        assert sorted(one.pk for one in Person.objects.visible_to(person)) == sorted(
            [coordinator.pk, second.pk, mine.pk]
        )
        assert list(Organisation.objects.coordinated_by(person)) == [here]
    assert not Person.objects.visible_to(mine).exists()
    assert list(Person.objects.on_roster_of([other])) == [theirs]
    assert Person.objects.at(theirs.pk) == theirs
    assert Person.objects.at(0) is None


@pytest.mark.django_db
def test_who_left_is_gone_and_who_is_back_is_not(organisation, coordinator):
    gone = PersonFactory(organisation=organisation)
    mark_left(person=gone, by=coordinator)

    people = Person.objects.of(organisation)
    assert list(people.gone()) == [gone]
    assert list(people.active()) == [coordinator]


@pytest.mark.django_db
@pytest.mark.parametrize("of", ["team", "discipline", "location"])
def test_nothing_chosen_narrows_nothing(organisation, of):
    make = {
        "team": TeamFactory,
        "discipline": DisciplineFactory,
        "location": LocationFactory,
    }[of]
    thing = make(organisation=organisation)
    within = PersonFactory(organisation=organisation, **{of: thing})
    PersonFactory(organisation=organisation)
    narrowed = getattr(Person.objects.of(organisation), f"of_{of}")

    assert list(narrowed(thing.pk)) == [within]
    assert narrowed(None).count() == 2
    assert not narrowed(0).exists()


@pytest.mark.django_db
def test_an_address_is_of_exactly_one_domain(organisation):
    addresses = ["a@firm.example", "b@sub.firm.example", "c@otherfirm.example"]
    for address in addresses:
        PersonFactory(organisation=organisation, email=address)

    def at(domain):
        return [one.email for one in Person.objects.at_domain(domain)]

    assert at("firm.example") == ["a@firm.example"]
    assert at("example") == []
    assert at("%") == []


@pytest.mark.django_db
def test_the_newest_work_stands_first_and_costs_one_query(
    organisation, django_assert_num_queries
):
    person = PersonFactory(organisation=organisation)
    for month in (3, 1, 2):
        person.stints.create(
            project=ProjectFactory(organisation=organisation, name=f"P{month}"),
            starts_on=dt.date(2026, month, 1),
            hours=8,
        )

    with django_assert_num_queries(1):
        names = [one.project.name for one in person.stints.newest_first()]

    assert names == ["P3", "P2", "P1"]


@pytest.mark.django_db
def test_another_address_of_who_came_in_asks_for_no_second_look(organisation):
    """Of who never came in, nobody knows who reads mail at the new one."""
    since = timezone.now() - dt.timedelta(1)
    unknown, known, later = PersonFactory.create_batch(3, organisation=organisation)
    Person.objects.filter(pk=known.pk).update(last_login=timezone.now())
    for person in (unknown, known, later):
        Person.objects.filter(pk=person.pk).update(email=f"new{person.pk}@f.example")
    Person.objects.filter(pk=later.pk).update(last_login=timezone.now())

    events = RosterEvent.objects.readdressed_unseen(since)

    assert [one.person for one in events] == [unknown, later]
    assert not RosterEvent.objects.readdressed_unseen(timezone.now()).exists()


@pytest.mark.django_db
def test_of_each_the_events_with_who_did_it_in_one_query(
    organisation, coordinator, django_assert_num_queries
):
    people = PersonFactory.create_batch(2, organisation=organisation)
    for person in people:
        Person.objects.filter(pk=person.pk).update(given_name="Bo")

    with django_assert_num_queries(1):
        events = list(RosterEvent.objects.about(people))
        told = [
            (one.person_id, one.what, one.by and one.by.full_name) for one in events
        ]

    assert told == [
        *((person.pk, "added", None) for person in people),
        *((person.pk, "renamed", None) for person in people),
    ]


@pytest.mark.django_db
def test_names_of_things_are_once_in_an_organisation_whatever_their_capitals():
    team = TeamFactory(name="Havens")
    TeamFactory(name="Havens")
    rule = "people_team_name_once"
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        TeamFactory(organisation=team.organisation, name="HAVENS")

    assert list(Team.objects.of([team.organisation])) == [team]
