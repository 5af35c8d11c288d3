"""Undo means the step that its button names, whatever others did meanwhile."""

import re

import pytest
from django.urls import reverse

from groups import board
from groups.services import (
    Stale,
    add_column,
    mark_away,
    move_mentee,
    redo,
    remove_column,
    undo,
)
from people.errors import DomainError
from programmes.models import Role
from tests.factories import PersonFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def colleague(programme):
    person = PersonFactory(organisation=programme.organisation, given_name="Bo")
    programme.coordinators.create(person=person)
    return person


@pytest.fixture
def step(composition):
    def step(service, by, **options):
        composition.refresh_from_db()
        options.setdefault("version", composition.version)
        return service(composition=composition, by=by, **options).version

    return step


def test_my_step_is_undone_and_not_my_colleagues(
    step, compose, composition, coordinator, colleague
):
    (_mentor, mentees), _other = compose(groups=2)
    start = board.read(composition)
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)

    step(undo, coordinator, step=mine)

    seats = board.read(composition).seats
    assert seats == {
        key: mentor for key, mentor in start.seats.items() if key != str(mentees[1].pk)
    }


def test_a_step_that_was_taken_back_comes_back_and_is_taken_back_once(
    step, compose, composition, coordinator, colleague
):
    ((mentor, mentees),) = compose()
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    both = board.read(composition)
    step(undo, coordinator, step=mine)

    with pytest.raises(DomainError, match="taken back already"):
        step(undo, coordinator, step=mine)
    with pytest.raises(DomainError, match="nothing to redo"):
        step(redo, coordinator, step=mine + 1)
    step(redo, coordinator, step=mine)

    assert board.read(composition).seats == both.seats
    for _time in range(2):
        step(undo, coordinator)
    assert board.read(composition).seats == {
        str(mentee.pk): str(mentor.pk) for mentee in mentees
    }


def test_a_refusal_names_what_was_built_on_it(
    step, compose, composition, coordinator, colleague
):
    ((mentor, mentees),) = compose()
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    step(move_mentee, colleague, mentee=mentees[0], mentor=mentor)
    before = board.read(composition)

    with pytest.raises(DomainError) as refused:
        step(undo, coordinator, step=mine)

    name, lead = mentees[0].person.full_name, mentor.person.full_name
    assert str(refused.value) == (
        "Not undone, because other steps were built on it: "
        f"{colleague.full_name} moved somebody ({name} from no group to {lead})."
    )
    assert board.read(composition) == before


@pytest.mark.parametrize("service", [mark_away, remove_column, None])
def test_a_group_that_others_used_is_not_taken_away(
    step, enrol, compose, composition, coordinator, colleague, service
):
    ((_mentor, mentees),) = compose()
    lead = enrol(Role.MENTOR, person__years_experience=20)
    mine = step(add_column, coordinator, mentor=lead)
    if service:
        step(service, colleague, mentor=lead)
    else:
        step(move_mentee, colleague, mentee=mentees[0], mentor=lead)

    with pytest.raises(DomainError, match="were built on it: Bo "):
        step(undo, coordinator, step=mine)


def test_the_button_under_my_message_takes_back_my_step(
    coordinated, step, compose, composition, colleague
):
    ((mentor, mentees),) = compose()
    answer = coordinated.post(
        reverse("groups:move", args=[composition.pk]),
        {"version": 0, "mentee": mentees[0].pk, "mentor": ""},
        headers=HTMX,
    )
    button = re.search(
        r'button--link" form="undo" name="step" value="(\d+)"', answer.text
    )
    theirs = step(move_mentee, colleague, mentee=mentees[1], mentor=None)

    coordinated.post(
        reverse("groups:undo", args=[composition.pk]),
        {"version": theirs, "step": button[1]},
        headers=HTMX,
    )

    assert board.read(composition).seats == {
        str(mentee.pk): str(mentor.pk) for mentee in mentees if mentee != mentees[1]
    }


def test_undo_on_the_bar_names_my_last_step_or_else_anybodys(
    coordinated, step, compose, composition, coordinator, colleague
):
    ((mentor, mentees),) = compose()
    url = reverse("groups:board", args=[composition.pk])
    lead = mentor.person.full_name
    named = re.compile(r'id="step-(\w+)".*? value="(\d*)" title="([^"]+) \(Ctrl')

    def shown():
        return named.findall(coordinated.get(url).text)

    assert shown() == [("undo", "", "Undo"), ("redo", "", "Redo")]
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    words = f"moved somebody ({mentees[1].person.full_name} from {lead} to no group)."
    assert shown()[0] == ("undo", "1", f"Undo: {colleague.full_name} {words}")

    step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[2], mentor=None)
    words = f"moved somebody ({mentees[0].person.full_name} from {lead} to no group)."
    assert shown()[0] == ("undo", "2", f"Undo: {coordinator.full_name} {words}")

    step(undo, coordinator, step=2)
    assert shown()[1] == ("redo", "2", f"Redo: {coordinator.full_name} {words}")


def test_undo_on_a_board_of_before_is_refused(
    step, compose, coordinator, colleague, composition
):
    ((_mentor, mentees),) = compose()
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)

    with pytest.raises(Stale):
        step(undo, coordinator, step=mine, version=mine)
