"""Having the solver propose groups, in the worker."""

import logging
import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards import composing, solving
from boards.models import Composition, Proposal
from boards.reading import read_board
from boards.services.steps import take_over
from groups.loading import load
from programmes.refusals import refuse_ended
from reminders import bell
from spaces.errors import DomainError

# How often the row hears of progress, and the run of a wish to stop, in seconds.
REPORTED_EVERY = 0.5
# So many points of a line of progress are kept.
TRAIL = 60
# A search may take so many times COMPOSING_SECONDS, but never so long that the
# worker ends the task.
LENGTHS = (1, 6, 24)
MOST_SECONDS = 480
logger = logging.getLogger(__name__)


def search_times() -> list[float]:
    """How long a search may take, in seconds: short, longer, thorough."""
    return [min(MOST_SECONDS, settings.COMPOSING_SECONDS * part) for part in LENGTHS]


def usual_time(mentees: int) -> float:
    """The time that so many mentees usually need."""
    short, longer, thorough = search_times()
    if mentees <= 120:
        return short
    return longer if mentees <= 1500 else thorough


@transaction.atomic
def ask_proposal(*, composition, by, move_limit=None, seconds=None) -> Proposal:
    """Have groups proposed in the worker; one run at a time.

    With a `move_limit`: improve those on the board, moving at most so many mentees.
    """
    # Two who ask at once: the second finds a run under way.
    composition = Composition.objects.select_for_update(no_key=True).get(
        pk=composition.pk
    )
    if composition.published_at:
        raise DomainError(_("These groups are published already."))
    refuse_ended(composition.programme)
    if composition.proposals.under_way().exists():
        raise DomainError(_("Groups are being proposed already: wait for them."))
    if seconds is None:
        mentees = composition.programme.participations.mentees().enrolled()
        seconds = usual_time(mentees.count())
    proposal = Proposal.objects.create(
        composition=composition,
        requested_by=by,
        move_limit=move_limit,
        seconds=seconds,
    )
    # When the broker is away, a sweep asks again.
    bell.ring_on_commit("boards.propose", proposal.pk)
    return proposal


@transaction.atomic
def stop_proposal(*, proposal) -> Proposal:
    """Ask the run to end with the best groups so far.

    One that nobody took up, or whose worker fell silent, is given up at once.
    """
    # The run may be ending at this moment: then it has ended.
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state not in Proposal.UNDER_WAY:
        return proposal
    if proposal.state == Proposal.State.WAITING or proposal.is_silent:
        proposal.state = Proposal.State.CANCELLED
        proposal.finished_at = timezone.now()
    proposal.stop_asked = True
    proposal.save(update_fields=["state", "finished_at", "stop_asked"])
    return proposal


def run_proposal(proposal_id) -> None:
    """Compose, and take the answer over on the board; runs once however often called."""
    # One that waited too long is not wanted any more: the board went on without it.
    wanted = Proposal.objects.under_way().filter(state=Proposal.State.WAITING)
    now = timezone.now()
    taken = wanted.filter(pk=proposal_id).update(
        state=Proposal.State.RUNNING, heard_at=now, started_at=now
    )
    if not taken:
        return
    proposal = Proposal.objects.select_related(
        "composition__programme", "requested_by"
    ).get(pk=proposal_id)
    try:
        _finish(proposal, *_solve(proposal))
    except Exception:
        Proposal.objects.filter(pk=proposal_id, state=Proposal.State.RUNNING).update(
            state=Proposal.State.FAILED, finished_at=timezone.now()
        )
        logger.exception("proposal %s failed", proposal_id)


def _solve(proposal) -> tuple[composing.Instance, composing.Solution]:
    composition = proposal.composition
    board = read_board(composition)
    loaded = load(composition.programme, pins=board.pins, away=board.away)
    reporter = ProgressReporter(proposal.pk, loaded.instance)
    here = None
    if proposal.move_limit is not None:
        here = _as_it_stands(loaded, board)
    return loaded.instance, solving.solve(
        loaded.instance,
        warm_start=here,
        move_limit=proposal.move_limit,
        seconds=proposal.seconds,
        on_progress=reporter.report,
        should_stop=reporter.stop_asked,
    )


def _as_it_stands(loaded, board) -> tuple[composing.Group, ...]:
    known = loaded.instance.by_id
    groups = (
        (mentor, tuple(key for key in mentees if key in known))
        for mentor, mentees in board.by_mentor().items()
        if mentor in known
    )
    return tuple(composing.Group(*group) for group in groups if group[1])


class ProgressReporter:
    """Carries progress to the proposal's row and the wish to stop back, not too often."""

    def __init__(self, proposal_id, instance):
        self.rows = Proposal.objects.filter(
            pk=proposal_id, state=Proposal.State.RUNNING
        )
        self.instance = instance
        self.told_at = 0.0
        self.stop = False
        self.latest = None
        self.trail = []

    def report(self, progress) -> None:
        self.latest = progress
        self._tell()

    def stop_asked(self) -> bool:
        self._tell()
        return self.stop

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self.told_at < REPORTED_EVERY:
            return
        self.told_at = now
        heard = {"heard_at": timezone.now()}
        if self.latest is not None:
            heard["progress"] = self._told(self.latest)
            self.latest = None
        # None left: it was given up, and whatever comes of it is not wanted.
        self.stop = not (
            self.rows.update(**heard) and self.rows.filter(stop_asked=False).exists()
        )

    def _told(self, progress) -> dict:
        self.trail.append([round(progress.seconds, 1), progress.score.quality])
        if len(self.trail) > TRAIL:
            del self.trail[1:-1:2]
        return {
            **_numbers(self.instance, progress.groups),
            "quality": progress.score.quality,
            "bound": progress.bound,
            "trail": self.trail,
        }


def _numbers(instance, groups) -> dict:
    """Who is placed and how well, in thousandths; nobody by name."""
    points = [
        fit.points
        for group in groups
        for fit in composing.fits(instance, group.mentor, group.mentees).values()
    ]
    return {
        "groups": len(groups),
        "placed": len(points),
        "mentees": len(instance.mentees),
        "fit": sum(points) // len(points) if points else None,
        "worst": min(points, default=None),
    }


@transaction.atomic
def _finish(proposal, instance, solution) -> None:
    # Given up meanwhile, its answer is not wanted; from here on it cannot be.
    running = Proposal.objects.select_for_update().filter(
        pk=proposal.pk, state=Proposal.State.RUNNING
    )
    if not running:
        return
    proposal.stop_asked = running[0].stop_asked
    take_over(
        composition=proposal.composition,
        by=proposal.requested_by,
        groups=solution.groups,
        version=proposal.composition.version,
    )
    stopped = proposal.stop_asked
    proposal.state = Proposal.State.STOPPED if stopped else Proposal.State.DONE
    proposal.finished_at = timezone.now()
    figures = ("quality", "bound", "optimal", "moved")
    proposal.progress = {
        **_numbers(instance, solution.groups),
        **{name: solution.meta.get(name) for name in figures},
    }
    proposal.save(update_fields=["state", "finished_at", "progress"])
