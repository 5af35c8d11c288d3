"""From a programme's rows to the plain data of `boards.composing`."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
)

from boards import composing
from groups.loaded import Loaded
from groups.models import Exclusion, Seat
from people.models import Stint
from people.namesakes import tell_apart
from programmes import clock
from programmes.models import (
    Expertise,
    Need,
    Participation,
    ProgrammeCoordinator,
)

NEED, EXPERTISE = "need", "expertise"


def load(programme, *, pins=None, only=None, also=(), away=(), again=False) -> Loaded:
    """The enrolled people without a seat, in a constant number of queries.

    Without coordinators, who sit in no group. `only` these participations, or `also`
    those, who are `absent` when they cannot be seated, as those `away` are. `pins` as on
    the board: "mentee:mentor" to kind. A mentee and a mentor who were in a group
    together are kept apart, but where somebody wants them `again`.
    """
    free = seatable() & ~Q(pk__in=list(away))
    wanted = free | Q(pk__in=also) if only is None else Q(pk__in=only)
    everybody = programme.participations.all()
    # Namesakes are told apart also where a part of the programme is told anew.
    participations = (
        everybody.filter(wanted) if only is None else everybody.namesakes_of(wanted)
    )
    participations = list(
        participations.annotate(is_free=ExpressionWrapper(free, BooleanField()))
        .select_related("person__team", "person__discipline", "person__location")
        .order_by("person__sort_key", "pk")
    )
    tell_apart(row.person for row in participations)
    asked = only and {str(key) for key in only}
    rows = [row for row in participations if only is None or str(row.pk) in asked]
    absent = frozenset(str(row.pk) for row in rows if not row.is_free)
    # A query over the programme is quicker than one that names 1,400 people.
    whose = everybody if only is None else None
    return _loaded(programme, rows, whose, pins, absent, again=again)


def load_seated(programme, seats) -> Loaded:
    """Who sits on these seats, given with participation and person; told apart there."""
    for seat in seats:
        seat.participation.person = seat.person
    tell_apart(seat.person for seat in seats)
    return _loaded(programme, [seat.participation for seat in seats], again=True)


def _loaded(
    programme, rows, whose=None, pins=None, absent=frozenset(), *, again=False
) -> Loaded:
    """Of these rows, which are among `whose` as a query."""
    by_key = {str(row.pk): row for row in rows}
    apart, met = _kept_apart(programme, again)
    places = [row.person.location for row in rows if row.person.location_id]
    instance = composing.Instance(
        id=str(programme.pk),
        people=tuple(_people(rows, whose, clock.today_in(programme))),
        params=_params(programme),
        locations={str(place.pk): place.region for place in places if place.region},
        exclusions=apart,
        pins=_pins(pins or {}, by_key),
    )
    return Loaded(instance, by_key, absent, met)


def seatable() -> Q:
    """Who can be seated: enrolled, here, without a seat, and no coordinator."""
    seated = Seat.objects.held().filter(participation=OuterRef("pk"))
    runs = ProgrammeCoordinator.objects.filter(
        programme=OuterRef("programme"), person=OuterRef("person")
    )
    enrolled = Q(state=Participation.State.ENROLLED, person__is_active=True)
    return enrolled & ~Exists(seated) & ~Exists(runs)


def _params(programme) -> composing.Params:
    return composing.Params(
        min_size=programme.min_size,
        max_size=programme.max_size,
        preferred_size=programme.preferred_size,
        overlap_months=programme.overlap_months,
        overlap_hours=programme.overlap_hours,
        cross_discipline=programme.cross_discipline,
    )


def _people(rows, whose, today) -> Iterator[composing.Person]:
    """Two queries more. Of what people bring plain values, for they are many."""
    needs, expertise, stints = {}, {}, defaultdict(list)
    parts = [row.pk for row in rows] if whose is None else whose
    for kind, key, topic, weight in _weights(parts):
        into = needs if kind == NEED else expertise
        into.setdefault(key, {})[str(topic)] = weight
    people = (
        [row.person_id for row in rows] if whose is None else whose.values("person")
    )
    work = Stint.objects.filter(person__in=people)
    columns = ("person_id", "project_id", "starts_on", "ends_on", "hours")
    for stint in work.order_by("pk").values_list(*columns, named=True):
        stints[stint.person_id].append(_stint(stint, today))
    by_person = {row.person_id: str(row.pk) for row in rows}
    for row in rows:
        person = row.person
        yield composing.Person(
            id=str(row.pk),
            role=row.role,
            discipline=_key(person.discipline_id),
            team=_key(person.team_id),
            location=_key(person.location_id),
            languages=frozenset(person.languages),
            seniority=_years(person, today),
            manager=by_person.get(person.manager_id),
            projects=tuple(stints[person.pk]),
            needs=needs.get(row.pk, {}),
            expertise=expertise.get(row.pk, {}),
            max_group=row.max_group,
        )


def _weights(whose):
    """Of each need and expertise which it is, whose, of what topic, how much."""
    needs = Need.objects.filter(participation__in=whose)
    needs = needs.annotate(of=Value(NEED), much=F("weight"))
    known = Expertise.objects.filter(participation__in=whose)
    known = known.annotate(of=Value(EXPERTISE), much=F("level"))
    columns = ("of", "participation_id", "topic_id", "much", "pk")
    both = needs.values_list(*columns).union(known.values_list(*columns), all=True)
    for *row, _pk in both.order_by("pk"):
        yield row


def _key(pk) -> str:
    return "" if pk is None else str(pk)


def _years(person, today) -> int:
    if person.years_experience is not None:
        return person.years_experience
    if person.hired_on is not None:
        return max(0, (today - person.hired_on).days // 365)
    return 0


def _stint(stint, today) -> composing.Stint:
    """As the database view `groups_worked_together` counts months."""
    last = stint.ends_on or max(stint.starts_on, today)
    return composing.Stint(
        project=str(stint.project_id),
        start=stint.starts_on.year * 12 + stint.starts_on.month,
        end=last.year * 12 + last.month,
        hours=stint.hours,
    )


def _kept_apart(programme, again) -> tuple[tuple, frozenset]:
    """Who is not to be with whom, and who of them were in a group together; a query."""
    asked = Exclusion.objects.filter(programme=programme)
    pairs = asked.annotate(met=Value(False)).values_list("first", "second", "met")
    if not again:
        # Whoever had it end, and why: all ended seats are alike.
        ended = Seat.objects.with_former_mentor().filter(group__programme=programme)
        ended = ended.annotate(met=Value(True))
        pairs = pairs.union(
            ended.values_list("participation", "former_mentor", "met"), all=True
        )
    apart = [((str(one), str(other)), met) for one, other, met in pairs]
    asked_for = {frozenset(pair) for pair, met in apart if not met}
    both = {frozenset(pair) for pair, met in apart if met}
    return tuple(pair for pair, _met in apart), frozenset(both - asked_for)


def _pins(pins, by_key) -> tuple[composing.Pin, ...]:
    triples = [(*key.split(":"), kind) for key, kind in pins.items()]
    return tuple(composing.Pin(*triple) for triple in triples if triple[0] in by_key)
