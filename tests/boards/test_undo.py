"""Undo means the step that its button names, whatever others did meanwhile."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.urls import reverse

from boards.models import Composition, Pin, Step
from boards.reading import read_board
from boards.sentences import brief_words, done_words
from boards.services import (
    StaleBoard,
    add_column,
    give_reason,
    mark_away,
    move_mentee,
    pin,
    redo,
    remove_column,
    undo,
    undo_and_redo,
)
from programmes.models import Role
from spaces.errors import DomainError
from tests.factories import PersonFactory, coordinator_of

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
        return service(composition=composition, by=by, **options).step.version

    return step


def test_my_step_is_undone_and_not_my_colleagues(
    step, compose, composition, coordinator, colleague
):
    (_mentor, mentees), _other = compose(groups=2)
    start = read_board(composition)
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)

    step(undo, coordinator, step=mine)

    seats = read_board(composition).seats
    assert seats == {
        key: mentor for key, mentor in start.seats.items() if key != str(mentees[1].pk)
    }


def test_everybody_takes_back_steps_of_their_own_alone(
    step, compose, composition, coordinator, colleague
):
    ((_mentor, mentees),) = compose()
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    before = read_board(composition)

    with pytest.raises(DomainError, match="There is nothing to undo"):
        step(undo, colleague)
    with pytest.raises(DomainError) as refused:
        step(undo, colleague, step=mine)

    name = coordinator.full_name
    assert str(refused.value) == f"{name} made this step, and can take it back."
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    step(undo, coordinator)
    with pytest.raises(DomainError, match="There is nothing to redo"):
        step(redo, colleague, step=mine)
    step(undo, colleague)
    step(redo, coordinator)
    assert read_board(composition) == before


def test_a_step_that_was_taken_back_comes_back_and_is_taken_back_once(
    step, compose, composition, coordinator, colleague
):
    ((mentor, mentees),) = compose()
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    both = read_board(composition)
    step(undo, coordinator, step=mine)

    with pytest.raises(DomainError, match="taken back already"):
        step(undo, coordinator, step=mine)
    with pytest.raises(DomainError, match="nothing to redo"):
        step(redo, coordinator, step=mine + 1)
    step(redo, coordinator, step=mine)

    assert read_board(composition).seats == both.seats
    for person in (coordinator, colleague):
        step(undo, person)
    assert read_board(composition).seats == {
        str(mentee.pk): str(mentor.pk) for mentee in mentees
    }


def test_a_refusal_names_who_changed_the_same(
    step, compose, composition, coordinator, colleague
):
    (mentor, mentees), (other, _others) = compose(groups=2)
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    step(move_mentee, colleague, mentee=mentees[0], mentor=other)
    before = read_board(composition)

    with pytest.raises(DomainError) as refused:
        step(undo, coordinator, step=mine)

    name, lead = mentees[0].person.full_name, other.person.full_name
    assert str(refused.value) == (
        "Not undone, because the same was changed since: "
        f"{colleague.full_name} moved somebody ({name} from no group to {lead})."
    )
    assert read_board(composition) == before
    step(undo, colleague)
    step(undo, coordinator)
    assert read_board(composition).seats[str(mentees[0].pk)] == str(mentor.pk)


def test_nothing_is_redone_over_what_a_colleague_did(
    step, compose, composition, coordinator, colleague
):
    (_mentor, mentees), (other, _others) = compose(groups=2)
    step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(undo, coordinator)
    step(move_mentee, colleague, mentee=mentees[0], mentor=other)
    before = read_board(composition)

    with pytest.raises(DomainError, match=r"Not redone, because .* since: Bo "):
        step(redo, coordinator)

    assert read_board(composition) == before
    step(undo, colleague)
    step(redo, coordinator)
    assert str(mentees[0].pk) not in read_board(composition).seats


@pytest.mark.parametrize("service", [remove_column, mark_away])
def test_nobody_goes_back_to_a_group_that_is_gone(
    step, compose, composition, coordinator, colleague, service
):
    (mentor, mentees), (other, _others) = compose(groups=2)
    step(move_mentee, coordinator, mentee=mentees[0], mentor=other)
    step(service, colleague, mentor=mentor)
    before = read_board(composition)

    with pytest.raises(DomainError, match="changed since: Bo "):
        step(undo, coordinator)

    assert read_board(composition) == before


def test_no_group_comes_back_of_who_is_away(
    step, compose, composition, coordinator, colleague
):
    ((mentor, _mentees),) = compose()
    step(remove_column, coordinator, mentor=mentor)
    step(mark_away, colleague, mentor=mentor)
    before = read_board(composition)

    with pytest.raises(DomainError, match=r"changed since: Bo \w+ marked"):
        step(undo, coordinator)

    assert read_board(composition) == before


def test_nobody_is_away_again_who_leads_a_group_now(
    step, enrol, composition, coordinator, colleague
):
    lead = enrol(Role.MENTOR)
    step(mark_away, coordinator, mentor=lead)
    step(undo, coordinator)
    step(add_column, colleague, mentor=lead)
    before = read_board(composition)

    with pytest.raises(DomainError, match=r"changed since: Bo \w+ added"):
        step(redo, coordinator)

    assert read_board(composition) == before


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

    with pytest.raises(DomainError, match="the same was changed since: Bo "):
        step(undo, coordinator, step=mine)


def test_the_button_under_my_message_takes_back_my_step(
    coordinated, step, compose, composition, colleague
):
    ((mentor, mentees),) = compose()
    answer = coordinated.post(
        reverse("boards:move", args=[composition.pk]),
        {"version": 0, "mentee": mentees[0].pk, "mentor": ""},
        headers=HTMX,
    )
    button = re.search(
        r'button--link" form="undo" name="step" value="(\d+)"', answer.text
    )
    theirs = step(move_mentee, colleague, mentee=mentees[1], mentor=None)

    coordinated.post(
        reverse("boards:undo", args=[composition.pk]),
        {"version": theirs, "step": button[1]},
        headers=HTMX,
    )

    assert read_board(composition).seats == {
        str(mentee.pk): str(mentor.pk) for mentee in mentees if mentee != mentees[1]
    }


def test_undo_on_the_bar_names_my_last_step(
    coordinated, step, compose, composition, coordinator, colleague
):
    ((mentor, mentees),) = compose()
    url = reverse("boards:board", args=[composition.pk])
    named = re.compile(r'id="step-(\w+)".*? value="(\d*)" title="([^"]+) \(Ctrl')

    def shown():
        return named.findall(coordinated.get(url).text)

    assert shown() == [("undo", "", "Undo"), ("redo", "", "Redo")]
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)
    assert shown() == [("undo", "", "Undo"), ("redo", "", "Redo")]

    step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[2], mentor=None)
    words = f"{mentees[0].person.full_name} to no group"
    assert shown()[0] == ("undo", "2", f"Undo: {words}")

    step(undo, coordinator, step=2)
    assert shown() == [("undo", "", "Undo"), ("redo", "2", f"Redo: {words}")]
    step(move_mentee, colleague, mentee=mentees[0], mentor=None)
    assert shown()[1] == ("redo", "2", f"Redo: {words}")
    step(give_reason, coordinator, mentor=mentor, reason="To learn")
    words = f"reason for the group of {mentor.person.full_name}"
    assert shown() == [("undo", "6", f"Undo: {words}"), ("redo", "", "Redo")]


def test_undo_on_a_board_of_before_is_refused(
    step, compose, coordinator, colleague, composition
):
    ((_mentor, mentees),) = compose()
    mine = step(move_mentee, coordinator, mentee=mentees[0], mentor=None)
    step(move_mentee, colleague, mentee=mentees[1], mentor=None)

    with pytest.raises(StaleBoard):
        step(undo, coordinator, step=mine, version=mine)


@pytest.mark.parametrize(
    ("service", "options", "brief", "done"),
    [
        (move_mentee, "to", "{mentee} to {lead}", "{mentee} is with {lead} now."),
        (
            move_mentee,
            "out",
            "{mentee} to no group",
            "{mentee} is without a group now.",
        ),
        (
            add_column,
            "new",
            "group of {new} added",
            "{new} has a group on the board now.",
        ),
        (
            remove_column,
            "lead",
            "group of {lead} removed",
            "The group of {lead} is off the board.",
        ),
        (mark_away, "lead", "{lead} not available", "{lead} is not available."),
        (
            pin,
            "lock",
            "{mentee} pinned to {lead}",
            "{mentee} is pinned to {lead}.",
        ),
        (
            pin,
            "forbid",
            "{mentee} kept from {home}",
            "{mentee} is kept from {home}.",
        ),
    ],
)
def test_a_step_and_its_undo_are_told_in_words(
    enrol, compose, composition, coordinator, service, options, brief, done
):
    (home, mentees), (lead, _others) = compose(groups=2)
    new, mentee = enrol(Role.MENTOR), mentees[0]
    options = {
        "to": {"mentee": mentee, "mentor": lead},
        "out": {"mentee": mentee, "mentor": None},
        "new": {"mentor": new},
        "lead": {"mentor": lead},
        "lock": {"mentee": mentee, "mentor": lead, "kind": Pin.Kind.LOCK},
        "forbid": {"mentee": mentee, "mentor": home, "kind": Pin.Kind.FORBID},
    }[options]
    people = {"mentee": mentee, "home": home, "lead": lead, "new": new}
    names = {word: part.person.full_name for word, part in people.items()}
    about = {"composition": composition, "by": coordinator}

    made = service(**about, version=0, **options)
    back = undo(**about, version=1)
    again = redo(**about, version=2)

    brief, done = brief.format(**names), done.format(**names)
    assert brief_words([made.step], made.people) == [brief]
    assert [done_words(one) for one in (made, back, again)] == [
        done,
        f"Undone: {brief}.",
        f"Redone: {brief}.",
    ]


def test_a_pin_that_stood_already_is_told_by_the_move(
    compose, composition, coordinator
):
    ((lead, mentees),) = compose()
    about = {"composition": composition, "by": coordinator}
    locked = {"mentee": mentees[0], "mentor": lead, "kind": Pin.Kind.LOCK}
    pin(**about, version=0, **locked)
    move_mentee(**about, version=1, mentee=mentees[0], mentor=None)

    made = pin(**about, version=2, **locked)

    assert list(made.step.change) == ["seats"]
    assert done_words(made).endswith(f"is pinned to {lead.person.full_name}.")


def test_nothing_new_is_no_step(compose, composition, coordinator):
    ((lead, mentees),) = compose()
    options = {"mentee": mentees[0], "mentor": lead, "by": coordinator}

    assert move_mentee(composition=composition, version=0, **options) is None

    composition.refresh_from_db()
    assert (composition.version, composition.steps.count()) == (0, 0)


@pytest.mark.parametrize("before", [10, 1000])
def test_undo_reads_the_same_after_a_long_history(
    compose, composition, coordinator, colleague, before, django_assert_num_queries
):
    ((lead, mentees),) = compose()
    key, at = str(mentees[0].pk), str(lead.pk)
    Step.objects.bulk_create(
        Step(
            composition=composition,
            version=version,
            kind=Step.Kind.MOVE,
            change={"seats": {key: [None, at] if version % 4 else [at, None]}},
            by=coordinator if version % 2 else colleague,
        )
        for version in range(1, before + 1)
    )
    composition.version = before
    composition.save()
    Step.objects.filter(by=colleague).update(undone=before + 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE boards_step")
        # Few rows are as quickly read all: what counts is how many the index gives.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")

    with django_assert_num_queries(1):
        mine = undo_and_redo(composition, coordinator)
    with django_assert_num_queries(1):
        theirs = undo_and_redo(composition, colleague)

    assert (mine[0].version, mine[1]) == (before - 1, None)
    assert (theirs[0], theirs[1].version) == (None, before)
    for person in (coordinator, colleague):
        assert rows_read(composition, person) == 1
    with django_assert_num_queries(UNDO):
        undo(composition=composition, version=before, by=coordinator)


UNDO = 14


def rows_read(composition, person) -> int:
    """By the database, for what undo and redo offer; also what it threw away."""
    own = composition.steps.filter(by=person)
    found = own.last_standing().union(own.last_undone(), all=True)
    (plan,) = json.loads(found.explain(format="json", analyze=True))
    return sum(
        node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        for node in nodes(plan["Plan"])
        if "Relation Name" in node
    )


def nodes(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


@pytest.mark.django_db(transaction=True)
def test_undo_and_a_move_of_the_same_at_once(
    compose, composition, coordinator, programme
):
    """Both on the same version: one is done, the other is told, nothing is lost."""
    with transaction.atomic():
        (home, (mentee, *_mentees)), (other, _others) = compose(groups=2)
        second = coordinator_of(programme)
    about = {"composition": composition, "by": coordinator}
    for _time in range(6):
        both, there = Barrier(2), {"mentee": mentee, "mentor": other}
        move_mentee(**about, version=composition.version, **there)
        known = composition.pk, composition.version, both

        with ThreadPoolExecutor(2) as threads:
            mine = threads.submit(press, undo, *known, by=coordinator)
            nowhere = {"mentee": mentee, "mentor": None}
            theirs = threads.submit(press, move_mentee, *known, by=second, **nowhere)

        (refused,) = [one.result() for one in (mine, theirs) if one.result()]
        assert isinstance(refused, StaleBoard)
        composition.refresh_from_db()
        if theirs.result():
            assert f"{coordinator.full_name} took a step back" in str(refused)
        else:
            assert f"{second.full_name} moved somebody" in str(refused)
            with pytest.raises(DomainError, match=f"since: {second.full_name}"):
                undo(**about, version=composition.version)
            back = {"mentee": mentee, "mentor": home}
            move_mentee(**about, version=composition.version, **back)
        assert read_board(composition).seats[str(mentee.pk)] == str(home.pk)
    versions = composition.steps.values_list("version", flat=True)
    assert list(versions) == [*range(1, composition.version + 1)]


def press(service, pk, version, both, **options) -> DomainError | None:
    """In a thread, over a connection of its own; answers the refusal."""
    try:
        composition = Composition.objects.get(pk=pk)
        both.wait(20)
        service(composition=composition, version=version, **options)
    except DomainError as refused:
        return refused
    finally:
        connection.close()
