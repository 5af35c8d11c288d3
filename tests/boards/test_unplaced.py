"""A mentee without a group: why, and what would help, as the board is now."""

import pytest
from django.urls import reverse

from boards.services import move_mentee, run_proposal
from groups.services import keep_apart
from programmes.models import Role
from tests.factories import DisciplineFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def board_of(client, composition, settings):
    """The board after a proposal, as the coordinator gets it."""
    settings.COMPOSING_SECONDS = 0.3

    def board_of():
        client.post(reverse("boards:propose", args=[composition.pk]))
        run_proposal(composition.proposals.first().pk)
        return client.get(composition.get_absolute_url()).context["story"]

    return board_of


def reasons(story):
    """By mentee; what many share stands above the cards."""
    common = [shared.reason for shared in story.shared]
    found = [(card.participation, card.reason or common[0]) for card in story.unplaced]
    return {mentee: f"{reason.why} {reason.help}".strip() for mentee, reason in found}


def test_what_many_share_is_said_once(crew, board_of):
    crew(9)

    story = board_of()

    [shared] = story.shared
    assert shared.count == 3
    assert shared.reason.why == "Water: places for 6 of 9 mentees."
    assert [card.reason for card in story.unplaced] == [None] * 3


def test_too_few_places_says_what_mentor_would_help(crew, enrol, board_of):
    crew(8)

    said = set(reasons(board_of()).values())

    assert said == {
        "Water: places for 6 of 8 mentees. A mentor in Water who takes 4 mentees would "
        "help: then 2 more mentees have a group."
    }


def test_a_mentor_who_takes_few_is_asked_for_more(crew, board_of):
    mentor, _mentees = crew(5, max_group=4)

    [said] = reasons(board_of()).values()

    assert said == (
        f"Water: places for 4 of 5 mentees. It would help if {mentor.person} took 6 "
        "mentees."
    )


def test_no_mentor_helps_seven(crew, board_of):
    crew(7)

    [said] = reasons(board_of()).values()

    assert said == (
        "Water: places for 6 of 7 mentees. Another mentor and 1 more mentee in "
        "Water would help."
    )


def test_every_mentor_is_ruled_out_by_name(crew, enrol, board_of):
    mentor, _mentees = crew(4)
    mate = enrol(person__team=mentor.person.team)

    said = reasons(board_of())[mate]

    assert said == (
        f"No mentor is possible. In the same team: {mentor.person}. A mentor in Water "
        "from another team would help."
    )


def test_a_pin_that_keeps_the_only_mentor_off(crew, enrol, composition, board_of):
    mentor, _mentees = crew(4)
    kept = enrol()
    composition.pins.create(mentee=kept, mentor=mentor, kind="forbid")

    said = reasons(board_of())[kept]

    assert said == (
        f"No mentor is possible. Kept away by a pin: {mentor.person}. It would help to "
        f"allow a group with {mentor.person} again."
    )


def test_a_pin_to_a_mentor_who_is_away(crew, enrol, composition, board_of):
    away, (mentee, *_others) = crew(4)
    enrol(Role.MENTOR)
    composition.pins.create(mentee=mentee, mentor=away, kind="lock")
    composition.away.create(mentor=away)

    said = reasons(board_of())[mentee]

    assert said == (
        f"Pinned to {away.person}, who is not available here. Unpin this mentee."
    )


def test_a_pin_against_a_rule(crew, enrol, composition, board_of):
    mentor, _mentees = crew(5)
    mate = enrol(person__team=mentor.person.team)
    composition.pins.create(mentee=mate, mentor=mentor, kind="lock")

    said = reasons(board_of())[mate]

    assert said == (
        f"Pinned to {mentor.person}. {mate.person} and {mentor.person} are in the same "
        f"team, {mentor.person.team} (R3). Unpin this mentee."
    )


def test_two_pinned_to_one_mentor_who_are_kept_apart(
    crew, programme, composition, board_of
):
    mentor, (one, other, *_rest) = crew(5)
    for mentee in (one, other):
        composition.pins.create(mentee=mentee, mentor=mentor, kind="lock")
    keep_apart(programme=programme, one=one, other=other)

    ((left, said),) = reasons(board_of()).items()

    sits = other if left == one else one
    assert said == (
        f"Pinned to {mentor.person}. {left.person} and {sits.person} are to be kept "
        f"apart. Unpin this mentee, or {sits.person}."
    )


def test_too_many_pinned_to_one_mentor(crew, enrol, composition, board_of):
    mentor, mentees = crew(8)
    enrol(Role.MENTOR)
    for mentee in mentees:
        composition.pins.create(mentee=mentee, mentor=mentor, kind="lock")

    said = set(reasons(board_of()).values())

    assert said == {
        f"8 mentees are pinned to {mentor.person}, who takes at most 6. Unpin one of "
        "them."
    }


def test_too_few_may_sit_beside(crew, enrol, organisation, board_of):
    mentor, _mentees = crew(0)
    team = TeamFactory(organisation=organisation)
    mates = [enrol(person__team=team) for _ in range(4)]
    enrol()

    said = reasons(board_of())[mates[0]]

    assert said == (
        f"With {mentor.person} only 1 other may sit in this mentee's group; 3 are "
        "needed. 3 other mentees are in the same team. 2 more mentees in Water from "
        "other teams would help."
    )


def test_another_discipline_names_how_many(crew, enrol, organisation, board_of):
    crew(4)
    lonely = enrol(
        person__discipline=DisciplineFactory(organisation=organisation, name="Roads")
    )

    said = reasons(board_of())[lonely]

    assert said.startswith("No mentor is possible. In another discipline: ")
    assert said.endswith(
        "A mentor in Roads would help, or a reason to cross disciplines (R2)."
    )


def test_who_was_taken_out_hears_where_there_is_room(
    crew, composition, coordinator, client, board_of
):
    mentor, (mentee, *_others) = crew(5)
    board_of()
    composition.refresh_from_db()
    move_mentee(
        composition=composition,
        version=composition.version,
        by=coordinator,
        mentee=mentee,
        mentor=None,
    )

    page = client.get(composition.get_absolute_url())

    assert reasons(page.context["story"]) == {
        mentee: f"There is room with {mentor.person}."
    }
