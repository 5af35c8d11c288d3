import os
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.utils import timezone

from groups import board, composing
from groups.models import Composition, Proposal
from groups.services import ask_proposal, proposals, run_proposal, stop_proposal, undo
from people.errors import DomainError
from programmes.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_and_quiet(monkeypatch, settings):
    settings.COMPOSING_SECONDS = 0.3
    monkeypatch.setattr("groups.tasks.propose.delay", lambda pk: None)


@pytest.fixture
def people(enrol):
    """Two mentors and eleven mentees who may all sit together."""
    return [enrol(Role.MENTOR) for _ in range(2)] + [enrol() for _ in range(11)]


def test_asking_rings_the_worker_once(
    composition, coordinator, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr("groups.tasks.propose.delay", rung.append)

    with django_capture_on_commit_callbacks(execute=True):
        proposal = ask_proposal(composition=composition, by=coordinator)

    assert rung == [proposal.pk]
    assert proposal.state == Proposal.State.WAITING
    with pytest.raises(DomainError, match="proposed already"):
        ask_proposal(composition=composition, by=coordinator)


def test_a_proposal_whose_worker_fell_silent_does_not_bar_another(
    composition, coordinator
):
    first = ask_proposal(composition=composition, by=coordinator)
    Proposal.objects.filter(pk=first.pk).update(
        heard_at=timezone.now() - Proposal.SILENCE
    )

    assert ask_proposal(composition=composition, by=coordinator).pk != first.pk


def test_a_run_seats_everybody_it_can(people, composition, coordinator):
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    seen = board.read(composition)
    assert proposal.state == Proposal.State.DONE
    assert sorted(len(seen.mentees_of(m)) for m in seen.columns) == [5, 6]
    assert proposal.unplaced == []
    assert proposal.progress == {"groups": 2, "placed": 11, "mentees": 11}


def test_a_second_ring_does_nothing(people, composition, coordinator):
    proposal = ask_proposal(composition=composition, by=coordinator)
    run_proposal(proposal.pk)
    composition.refresh_from_db()
    version = composition.version

    run_proposal(proposal.pk)

    composition.refresh_from_db()
    assert composition.version == version


def test_a_run_that_comes_too_late_leaves_the_board(people, composition, coordinator):
    proposal = ask_proposal(composition=composition, by=coordinator)
    Proposal.objects.update(heard_at=timezone.now() - Proposal.SILENCE)

    run_proposal(proposal.pk)

    assert board.read(composition) == board.Board()


def test_a_board_that_went_on_is_not_overwritten(
    people, composition, coordinator, monkeypatch
):
    proposal = ask_proposal(composition=composition, by=coordinator)
    solve = composing.solve

    def goes_on(*args, **kwargs):
        Composition.objects.update(version=5)
        return solve(*args, **kwargs)

    monkeypatch.setattr(composing, "solve", goes_on)
    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.FAILED
    assert board.read(composition) == board.Board()


def test_reasons_are_kept_for_who_is_left(enrol, composition, coordinator):
    enrol(Role.MENTOR)
    for _number in range(8):
        enrol()
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert [one["reason"] for one in proposal.unplaced] == ["capacity", "capacity"]


def test_pins_hold_in_a_proposal(people, composition, coordinator):
    mentor, mentee = people[0], people[5]
    composition.pins.create(mentee=mentee, mentor=mentor, kind="lock")
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    assert board.read(composition).seats[str(mentee.pk)] == str(mentor.pk)


def test_a_proposal_is_one_step_to_take_back(people, composition, coordinator):
    proposal = ask_proposal(composition=composition, by=coordinator)
    run_proposal(proposal.pk)
    composition.refresh_from_db()

    undo(composition=composition, version=composition.version, by=coordinator)

    assert board.read(composition) == board.Board()


def test_a_run_that_is_stopped_keeps_the_best_so_far(
    people, composition, coordinator, settings
):
    proposal = ask_proposal(composition=composition, by=coordinator)
    settings.COMPOSING_SECONDS = 60
    stop_proposal(proposal=proposal)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.STOPPED
    assert len(board.read(composition).seats) == 11


def test_a_run_that_fails_says_so(people, composition, coordinator, monkeypatch):
    def fails(*args, **kwargs):
        raise ValueError("no")

    monkeypatch.setattr(composing, "solve", fails)
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.FAILED
    assert board.read(composition) == board.Board()


@pytest.mark.parametrize("mentees", [0, 3])
def test_too_few_people_give_an_empty_board(enrol, composition, coordinator, mentees):
    enrol(Role.MENTOR)
    for _number in range(mentees):
        enrol()
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DONE
    assert len(proposal.unplaced) == mentees
    assert board.read(composition) == board.Board()


def test_progress_is_written_and_a_stop_heard(composition, coordinator):
    proposal = ask_proposal(composition=composition, by=coordinator)
    pulse = proposals.Pulse(proposal.pk)
    score = composing.Score(0, 8, 1)

    pulse.report(composing.Progress(1.25, 3, score, (composing.Group("1", ("2",)),)))

    proposal.refresh_from_db()
    assert proposal.progress == {"seconds": 1.2, "placed": 8, "groups": 1}
    assert not pulse.stop_asked()
    stop_proposal(proposal=proposal)
    pulse.asked = 0
    assert pulse.stop_asked()


@pytest.mark.django_db(transaction=True)
def test_the_worker_needs_no_more_than_its_own_grants(
    people, composition, coordinator, settings
):
    with transaction.atomic():
        proposal = ask_proposal(composition=composition, by=coordinator)

    subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup(); from groups.tasks import propose;"
            f" propose({proposal.pk})",
        ],
        env=os.environ
        | {
            "CROSSMENTOR_PROCESS": "worker",
            "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
            "COMPOSING_SECONDS": "0.3",
            "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
        },
        cwd=settings.ROOT,
        check=True,
    )

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DONE
    assert len(board.read(composition).seats) == 11
