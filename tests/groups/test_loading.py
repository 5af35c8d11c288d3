"""What is known of people as they are composed, and that both tellers of R3 agree."""

import datetime as dt

import pytest
from django.utils import translation

from boards import composing
from boards.composing import Instance, Params
from calendars.repeating import When
from groups.appointments import of_group, of_pair
from groups.loaded import Loaded
from groups.loading import _pins as pins
from groups.loading import _stint as stint_of
from groups.loading import _years as years
from groups.loading import load, load_seated
from groups.models import Breach, MentorGroup, Seat
from people.models import Person, Stint
from programmes.models import Participation, Programme, Role
from tests.boards.composing.people import mentee, mentor
from tests.factories import ProjectFactory, TopicFactory, form_group

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({"years_experience": 7, "hired_on": dt.date(2025, 3, 2)}, 7),
        # Of nobody's first year it is said that they had none before.
        ({"years_experience": 0, "hired_on": dt.date(2016, 3, 2)}, 0),
        ({"hired_on": dt.date(2016, 3, 2)}, 10),
        ({"hired_on": dt.date(2025, 6, 1)}, 0),
        # Hired, and not here yet.
        ({"hired_on": dt.date(2027, 6, 1)}, 0),
        ({}, 0),
    ],
)
def test_how_long_somebody_has_worked(known, count):
    assert years(Person(**known), TODAY) == count


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "last"),
    [
        (dt.date(2025, 1, 31), dt.date(2025, 2, 1), (2025, 2)),
        (dt.date(2025, 1, 31), dt.date(2025, 1, 31), (2025, 1)),
        # One that goes on lasts until now; one that is still to begin, a month.
        (dt.date(2025, 1, 31), None, (2026, 3)),
        (dt.date(2026, 9, 1), None, (2026, 9)),
    ],
)
def test_work_on_a_project_counts_in_whole_months(starts_on, ends_on, last):
    work = Stint(project_id=3, starts_on=starts_on, ends_on=ends_on, hours=12)

    found = stint_of(work, TODAY)

    assert (found.project, found.hours) == ("3", 12)
    assert found.start == starts_on.year * 12 + starts_on.month
    assert found.end == last[0] * 12 + last[1]


def test_a_pin_of_who_is_not_there_any_more_is_none():
    asked = {"1:9": "lock", "2:9": "forbid", "7:9": "lock"}

    found = pins(asked, {"1": None, "2": None, "9": None})

    assert [(one.mentee, one.mentor, one.kind) for one in found] == [
        ("1", "9", "lock"),
        ("2", "9", "forbid"),
    ]


def loaded(*people, absent=(), topics=None):
    found = Loaded(
        Instance(id="x", people=people, params=Params()),
        {
            one.id: Participation(
                role=one.role, person=Person(given_name=one.id.title())
            )
            for one in people
        },
        absent=frozenset(absent),
    )
    if topics:
        found.__dict__["topics"] = topics
    return found


def test_only_those_who_can_be_seated_are_present():
    everybody = loaded(mentee("anna"), mentee("ben"), mentor("mia"), absent=["ben"])

    here = everybody.present

    assert [one.id for one in here.instance.people] == ["anna", "mia"]
    assert here.absent == frozenset()
    # Their rows stay, to be named; and where all are here nothing is made anew.
    assert here.name("ben") == everybody.name("ben") == "Ben"
    assert here.present is here
    assert [one.person.given_name for one in everybody.mentors()] == ["Mia"]


def test_what_weighs_most_is_named_first():
    topics = {"1": "Rust", "2": "Tijd", "3": "Grenzen"}
    known = loaded(
        mentee("anna", needs={"1": 1, "2": 3, "3": 2}),
        mentor("mia", expertise={"3": 3, "1": 3}),
        topics=topics,
    )

    assert known.needs("anna") == ("Tijd", "Grenzen", "Rust")
    # Of one weight in the order in which they were named.
    assert known.expertise("mia") == ("Grenzen", "Rust")
    assert known.needs("mia") == known.expertise("anna") == ()
    assert known.about("anna") == ("1", "2", "3")


