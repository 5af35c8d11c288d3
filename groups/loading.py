"""From a programme's rows to the plain data of `groups.composing`."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
)
from django.utils import timezone

from groups import composing
from groups.models import Exclusion, Seat
from people.models import Stint
from programmes.models import (
    Expertise,
    Need,
    Participation,
    ProgrammeCoordinator,
    Role,
    Topic,
)


@dataclass(frozen=True)
class Loaded:
    """An instance whose ids are those of participations, and the rows behind them."""

    instance: composing.Instance
    participations: dict[str, Participation]
    absent: frozenset[str] = frozenset()

    @cached_property
    def present(self) -> "Loaded":
        """Only those who can be seated."""
        if not self.absent:
            return self
        people = (one for one in self.instance.people if one.id not in self.absent)
        instance = replace(self.instance, people=tuple(people))
        return replace(self, instance=instance, absent=frozenset())

    def name(self, key) -> str:
        return self.participations[str(key)].person.full_name

    def given_name(self, key) -> str:
        return self.participations[str(key)].person.given_name

    def needs(self, key) -> tuple[str, ...]:
        """The topics a mentee needs, the heaviest first."""
        needs = self.instance.by_id[key].needs
        heaviest = sorted(needs, key=lambda topic: -needs[topic])
        return tuple(str(self.topics[topic]) for topic in heaviest)

    def mentors(self) -> list[Participation]:
        return [p for p in self.participations.values() if p.role == Role.MENTOR]

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """By key, all that anybody of the programme named."""
        found = {}
        for part in self.participations.values():
            for row in (*part.needs.all(), *part.expertise.all()):
                found[str(row.topic_id)] = row.topic
        return found


def load(programme, *, pins=None, only=None, also=(), away=()) -> Loaded:
    """The enrolled people without a seat, in a constant number of queries.

    Without coordinators, who sit in no group. `only` these participations, or `also`
    those, who are `absent` when they cannot be seated, as those `away` are. `pins` as on the board: "mentee:mentor" to kind.
    """
    free = _free() & ~Q(pk__in=list(away))
    wanted = free | Q(pk__in=also) if only is None else Q(pk__in=only)
    rows = list(
        programme.participations.filter(wanted)
        .annotate(is_free=ExpressionWrapper(free, BooleanField()))
        .select_related("person__team", "person__discipline", "person__location")
        .prefetch_related(
            Prefetch("needs", Need.objects.select_related("topic")),
            Prefetch("expertise", Expertise.objects.select_related("topic")),
            Prefetch("person__stints", Stint.objects.select_related("project")),
        )
        .order_by("person__given_name", "person__family_name", "pk")
    )
    by_person = {row.person_id: str(row.pk) for row in rows}
    by_key = {str(row.pk): row for row in rows}
    instance = composing.Instance(
        id=str(programme.pk),
        people=tuple(_person(row, by_person) for row in rows),
        params=_params(programme),
        locations={
            str(row.person.location_id): row.person.location.region
            for row in rows
            if row.person.location_id and row.person.location.region
        },
        exclusions=_exclusions(programme),
        pins=_pins(pins or {}, by_key),
    )
    absent = frozenset(key for key, row in by_key.items() if not row.is_free)
    return Loaded(instance, by_key, absent)


def _free() -> Q:
    """Who can be seated: enrolled, without a seat, and no coordinator."""
    seated = Seat.objects.held().filter(participation=OuterRef("pk"))
    runs = ProgrammeCoordinator.objects.filter(
        programme=OuterRef("programme"), person=OuterRef("person")
    )
    return Q(state=Participation.State.ENROLLED) & ~Exists(seated) & ~Exists(runs)


def count_left(composition) -> int:
    """How many mentees who can be seated have no place on the board."""
    mentees = composition.programme.participations.mentees().filter(_free())
    return mentees.exclude(pk__in=composition.placements.values("mentee")).count()


def idle_mentors(composition):
    """Mentors who could lead a group on the board, by name."""
    mentors = composition.programme.participations.mentors().filter(_free())
    return (
        mentors.exclude(pk__in=composition.columns.values("mentor"))
        .exclude(pk__in=composition.away.values("mentor"))
        .select_related("person")
        .order_by("person__given_name", "person__family_name", "pk")
    )


def away_mentors(composition) -> list[Participation]:
    found = composition.away.select_related("mentor__person").order_by("pk")
    return [one.mentor for one in found]


def _params(programme) -> composing.Params:
    return composing.Params(
        min_size=programme.min_size,
        max_size=programme.max_size,
        preferred_size=programme.preferred_size,
        overlap_months=programme.overlap_months,
        overlap_hours=programme.overlap_hours,
        cross_discipline=programme.cross_discipline,
    )


def _person(row, by_person) -> composing.Person:
    person = row.person
    return composing.Person(
        id=str(row.pk),
        role=row.role,
        discipline=_key(person.discipline_id),
        team=_key(person.team_id),
        location=_key(person.location_id),
        languages=frozenset(person.languages),
        seniority=_years(person),
        manager=by_person.get(person.manager_id),
        projects=tuple(_stint(stint) for stint in person.stints.all()),
        needs={str(need.topic_id): need.weight for need in row.needs.all()},
        expertise={str(one.topic_id): one.level for one in row.expertise.all()},
        max_group=row.max_group,
    )


def _key(pk) -> str:
    return "" if pk is None else str(pk)


def _years(person) -> int:
    if person.years_experience is not None:
        return person.years_experience
    if person.hired_on is not None:
        return max(0, (timezone.localdate() - person.hired_on).days // 365)
    return 0


def _stint(stint) -> composing.Stint:
    """As the database view `groups_worked_together` counts months."""
    last = stint.ends_on or max(stint.starts_on, timezone.localdate())
    return composing.Stint(
        project=str(stint.project_id),
        start=stint.starts_on.year * 12 + stint.starts_on.month,
        end=last.year * 12 + last.month,
        hours=stint.hours,
    )


def _exclusions(programme) -> tuple[tuple[str, str], ...]:
    pairs = Exclusion.objects.filter(programme=programme)
    return tuple(
        (str(first), str(second))
        for first, second in pairs.values_list("first", "second")
    )


def _pins(pins, by_key) -> tuple[composing.Pin, ...]:
    found = [(*key.split(":"), kind) for key, kind in pins.items()]
    return tuple(composing.Pin(*one) for one in found if one[0] in by_key)
