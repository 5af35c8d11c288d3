"""Programmes that cannot work: a board that says what is wrong and what would help."""

import pytest
from django.urls import reverse

from boards import composing
from boards.models import Proposal
from boards.reading import read_board
from boards.services import run_proposal
from groups.loading import load
from programmes.models import Expertise, Role
from tests.factories import DisciplineFactory, TeamFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def after_proposing(signed_in, coordinator, composition, settings):
    """Everything the board says, after a run of the real solver through the views."""
    settings.COMPOSING_SECONDS = 0.3
    client = signed_in(coordinator)

    def after_proposing():
        client.post(reverse("boards:propose", args=[composition.pk]))
        run_proposal(composition.proposals.get().pk)
        assert composition.proposals.get().state == Proposal.State.DONE
        page = client.get(composition.get_absolute_url())
        assert page.status_code == 200
        for card in page.context["story"].unplaced:
            url = reverse("boards:card", args=[composition.pk, card.key])
            assert client.get(url).status_code == 200
        return page.context["story"]

    return after_proposing


def people(enrol, mentees, mentors=1, **options):
    for _number in range(mentors):
        enrol(Role.MENTOR, **options)
    return [enrol(**options) for _ in range(mentees)]


def nobody(enrol, **_extra):
    pass


def no_mentors(enrol, **_extra):
    people(enrol, 5, mentors=0)


def no_mentees(enrol, **_extra):
    people(enrol, 0)


def three_mentees(enrol, **_extra):
    people(enrol, 3)


def one_team(enrol, organisation, **_extra):
    people(enrol, 6, person__team=TeamFactory(organisation=organisation, name="Team A"))


def no_teams(enrol, **_extra):
    people(enrol, 8, person__team=None)


def contradictory_pins(enrol, composition, **_extra):
    mentees = people(enrol, 5, mentors=2)
    for mentor in composition.programme.participations.mentors():
        composition.pins.create(mentee=mentees[0], mentor=mentor, kind="lock")


def kept_from_all(enrol, composition, **_extra):
    mentees = people(enrol, 5)
    mentor = composition.programme.participations.mentors().get()
    composition.pins.create(mentee=mentees[0], mentor=mentor, kind="forbid")


def no_expertise(enrol, organisation, **_extra):
    people(enrol, 5, mentors=2)
    topic = TopicFactory(organisation=organisation)
    knows = enrol(Role.MENTOR)
    Expertise.objects.create(participation=knows, topic=topic, level=3)


def one_of_a_discipline(enrol, organisation, **_extra):
    people(enrol, 5)
    alone = DisciplineFactory(organisation=organisation, name="Roads")
    enrol(person__discipline=alone)


def mentor_alone_in_a_discipline(enrol, organisation, **_extra):
    people(enrol, 5)
    alone = DisciplineFactory(organisation=organisation, name="Roads")
    enrol(Role.MENTOR, person__discipline=alone)


def no_disciplines(enrol, **_extra):
    people(enrol, 5, person__discipline=None)


CASES = [
    (nobody, 0, "No mentor is enrolled yet: invite mentors to the programme."),
    (no_mentors, 0, "No mentor is enrolled yet: invite mentors to the programme."),
    (
        no_mentees,
        0,
        "No mentee is enrolled yet: invite mentees to the programme.",
    ),
    (
        three_mentees,
        0,
        "3 mentees are enrolled, and a group has at least 4: invite more mentees to "
        "the programme.",
    ),
    (
        one_team,
        0,
        "Water: all mentees are in the same team, and two of a team cannot share a "
        "group",
    ),
    (one_team, 0, "No mentor is possible. In the same team: "),
    (no_teams, 6, "Water: places for 6 of 8 mentees."),
    (
        no_teams,
        6,
        "A mentor in Water who takes 4 mentees would help: then 2 more mentees have a "
        "group.",
    ),
    (contradictory_pins, 4, " at once. Keep one of these pins"),
    (kept_from_all, 4, "No mentor is possible. Kept away by a pin: "),
    (no_expertise, 5, "have not said yet what to help with: ask them."),
    (one_of_a_discipline, 5, "Roads: 1 mentee and no mentor."),
    (one_of_a_discipline, 5, "A mentor in Roads would help"),
    (mentor_alone_in_a_discipline, 5, "Roads: a mentor and no mentees."),
    (no_disciplines, 5, "have no discipline in the roster: add it there."),
]


@pytest.mark.parametrize(
    ("case", "placed", "words"),
    CASES,
    ids=[f"{case.__name__}-{number}" for number, (case, *_rest) in enumerate(CASES)],
)
def test_a_board_says_what_is_wrong_and_breaks_no_rule(
    enrol, organisation, composition, after_proposing, case, placed, words
):
    case(enrol=enrol, organisation=organisation, composition=composition)

    story = after_proposing()

    reasons = [card.reason for card in story.unplaced if card.reason]
    reasons += [shared.reason for shared in story.shared]
    assert bool(reasons) == bool(story.unplaced)
    assert all(reason.why and reason.help for reason in reasons)
    said = [*story.obstacles, *(f"{reason.why} {reason.help}" for reason in reasons)]
    assert [one for one in said if words in one], said
    assert story.placed == placed
    seen = read_board(composition)
    instance = load(composition.programme, pins=seen.pins).instance
    for mentor in seen.columns:
        assert composing.group_breaks(instance, mentor, seen.mentees_of(mentor)) == []