@pytest.mark.django_db
def test_topics_are_called_as_the_reader_calls_them(programme, enrol, organisation):
    topic = TopicFactory(organisation=organisation, name_nl="Rust", name_en="Rest")
    part = enrol()
    part.needs.create(topic=topic, weight=2)

    for language, word in (("nl", "Rust"), ("en", "Rest")):
        with translation.override(language):
            assert load(programme).needs(str(part.pk)) == (word,)


# From when until when both worked on it, so many hours a week each: whether that is long
# and intensive in a programme of three months and eight hours.
WORK = [
    (((1, 3), 8), ((1, 3), 8), True),
    (((1, 3), 7), ((1, 3), 8), False),
    (((1, 2), 40), ((1, 12), 40), False),
    (((1, 6), 8), ((4, 9), 8), True),
    (((1, 6), 8), ((5, 9), 8), False),
    (((1, 3), 8), ((4, 6), 8), False),
    (((1, 12), 8), ((1, 12), 0), False),
    # From the last day of one month to the first of another.
    (((2, 4), 8), ((2, 4), 9), True),
]


@pytest.mark.django_db
def test_the_database_and_composing_count_the_same_months(crew, programme):
    """R3 is told twice: of a group by a view, of who is to come by `composing`."""
    type(programme).objects.update(overlap_months=3, overlap_hours=8)
    lead, mentees = crew()
    group = form_group(mentor=lead, mentees=mentees)
    group.programme.refresh_from_db()
    one, other = mentees[:2]

    for *works, shared in WORK:
        Stint.objects.all().delete()
        project = ProjectFactory(organisation=programme.organisation)
        for part, ((first, last), hours) in zip((one, other), works, strict=True):
            Stint.objects.create(
                person=part.person,
                project=project,
                starts_on=dt.date(2025, first, 28),
                ends_on=dt.date(2025, last, 1) if last > first else None,
                hours=hours,
            )
        seats = list(group.seats.held().select_related("participation", "person"))
        known = load_seated(group.programme, seats).instance
        keys = [str(part.pk) for part in mentees]
        found = composing.breaks(known, keys[0], str(lead.pk), keys[1:])
        told = {one.other for one in found if one.rule == "project"}

        assert told == ({keys[1]} if shared else set()), works
        breaches = Breach.objects.filter(group=group, rule="project")
        assert bool(breaches) is shared, works


WHEN = When(dt.date(2026, 3, 10), dt.time(16), 60)


def pair(left_at=None, name=""):
    lead = Person(pk=1, given_name="Mia")
    group = MentorGroup(
        pk=5,
        name=name,
        mentor=lead,
        programme=Programme(pk=9, time_zone="Pacific/Auckland"),
    )
    person = Person(pk=2, given_name="Anna")
    return Seat(group=group, person=person, role=Role.MENTEE, left_at=left_at), lead


def wanted(seat, lead):
    about = {"uid": "x", "kind": "intake", "when": WHEN, "link": "/intake/3/"}
    return {one.person_id: one.appointment for one in of_pair(seat, lead, **about)}


def test_each_of_two_has_the_other_in_the_calendar():
    found = wanted(*pair())

    assert [found[1].other, found[2].other] == ["Anna", "Mia"]
    assert [found[1].leads, found[2].leads] == [True, False]
    assert {one.zone for one in found.values()} == {"Pacific/Auckland"}
    assert {one.link for one in found.values()} == {"/intake/3/"}


@pytest.mark.parametrize(
    ("hours", "stays"), [(-1, False), (0, False), (1, True)], ids=str
)
def test_what_has_not_begun_as_they_part_is_off(hours, stays):
    """By the clock of the programme, at the very moment too."""
    begins = dt.datetime(2026, 3, 10, 3, tzinfo=dt.UTC)
    left_at = begins + dt.timedelta(hours=hours)

    assert bool(wanted(*pair(left_at))) is stays


def test_a_group_is_called_by_its_own_name_or_after_its_mentor():
    named, _lead = pair(name="Delta")
    unnamed, _lead = pair()

    assert [of_group(one.group)["group"] for one in (named, unnamed)] == ["Delta", ""]
    assert of_group(unnamed.group) == {
        "group": "",
        "mentor": "Mia",
        "zone": "Pacific/Auckland",
        "programme_id": 9,
    }
