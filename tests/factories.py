"""The cast: people and groups to test with."""

import datetime as dt
from uuid import uuid4

import factory
from django.db import connection, transaction
from django.utils import timezone

from groups.models import MentorGroup, Seat
from groups.services.forming import GroupPlan, form_groups
from groups.services.seats import seat_of
from people import models as people
from programmes import models as programmes
from spaces.acting import acting_as, current_person_id
from spaces.models import AuditEvent, Space
from spaces.services import open_spaces
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


def _enrolled(programme, count):
    """A mentor and mentees of one discipline. Of most tests they are most of the time:
    a query for all of a kind, not for each."""
    here = {"organisation": programme.organisation}
    here["discipline"] = DisciplineFactory(**here)
    teams = TeamFactory.build_batch(count, organisation=programme.organisation)
    people.Team.objects.bulk_create(teams)
    made = [
        PersonFactory.build(**here, team=team, years_experience=5 if number else 20)
        for number, team in enumerate(teams)
    ]
    people.Person.objects.bulk_create(made)
    role = programmes.Role
    parts = [
        ParticipationFactory.build(
            programme=programme,
            person=person,
            role=role.MENTEE if number else role.MENTOR,
        )
        for number, person in enumerate(made)
    ]
    return programmes.Participation.objects.bulk_create(parts)


@transaction.atomic
def formed_group(programme, *, mentees=4, name=""):
    """A mentor group of new people with its spaces; nobody is told."""
    parts = _enrolled(programme, mentees + 1)
    mentor, *others = [part.person for part in parts]
    circle, *pairs = open_spaces(
        [
            (Space.Kind.CIRCLE, [mentor, *others]),
            *((Space.Kind.PAIR, [mentor, person]) for person in others),
        ]
    )
    group = MentorGroup.objects.create(
        programme=programme, mentor=mentor, name=name, circle=circle
    )
    Seat.objects.bulk_create(
        seat_of(group, part, pair)
        for part, pair in zip(parts, [None, *pairs], strict=True)
    )
    # The rules that the database checks on commit: here and now.
    connection.check_constraints()
    see_all(group)
    return group


def form_group(*, mentor, mentees, reason=""):
    """A group of these participations as publishing forms it; they are told."""
    (group,) = form_groups(plans=[GroupPlan(mentor, mentees, reason)])
    return group


@transaction.atomic
def see_all(group):
    """Everybody in a group has seen who is in it, now: as `see`, at once for all."""
    group.refresh_from_db()
    ids = list(group.seats.held().values_list("person", flat=True))
    with connection.cursor() as cursor:
        # One after the other as the person who acts.
        cursor.execute(
            "SELECT set_config('crossmentor.person', one::text, true), "
            "spaces_see(%s, %s, %s) FROM unnest(%s) one",
            [group.circle_id, ids, timezone.now(), ids],
        )
        assert all(was_right for _person, was_right in cursor.fetchall())
    connection.set_person(current_person_id())
    AuditEvent.objects.bulk_create(
        AuditEvent(verb="seen", space_id=group.circle_id, actor_id=pk) for pk in ids
    )
    return group


def write_text(*, by, kind, key, body, **typed):
    """A text saved as its page saves it, by `by`; answers what that came to."""
    typed = {"client_id": uuid4(), "based_on": None} | typed
    with transaction.atomic(), acting_as(by):
        return writing.write_text(kind=kind, key=str(key), by=by, body=body, **typed)
