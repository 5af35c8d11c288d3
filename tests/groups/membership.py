"""Two groups, a pool and spare mentors, in which memberships change at random.

`hold` says after each step what holds of everybody, by rules written down here anew.
"""

import datetime as dt
from collections import defaultdict

from django.db import connection, transaction
from django.utils import timezone

from crossmentor.embedded import postgres
from groups.models import FormerCircle, MentorGroup, Seat
from groups.services import (
    ask_to_part,
    dissolve_group,
    join_group,
    leave_seat,
    move_seat,
    replace_mentor,
    stay_together,
)
from groups.services.leavers import end_due_seats
from intake import services as intakes
from intake.models import Intake, MenteeSeat
from programmes.models import Role
from spaces.acting import acting_as
from spaces.errors import DomainError
from spaces.models import DataKey, Space
from tests import roles
from tests.factories import (
    ParticipationFactory,
    ProgrammeFactory,
    coordinator_of,
    formed_group,
    see_all,
)

MOST = 6


class Membership:
    def __init__(self):
        self.programme = ProgrammeFactory()
        self.coordinator = coordinator_of(self.programme)
        self.groups = [see_all(formed_group(self.programme)) for _two in range(2)]
        self.programme.state = "running"
        self.programme.save()
        # One discipline for all (R2), and one in the pool who breaks R3 in each group.
        field = self.groups[0].mentor.discipline
        people = {"person__discipline": field, "programme": self.programme}
        people["person__organisation"] = self.programme.organisation
        for part in self.programme.participations.select_related("person"):
            part.person.discipline = field
            part.person.save(update_fields=["discipline"])
        self.spare = [
            ParticipationFactory(
                role=Role.MENTOR, person__years_experience=20, **people
            )
            for _two in range(2)
        ]
        self.pool = [ParticipationFactory(**people) for _four in range(4)]
        first = self.groups[0].seats.mentees().earliest("pk").person
        self.pool[0].person.team = first.team
        self.pool[0].person.save(update_fields=["team"])
        self.opened = {}
        self.look()

    # What may happen; numbers choose among what is there.

    def group(self, number):
        groups = MentorGroup.objects.filter(programme=self.programme).order_by("pk")
        return groups[number % len(groups)]

    def seat(self, number):
        held = MenteeSeat.objects.with_intake().held()
        held = held.filter(group__programme=self.programme, role=Role.MENTEE)
        held = list(held.select_related("person", "group__programme").order_by("pk"))
        if not held:
            raise DomainError("nobody")
        return held[number % len(held)]

    def one_of(self, seat, which):
        return seat.person if which % 2 else seat.group.mentor

    def join(self, number, which):
        parts = self.programme.participations.filter(role=Role.MENTEE).order_by("-pk")
        part = parts.select_related("person", "programme")[number % len(parts)]
        join_group(group=self.group(which), participation=part)

    def leave(self, number, which):
        leave_seat(seat=self.seat(number), by=self.coordinator)

    def ask(self, number, which):
        seat = self.seat(number)
        by = self.one_of(seat, which)
        with acting_as(by):
            ask_to_part(seat=seat, by=by)

    def take_back(self, number, which):
        seat = self.seat(number)
        by = self.one_of(seat, which)
        with acting_as(by):
            stay_together(seat=seat, by=by)

    def morning(self, *_numbers):
        """What was asked for is due, and the worker does it; twice is once."""
        roles.become(connection, postgres.SUPERUSER)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE groups_seatending SET due_at = now() WHERE done_at IS NULL"
            )
        roles.become(connection, roles.WEB)
        with roles.worker():
            end_due_seats()
            assert end_due_seats() == 0

    def hold_intake(self, number, which):
        seat = self.seat(number)
        with acting_as(seat.group.mentor):
            intakes.hold_intake(seat=seat, on=timezone.localdate())

    def pause(self, number, which):
        self._decide(number, "paused", timezone.localdate() + dt.timedelta(days=9))

    def go_on(self, number, which):
        self._decide(number, "continues", None)

    def end_of_pair(self, number, which):
        self._decide(number, "ended", None)

    def _decide(self, number, outcome, until):
        seat = self.seat(number)
        by = seat.group.mentor
        with acting_as(by):
            intakes.decide_outcome(seat=seat, by=by, outcome=outcome, until=until)

    def move(self, number, which):
        move_seat(seat=self.seat(number), group=self.group(which), by=self.coordinator)

    def replace(self, number, which):
        mentors = self.programme.participations.filter(role=Role.MENTOR).order_by("-pk")
        mentors = mentors.select_related("person", "programme")
        part = mentors[number % len(mentors)]
        replace_mentor(group=self.group(which), participation=part, by=self.coordinator)

    def dissolve(self, number, which):
        # Seldom: after it a group is no more.
        if number != which:
            raise DomainError("not now")
        group = self.group(which)
        mentees = group.seats.held().mentees()
        dissolve_group(
            group=group,
            moves=dict.fromkeys(mentees.values_list("pk", flat=True)),
            by=self.coordinator,
        )

    def see(self, number, which):
        see_all(self.group(which))

    def step(self, name, number, which):
        """Do it, or be refused and change nothing; then look whether all holds."""
        before = self.state()
        try:
            with transaction.atomic():
                getattr(self, name)(number, which)
        except DomainError:
            assert self.state() == before, f"{name} was refused and changed something"
        self.look()
        self.hold(before, name)

    # What there is.

    def state(self) -> dict:
        roles.become(connection, postgres.SUPERUSER)
        with connection.cursor() as cursor:
            found = {}
            for table in ("groups_seat", "groups_mentorgroup", "groups_seatending"):
                cursor.execute(f"SELECT * FROM {table} ORDER BY id")
                found[table] = cursor.fetchall()
            found["members"] = members()
        roles.become(connection, roles.WEB)
        return found

    def look(self):
        """Remember who was in each space as it opened."""
        for space, people in self.state()["members"].items():
            if space not in self.opened:
                self.opened[space] = frozenset(people)

    def seats(self):
        seats = Seat.objects.filter(group__programme=self.programme)
        return list(seats.select_related("person", "group").order_by("pk"))

    def hold(self, before, name):
        seats = self.seats()
        held = [seat for seat in seats if seat.left_at is None]
        by_group = defaultdict(list)
        for seat in held:
            by_group[seat.group_id].append(seat)
        now = self.state()["members"]
        self._hold_seats(held, by_group, before, name)
        self._hold_spaces(seats, by_group, now)
        self._hold_reading(seats, now)
        self._hold_partings(seats)

    def _hold_seats(self, held, by_group, before, name):
        """R1 to R3, and the seats themselves."""
        parts = [seat.participation_id for seat in held]
        assert len(parts) == len(set(parts)), "two seats of one participation"
        people = [seat.person_id for seat in held]
        assert len(people) == len(set(people))
        for seats in by_group.values():
            mentors = [seat for seat in seats if seat.role == Role.MENTOR]
            mentees = [seat for seat in seats if seat.role == Role.MENTEE]
            assert [seat.person_id for seat in mentors] == [mentors[0].group.mentor_id]
            assert len(mentees) <= MOST
            teams = [seat.person.team_id for seat in seats]
            assert len(teams) == len(set(teams)), "two of one team (R3)"
            fields = {seat.person.discipline_id for seat in seats}
            assert len(fields) == 1, "two disciplines without a reason (R2)"
        # A new seat has an intake of its own (R5).
        old = {row[0] for row in before["groups_seat"]}
        new = [seat.pk for seat in held if seat.pk not in old]
        assert not Intake.objects.filter(seat__in=new).exists()

    def _hold_partings(self, seats):
        """Of every ended seat the two are known, so that nobody proposes them (R6)."""
        ended = Seat.objects.with_former_mentor()
        ended = ended.filter(group__programme=self.programme)
        known = set(ended.values_list("participation", "former_mentor"))
        leads = self.programme.participations.filter(role=Role.MENTOR)
        leads = dict(leads.values_list("person", "pk"))
        for seat in seats:
            if seat.role == Role.MENTEE and seat.left_at:
                (mentor,) = self.opened[seat.pair_id] - {seat.person_id}
                assert (seat.participation_id, leads[mentor]) in known

    def _hold_spaces(self, seats, by_group, now):
        """Spaces only lose members; who sits in a group is in its circle and its pairs."""
        for space, people in self.opened.items():
            assert now[space].keys() == people, "a space gained or lost a row"
        there = {
            space: {p for p, left in now[space].items() if not left} for space in now
        }
        for group in MentorGroup.objects.filter(programme=self.programme):
            sit = {seat.person_id for seat in by_group[group.pk]}
            assert there[group.circle_id] == sit
            for former in FormerCircle.objects.filter(group=group):
                assert there[former.space_id] <= sit
                assert there[former.space_id] <= self.opened[former.space_id]
        for seat in seats:
            if seat.role == Role.MENTEE:
                pair = there[seat.pair_id]
                led = {seat.person_id, seat.group.mentor_id}
                # Afterwards it is the mentee's alone.
                assert pair == (led if seat.left_at is None else {seat.person_id})

    def _hold_reading(self, seats, now):
        """Everybody finds the texts of the spaces in which they are, and of no other."""
        for person in {seat.person for seat in seats} | {self.coordinator}:
            mine = {s for s, people in now.items() if people.get(person.pk, 1) is None}
            with acting_as(person):
                found = set(
                    Space.objects.exclude(kind="own").values_list("pk", flat=True)
                )
                keys = set(DataKey.objects.values_list("space", flat=True))
                keys &= now.keys()
            assert found <= mine, "finds a space in which one is not"
            assert keys <= mine, "opens a text of a space in which one is not"
            if person == self.coordinator:
                assert keys == set()


def members() -> dict:
    """{space: {person: when they left}} of every pair and circle, as it lies there."""
    found = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.space_id, m.person_id, m.left_at FROM spaces_member m"
            " JOIN spaces_space s ON s.id = m.space_id WHERE s.kind IN ('pair', 'circle')"
        )
        for space, person, left in cursor.fetchall():
            found[space][person] = left
    return dict(found)
