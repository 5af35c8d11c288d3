"""A composition of any size, in an organisation of its own that can be removed."""

import datetime as dt

SLUG = "benchmark-board"


def remove() -> None:
    from people.models import (
        Coordinator,
        Discipline,
        Location,
        Organisation,
        Person,
        Project,
        Team,
    )
    from programmes.models import Participation, Programme, Topic

    Participation.objects.filter(programme__organisation__slug=SLUG).delete()
    Coordinator.objects.filter(organisation__slug=SLUG).delete()
    for model in (Programme, Person, Team, Discipline, Location, Project, Topic):
        model.objects.filter(organisation__slug=SLUG).delete()
    Organisation.objects.filter(slug=SLUG).delete()


def furnish(groups, mentees):
    """A composition of these sizes; five disciplines, everybody in a team of their own."""
    from boards import board
    from boards.services import open_composition
    from boards.services.boards import write_board
    from people.models import (
        Coordinator,
        Discipline,
        Location,
        Organisation,
        Person,
        Project,
        Stint,
        Team,
    )
    from programmes.models import (
        Expertise,
        Need,
        Participation,
        Programme,
        ProgrammeCoordinator,
        Topic,
    )

    firm = Organisation.objects.create(name="Benchmark", slug=SLUG)
    fields = Discipline.objects.bulk_create(
        Discipline(organisation=firm, name=f"Discipline {n}") for n in range(5)
    )
    teams = Team.objects.bulk_create(
        Team(organisation=firm, name=f"Team {n}") for n in range(400)
    )
    places = Location.objects.bulk_create(
        Location(organisation=firm, name=f"Place {n}", region=f"Region {n % 3}")
        for n in range(9)
    )
    projects = Project.objects.bulk_create(
        Project(organisation=firm, name=f"Project {n}") for n in range(500)
    )
    topics = Topic.objects.bulk_create(
        Topic(organisation=firm, name_nl=f"Onderwerp {n}", name_en=f"Topic {n}")
        for n in range(30)
    )
    programme = Programme.objects.create(
        organisation=firm, name="Benchmark", starts_on=dt.date(2027, 1, 1)
    )
    people = Person.objects.bulk_create(
        Person(
            organisation=firm,
            email=f"board{n}@benchmark.example",
            given_name=f"Voornaam{n}",
            family_name="Achternaam",
            team=teams[n % 400],
            discipline=fields[n % 5],
            location=places[n % 9],
            languages=["nl", "en"][: 1 + n % 2],
            years_experience=20 if n < groups else n % 12,
        )
        for n in range(groups + mentees + 1)
    )
    coordinator = people.pop()
    Coordinator.objects.create(organisation=firm, person=coordinator)
    ProgrammeCoordinator.objects.create(programme=programme, person=coordinator)
    # Nobody of one discipline worked long with another: the board breaks no rule.
    Stint.objects.bulk_create(
        Stint(
            person=person,
            project=projects[number % 499],
            starts_on=dt.date(2024, hours, 1),
            ends_on=dt.date(2025, 6, 1),
            hours=hours,
        )
        for n, person in enumerate(people)
        for number, hours in ((n, 12), (n * 3 + 250, 8))
    )
    parts = Participation.objects.bulk_create(
        Participation(
            programme=programme,
            person=person,
            role="mentor" if n < groups else "mentee",
            state="enrolled",
        )
        for n, person in enumerate(people)
    )
    leads, rest = parts[:groups], parts[groups:]
    Expertise.objects.bulk_create(
        Expertise(participation=part, topic=topics[(n * 3 + m) % 30], level=3 - m)
        for n, part in enumerate(leads)
        for m in range(3)
    )
    Need.objects.bulk_create(
        Need(participation=part, topic=topics[(n * 7 + m) % 30], weight=3 - m)
        for n, part in enumerate(rest)
        for m in range(3)
    )
    composition = open_composition(programme=programme, name="Large", by=coordinator)
    seen = board.Board({str(lead.pk): "" for lead in leads})
    by_field = {n: leads[n::5] for n in range(5)}
    for n, part in enumerate(rest):
        own = by_field[(n + groups) % 5]
        seen.seats[str(part.pk)] = str(own[n // 5 % len(own)].pk)
    write_board(composition, board.difference(board.Board(), seen))
    return composition, rest, leads


def hire(composition):
    """Another coordinator of its programme."""
    from people.models import Coordinator, Person

    firm = composition.programme.organisation
    person = Person.objects.create(
        organisation=firm, email="second@benchmark.example", given_name="Second"
    )
    Coordinator.objects.create(organisation=firm, person=person)
    composition.programme.coordinators.create(person=person)
    return person


def remember(composition, steps, people, mentee, mentor):
    """So many steps of before, which moved one mentee out of a group and back."""
    made = composition.steps
    made.bulk_create(
        made.model(
            composition=composition,
            version=version,
            kind="move",
            change={
                "seats": {str(mentee.pk): [str(mentor.pk), None][:: (-1) ** version]}
            },
            by=people[version % len(people)],
        )
        for version in range(1, steps + 1)
    )
    composition.version = steps
    composition.save(update_fields=["version"])
