"""A firm of many people for `benchmarks/pages.py`, made in bulk: seconds, not hours.

One group lives its months as those of the demonstration do, with texts; the others have
the dates and states of theirs. The people who are to look have long lists of everything.
"""

import datetime as dt
from itertools import pairwise
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from benchmarks.large import throwaway
from boards.services import open_composition
from crossmentor.demo import days, year
from crossmentor.demo.firm import example
from groups.models import Exclusion
from groups.services.forming import GroupPlan, form_groups
from intake.models import Intake
from people.models import (
    Coordinator,
    Discipline,
    Location,
    Organisation,
    Person,
    RosterImport,
    Team,
)
from programmes.models import Participation, Programme, ProgrammeCoordinator, Role
from programmes.topics import ensure_topics
from reminders.models import Mail
from sessions.models import DatePoll, PollDate, Series, Session
from spaces.acting import acting_as
from spaces.services import record_all
from workbook import services as workbook
from writing.services import give_words

MENTEES = 5
DAYS_AGO = 90


def fill(slug: str, people: int, groups: int, heap: int) -> None:
    """Make the firm; `heap` is how long the lists of those are who are to look."""
    today = timezone.localdate()
    firm = Organisation.objects.create(name=slug.title(), slug=slug)
    ensure_topics(firm)
    everybody = employ(firm, people, groups)
    coordinator = everybody.pop()
    Coordinator.objects.create(organisation=firm, person=coordinator)
    began = today - dt.timedelta(DAYS_AGO)
    running, parts = programme(firm, coordinator, began, everybody, groups)
    running.state = Programme.State.RUNNING
    running.save(update_fields=["state"])
    seated = [parts[groups + n * MENTEES :][:MENTEES] for n in range(groups)]
    plans = [GroupPlan(*pair) for pair in zip(parts, seated, strict=False)]
    with days.at(running.starts_on), acting_as(coordinator):
        formed = form_groups(plans=plans)
    look_around()
    meet(formed[1:], today)
    mentor, mentee = parts[0].person, seated[0][0].person
    pile_for_members(mentor, mentee, formed[0], heap)
    year.live(formed[0], 0, example("texts"), today)
    started, rest = (
        everybody[: (MENTEES + 1) * groups],
        everybody[(MENTEES + 1) * groups :],
    )
    soon = today + dt.timedelta(20)
    mentors = len(rest) // (MENTEES + 1)
    enrolling, _parts = programme(firm, coordinator, soon, rest, mentors)
    pile_for_coordinator(firm, coordinator, running, enrolling, heap)
    inboxes(started, running)
    for looker in (coordinator, mentor, mentee):
        inboxes([looker] * heap * 5, running)


def employ(firm, people, groups) -> list[Person]:
    """Everybody in a team of their own among 400, of one discipline within a group."""
    fields = Discipline.objects.bulk_create(
        Discipline(organisation=firm, name=f"Discipline {n}") for n in range(5)
    )
    teams = Team.objects.bulk_create(
        Team(organisation=firm, name=f"Team {n}") for n in range(400)
    )
    places = Location.objects.bulk_create(
        Location(organisation=firm, name=f"Place {n}", region="North") for n in range(9)
    )
    given = ["Anna", "Bram", "Chantal", "Daan", "Eva", "Fatima", "Geert", "Hanna"]
    return Person.objects.bulk_create(
        Person(
            organisation=firm,
            email=f"person{n}@{firm.slug}.example",
            employee_number=str(n),
            given_name=given[n % len(given)],
            family_name=f"Achternaam{n}",
            # Those of mentors and of mentees are different ones.
            team=teams[n % 200 + 200 * (n >= groups)],
            discipline=fields[field_of(n, groups)],
            location=places[n % 9],
            languages=["nl", "en"][: 1 + n % 2],
            years_experience=20 if n < groups else n % 12,
            last_login=timezone.now(),
        )
        for n in range(people)
    )


def field_of(number, groups) -> int:
    group = number if number < groups else (number - groups) // MENTEES
    return group % 5


def programme(firm, coordinator, starts_on, people, mentors):
    """A programme of that start, in which `people` take part, the mentors first."""
    made = Programme.objects.create(
        organisation=firm, name=f"Start {starts_on}", starts_on=starts_on
    )
    ProgrammeCoordinator.objects.create(programme=made, person=coordinator)
    parts = Participation.objects.bulk_create(
        Participation(
            programme=made,
            person=person,
            role=Role.MENTOR if n < mentors else Role.MENTEE,
            state="invited"
            if n % 10 == 9 and starts_on > timezone.localdate()
            else "enrolled",
        )
        for n, person in enumerate(people)
    )
    return made, parts


