import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from boards import board, composing, solving, tasks
from boards.models import Composition, Proposal
from boards.reading import read_board
from boards.services import ask_proposal, proposals, run_proposal, stop_proposal, undo
from groups.loading import load
from programmes.models import Role
from spaces.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.COMPOSING_SECONDS = 0.3


@pytest.fixture
def people(enrol):
    """Two mentors and eleven mentees who may all sit together."""
    return [enrol(Role.MENTOR) for _ in range(2)] + [enrol() for _ in range(11)]


def test_asking_rings_the_worker_once(
    composition, coordinator, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        proposal = ask_proposal(composition=composition, by=coordinator)

    assert rung() == [("boards.propose", proposal.pk)]
    assert proposal.state == Proposal.State.WAITING
    with pytest.raises(DomainError, match="proposed already"):
        ask_proposal(composition=composition, by=coordinator)


def test_a_worker_is_asked_again_for_what_got_lost(composition, coordinator, rung):
    proposal = ask_proposal(composition=composition, by=coordinator)
    tasks.propose_waiting()
    assert rung() == []

    ago = timezone.now() - Proposal.LOST
    Proposal.objects.update(requested_at=ago)
    tasks.propose_waiting()
    assert rung() == [("boards.propose", proposal.pk)]

    Proposal.objects.update(state=Proposal.State.RUNNING)
    tasks.propose_waiting()
    assert rung() == []


def test_a_proposal_whose_worker_fell_silent_does_not_bar_another(
    composition, coordinator
):
    first = ask_proposal(composition=composition, by=coordinator)
    Proposal.objects.filter(pk=first.pk).update(
        state=Proposal.State.RUNNING, heard_at=timezone.now() - Proposal.SILENCE
    )

    assert ask_proposal(composition=composition, by=coordinator).pk != first.pk


def test_a_run_seats_everybody_it_can(people, composition, coordinator):
    # So few are solved to the end long before that.
    proposal = ask_proposal(composition=composition, by=coordinator, seconds=60)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    seen = read_board(composition)
    assert proposal.state == Proposal.State.DONE
    assert sorted(len(seen.mentees_of(m)) for m in seen.columns) == [5, 6]
    told = proposal.progress
    assert [told[name] for name in ("groups", "placed", "mentees")] == [2, 11, 11]
    assert told["optimal"]
    assert told["bound"] == told["quality"]
    assert 0 <= told["worst"] <= told["fit"]
    assert 0 < proposal.elapsed < 60


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
    Proposal.objects.update(heard_at=timezone.now() - Proposal.PATIENCE)

    run_proposal(proposal.pk)

    assert read_board(composition) == board.Board()


def test_a_board_that_went_on_is_not_overwritten(
    people, composition, coordinator, monkeypatch
):
    proposal = ask_proposal(composition=composition, by=coordinator)
    solve = solving.solve

    def goes_on(*args, **kwargs):
        Composition.objects.update(version=5)
        return solve(*args, **kwargs)

    monkeypatch.setattr(solving, "solve", goes_on)
    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.FAILED
    assert read_board(composition) == board.Board()


def test_pins_hold_in_a_proposal(people, composition, coordinator):
    mentor, mentee = people[0], people[5]
    composition.pins.create(mentee=mentee, mentor=mentor, kind="lock")
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    assert read_board(composition).seats[str(mentee.pk)] == str(mentor.pk)


def test_a_proposal_is_one_step_to_take_back(people, composition, coordinator):
    proposal = ask_proposal(composition=composition, by=coordinator)
    run_proposal(proposal.pk)
    composition.refresh_from_db()

    undo(composition=composition, version=composition.version, by=coordinator)

    assert read_board(composition) == board.Board()


def test_a_run_that_is_stopped_keeps_the_best_so_far(
    people, composition, coordinator, settings, monkeypatch
):
    settings.COMPOSING_SECONDS = 60
    proposal = ask_proposal(composition=composition, by=coordinator)
    monkeypatch.setattr(proposals, "REPORTED_EVERY", 0)
    monkeypatch.setattr(proposals.ProgressReporter, "report", stops(proposal))

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.STOPPED
    assert len(read_board(composition).seats) == 11
    assert proposal.elapsed < 30


def stops(proposal):
    """Somebody who wants the first answer, as soon as there is one."""
    report = proposals.ProgressReporter.report

    def report_and_stop(reporter, progress):
        stop_proposal(proposal=proposal)
        report(reporter, progress)

    return report_and_stop


def test_a_proposal_nobody_took_up_is_cancelled_at_once(
    people, composition, coordinator
):
    proposal = ask_proposal(composition=composition, by=coordinator)

    stop_proposal(proposal=proposal)
    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.CANCELLED
    assert read_board(composition) == board.Board()
    assert ask_proposal(composition=composition, by=coordinator).pk != proposal.pk


def test_a_run_that_was_given_up_leaves_the_board(
    people, composition, coordinator, monkeypatch
):
    proposal = ask_proposal(composition=composition, by=coordinator)
    solve = solving.solve

    def falls_silent(*args, **kwargs):
        found = solve(*args, **kwargs)
        Proposal.objects.update(heard_at=timezone.now() - Proposal.SILENT_AFTER)
        stop_proposal(proposal=proposal)
        return found

    monkeypatch.setattr(solving, "solve", falls_silent)
    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.CANCELLED
    assert read_board(composition) == board.Board()


@pytest.mark.parametrize(
    ("mentees", "times"), [(0, 1), (120, 1), (121, 6), (1500, 6), (1501, 24)]
)
def test_more_people_usually_get_more_time(settings, mentees, times):
    settings.COMPOSING_SECONDS = 5

    assert proposals.usual_time(mentees) == 5 * times


def test_no_search_takes_longer_than_the_worker_lets_it(settings):
    settings.COMPOSING_SECONDS = 60

    assert proposals.search_times() == [60, 360, proposals.MOST_SECONDS]


def test_a_run_that_fails_says_so(people, composition, coordinator, monkeypatch):
    def fails(*args, **kwargs):
        raise ValueError("no")

    monkeypatch.setattr(solving, "solve", fails)
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.FAILED
    assert read_board(composition) == board.Board()


@pytest.mark.parametrize("mentees", [0, 3])
def test_too_few_people_give_an_empty_board(enrol, composition, coordinator, mentees):
    enrol(Role.MENTOR)
    for _number in range(mentees):
        enrol()
    proposal = ask_proposal(composition=composition, by=coordinator)

    run_proposal(proposal.pk)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DONE
    assert proposal.progress["mentees"] == mentees
    assert proposal.progress["placed"] == 0
    assert read_board(composition) == board.Board()


@pytest.fixture
def running(people, composition, coordinator):
    """A run under way, its reporter, and the progress it would tell."""
    proposal = ask_proposal(composition=composition, by=coordinator)
    proposal.state = Proposal.State.RUNNING
    proposal.save()
    instance = load(composition.programme).instance
    group = composing.Group(
        instance.mentors[0].id, tuple(one.id for one in instance.mentees[:4])
    )
    reporter = proposals.ProgressReporter(proposal.pk, instance)

    def tell(quality, bound=None):
        reporter.told_at = 0
        score = composing.Score(0, 4, quality)
        reporter.report(solving.Progress(1.25, 3, score, (group,), bound))
        proposal.refresh_from_db()
        return proposal.progress

    return proposal, reporter, tell


def test_progress_tells_numbers_and_the_bound(running):
    _proposal, _pulse, tell = running

    tell(900)
    told = tell(990, bound=1000)

    assert (told["placed"], told["mentees"], told["groups"]) == (4, 11, 1)
    assert (told["quality"], told["bound"]) == (990, 1000)
    assert told["trail"] == [[1.2, 900], [1.2, 990]]


def test_a_long_trail_is_thinned(running):
    _proposal, _pulse, tell = running

    for quality in range(200):
        told = tell(quality)

    assert len(told["trail"]) <= proposals.TRAIL
    assert (told["trail"][0][1], told["trail"][-1][1]) == (0, 199)


def test_a_wish_to_stop_is_heard(running):
    proposal, reporter, _tell = running
    assert not reporter.stop_asked()

    stop_proposal(proposal=proposal)

    reporter.told_at = 0
    assert reporter.stop_asked()


# Else a quick one has finished before it is killed.
FINISHES_NEVER = (
    "import threading; from boards.services import proposals;"
    " proposals._finish = lambda *_: threading.Event().wait();"
)


@pytest.fixture
def worker(settings):
    """Starts a process with a worker's grants that runs a proposal."""
    started = []

    def worker(proposal, first=""):
        code = (
            f"import django; django.setup(); {first} from boards.tasks import propose;"
            f" propose({proposal.pk})"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ
            | {
                "CROSSMENTOR_PROCESS": "worker",
                "CROSSMENTOR_DATABASE": connection.settings_dict["NAME"],
                "DJANGO_SETTINGS_MODULE": "crossmentor.settings_test",
            },
            cwd=settings.ROOT,
        )
        started.append(process)
        return process

    yield worker
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_the_worker_needs_no_more_than_its_own_grants(
    people, composition, coordinator, worker
):
    with transaction.atomic():
        proposal = ask_proposal(composition=composition, by=coordinator)

    assert worker(proposal).wait() == 0

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DONE
    assert len(read_board(composition).seats) == 11


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_can_be_given_up(
    people, enrol, composition, coordinator, worker
):
    with transaction.atomic():
        for _number in range(3):
            enrol(Role.MENTOR)
        for _number in range(14):
            enrol()
        proposal = ask_proposal(composition=composition, by=coordinator, seconds=120)
    process = worker(proposal, first=FINISHES_NEVER)
    # Composing, and told so: not a moment before.
    while not proposal.progress:
        assert process.poll() is None
        time.sleep(0.1)
        proposal.refresh_from_db()

    process.send_signal(signal.SIGKILL)
    process.wait()

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.RUNNING
    assert proposal.progress["placed"] == 25
    Proposal.objects.update(heard_at=timezone.now() - Proposal.SILENT_AFTER)
    stop_proposal(proposal=proposal)
    assert ask_proposal(composition=composition, by=coordinator).is_under_way
    assert read_board(composition) == board.Board()
