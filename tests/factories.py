"""The cast: people and groups to test with."""

import datetime as dt
from uuid import uuid4

import factory
from django.db import connection, transaction

from groups.models import MentorGroup, Seat
from groups.services.forming import Crew, form_groups
from people import models as people
from programmes import models as programmes
from spaces.acting import acting_as
from spaces.models import Space
from spaces.seeing import see
from spaces.services import open_space
from writing import services as writing


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = people.Organisation

    name = factory.Sequence(lambda n: f"Organisation {n:05}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")


class NamedFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    organisation = factory.SubFactory(OrganisationFactory)


class DisciplineFactory(NamedFactory):
    class Meta:
        model = people.Discipline

    name = factory.Sequence(lambda n: f"Discipline {n:05}")


class LocationFactory(NamedFactory):
    class Meta:
        model = people.Location

    name = factory.Sequence(lambda n: f"Location {n:05}")
    region = "North"


class TeamFactory(NamedFactory):
    class Meta:
        model = people.Team

    name = factory.Sequence(lambda n: f"Team {n:05}")


class ProjectFactory(NamedFactory):
    class Meta:
        model = people.Project

    name = factory.Sequence(lambda n: f"Project {n:05}")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = people.Person

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"person{n}@firm.example")
    given_name = factory.Sequence(lambda n: f"Given{n:05}")
    family_name = factory.Sequence(lambda n: f"Family{n:05}")
    team = factory.SubFactory(
        TeamFactory, organisation=factory.SelfAttribute("..organisation")
    )
    language = "en"
    languages = ["nl", "en"]
    years_experience = 4


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = programmes.Programme

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Programme {n:05}")
    starts_on = dt.date(2026, 9, 1)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = programmes.Topic

    organisation = factory.SubFactory(OrganisationFactory)
    name_nl = factory.Sequence(lambda n: f"Onderwerp {n:05}")
    name_en = factory.Sequence(lambda n: f"Topic {n:05}")


class ParticipationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = programmes.Participation

    programme = factory.SubFactory(ProgrammeFactory)
    person = factory.SubFactory(
        PersonFactory, organisation=factory.SelfAttribute("..programme.organisation")
    )
    role = programmes.Role.MENTEE
    state = programmes.Participation.State.ENROLLED


def coordinator_of(programme):
    person = PersonFactory(organisation=programme.organisation)
    people.Coordinator.objects.create(
        organisation=programme.organisation, person=person
    )
    programmes.ProgrammeCoordinator.objects.create(programme=programme, person=person)
    return person


@transaction.atomic
def formed_group(programme, *, mentees=4, name=""):
    """A mentor group of new people with its spaces; nobody is told."""
    discipline = DisciplineFactory(organisation=programme.organisation)
    role = programmes.Role
    parts = [
        ParticipationFactory(
            programme=programme,
            role=role.MENTEE if number else role.MENTOR,
            person__discipline=discipline,
            person__organisation=programme.organisation,
            person__years_experience=5 if number else 20,
        )
        for number in range(mentees + 1)
    ]
    people_of_group = [part.person for part in parts]
    group = MentorGroup.objects.create(
        programme=programme,
        mentor=people_of_group[0],
        name=name,
        circle=open_space(kind=Space.Kind.CIRCLE, members=people_of_group),
    )
    mentor = people_of_group[0]
    for part in parts:
        mentee = part.role == role.MENTEE
        Seat.objects.create(
            group=group,
            person=part.person,
            participation=part,
            role=part.role,
            pair=open_space(kind=Space.Kind.PAIR, members=[mentor, part.person])
            if mentee
            else None,
        )
    # The rules that the database checks on commit: here and now.
    connection.check_constraints()
    see_all(group)
    return group


def form_group(*, mentor, mentees, reason=""):
    """A group of these participations as publishing forms it; they are told."""
    (group,) = form_groups(crews=[Crew(mentor, mentees, reason)])
    return group


@transaction.atomic
def see_all(group):
    """Everybody in a group has seen who is in it, now."""
    group.refresh_from_db()
    people = [seat.person for seat in group.seats.held().select_related("person")]
    for person in people:
        with acting_as(person):
            assert see(space_id=group.circle_id, people=[one.pk for one in people])
    return group


def write_text(*, by, kind, key, body, **typed):
    """A text saved as its page saves it, by `by`; answers what that came to."""
    typed = {"client_id": uuid4(), "based_on": None} | typed
    with transaction.atomic(), acting_as(by):
        return writing.write(kind=kind, key=str(key), by=by, body=body, **typed)