def look_around():
    """Everybody has seen who is in their circle."""
    throwaway.tell(
        "INSERT INTO spaces_seen (space_id, person_id, at) "
        "SELECT mentor_group.circle_id, seat.person_id, now() FROM groups_seat seat "
        "JOIN groups_mentorgroup mentor_group ON mentor_group.id = seat.group_id "
        "WHERE seat.left_at IS NULL ON CONFLICT DO NOTHING"
    )


def meet(groups, today):
    """Of each group intakes in every state, meetings of half a year, and some polls."""
    states = list(Intake.State)
    seats = {}
    for group in groups:
        seats[group.pk] = list(group.seats.mentees().order_by("pk"))
    Intake.objects.bulk_create(
        Intake(
            seat=seat,
            mentor_id=group.mentor_id,
            state=(state := states[min(2, (n + m) % 6)]),
            on=None if state == "to_plan" else today + dt.timedelta(-40 + (n + m) % 45),
            at=dt.time(10),
            held_at=timezone.now() if state == "held" else None,
        )
        for n, group in enumerate(groups)
        for m, seat in enumerate(seats[group.pk])
    )
    met = [group for n, group in enumerate(groups) if n % 5]
    Series.objects.bulk_create(
        Series(
            group=group,
            every_weeks=3,
            weekday=2,
            at=dt.time(16),
            first_on=today,
            until=today + dt.timedelta(300),
            state="planned",
            agreed_by_id=group.mentor_id,
        )
        for group in met
    )
    Session.objects.bulk_create(
        Session(
            group=group,
            kind="intervision" if m else "first",
            on=(on := today + dt.timedelta(21 * m - 60 + n % 7)),
            at=dt.time(16),
            state="held" if on < today and (n + m) % 4 else "planned",
            from_series=m > 0,
        )
        for n, group in enumerate(met)
        for m in range(12)
    )
    polls = DatePoll.objects.bulk_create(
        DatePoll(group=group, asked_by_id=group.mentor_id) for group in groups[::5]
    )
    PollDate.objects.bulk_create(
        PollDate(poll=poll, on=today + dt.timedelta(m + 3), at=dt.time(16))
        for poll in polls
        for m in range(3)
    )


def pile_for_coordinator(firm, coordinator, running, enrolling, heap):
    old = Programme.objects.bulk_create(
        Programme(
            organisation=firm,
            name=f"Round {n}",
            state="ended",
            starts_on=dt.date(2020, 1, 1),
        )
        for n in range(heap)
    )
    ProgrammeCoordinator.objects.bulk_create(
        ProgrammeCoordinator(programme=programme, person=coordinator)
        for programme in old
    )
    colleagues = Person.objects.filter(organisation=firm).exclude(pk=coordinator.pk)
    ProgrammeCoordinator.objects.bulk_create(
        ProgrammeCoordinator(programme=running, person=person)
        for person in colleagues.order_by("-pk")[:heap]
    )
    RosterImport.objects.bulk_create(
        RosterImport(
            organisation=firm,
            uploaded_by=coordinator,
            file_name=f"roster-{n}.xlsx",
            content=b"",
            state="committed",
            counts={"rows": {"add": n, "change": n}, "projects": {}},
            committed_at=timezone.now(),
        )
        for n in range(heap)
    )
    mentees = list(enrolling.participations.mentees().order_by("pk")[: heap + 1])
    Exclusion.objects.bulk_create(
        Exclusion(programme=enrolling, first=one, second=other)
        for one, other in pairwise(mentees)
    )
    for n in range(heap):
        open_composition(programme=enrolling, name=f"Scenario {n}", by=coordinator)


def pile_for_members(mentor, mentee, group, heap):
    today = timezone.localdate()
    until = today + dt.timedelta(60)
    for giver, reader in ((mentee, mentor), (mentor, mentee)):
        for n in range(heap):
            # One a day, before all else: a brake holds who writes to others at once.
            day = group.programme.starts_on - dt.timedelta(heap - n)
            with days.doing(giver, day):
                give_words(
                    author=giver, reader=reader, title=f"{n}", body="…", until=until
                )
                workbook.write_goal(
                    author=giver,
                    goal_id=uuid4(),
                    client_id=uuid4(),
                    based_on=None,
                    title=f"Goal {n}",
                    body="…",
                )
        with acting_as(giver), transaction.atomic():
            record_all("seen", [group.circle_id] * heap * 5)


def inboxes(people, running):
    """A mail of a while ago for each of these."""
    now = timezone.now()
    Mail.objects.bulk_create(
        Mail(
            key=f"{running.pk}|{person.pk}|benchmark|{n}|{len(people)}",
            person=person,
            kind="groups.published",
            programme_id=running.pk,
            object_id=str(n),
            context={
                "programme": running.name,
                "mentor": "Anna",
                "others": ["Bram"],
                "leads": False,
                "people": [],
            },
            link="/",
            state="failed" if n % 50 == 0 else "sent",
            not_before=now - dt.timedelta(n % 200),
            sent_at=now,
        )
        for n, person in enumerate(people)
    )
