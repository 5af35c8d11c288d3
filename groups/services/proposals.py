"""Having the solver propose groups, in the worker."""

import logging
import time
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import board, composing, tasks
from groups.loading import load
from groups.models import Composition, Proposal
from groups.services.commands import take_over
from people.errors import DomainError

# How often the row hears of progress, and the run of a wish to stop, in seconds.
PULSE = 0.5
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_proposal(*, composition, by, move_limit=None) -> Proposal:
    """Have groups proposed in the worker; one run at a time.

    With a `move_limit`: improve those on the board, moving at most so many mentees.
    """
    composition = Composition.objects.select_for_update(no_key=True).get(
        pk=composition.pk
    )
    if composition.published_at:
        raise DomainError(_("These groups are published already."))
    if composition.proposals.under_way().exists():
        raise DomainError(_("Groups are being proposed already: wait for them."))
    proposal = Proposal.objects.create(
        composition=composition, requested_by=by, move_limit=move_limit
    )
    transaction.on_commit(
        partial(tasks.propose.delay, proposal.pk),
        # A broker that is down shows as a proposal that nobody takes up.
        robust=True,
    )
    return proposal


def stop_proposal(*, proposal) -> None:
    """Ask the run to end with the best groups so far."""
    Proposal.objects.filter(pk=proposal.pk, state__in=Proposal.UNDER_WAY).update(
        stop_asked=True
    )


def run_proposal(proposal_id) -> None:
    """Compose, and take the answer over on the board; runs once however often called."""
    # One that waited too long is not wanted any more: the board went on without it.
    wanted = Proposal.objects.under_way().filter(state=Proposal.State.WAITING)
    taken = wanted.filter(pk=proposal_id).update(
        state=Proposal.State.RUNNING, heard_at=timezone.now()
    )
    if not taken:
        return
    proposal = Proposal.objects.select_related(
        "composition__programme", "requested_by"
    ).get(pk=proposal_id)
    try:
        solution = _solve(proposal)
        _finish(proposal, solution)
    except Exception:
        Proposal.objects.filter(pk=proposal_id).update(
            state=Proposal.State.FAILED, finished_at=timezone.now()
        )
        logger.exception("proposal %s failed", proposal_id)


def _solve(proposal) -> composing.Solution:
    composition = proposal.composition
    seen = board.read(composition)
    loaded = load(composition.programme, pins=seen.pins, away=seen.away)
    pulse = Pulse(proposal.pk)
    here = None
    if proposal.move_limit is not None:
        here = _as_it_stands(loaded, seen)
    return composing.solve(
        loaded.instance,
        warm_start=here,
        move_limit=proposal.move_limit,
        seconds=settings.COMPOSING_SECONDS,
        on_progress=pulse.report,
        should_stop=pulse.stop_asked,
    )


def _as_it_stands(loaded, seen) -> tuple[composing.Group, ...]:
    known = loaded.instance.by_id
    found = (
        (mentor, tuple(key for key in seen.mentees_of(mentor) if key in known))
        for mentor in seen.columns
        if mentor in known
    )
    return tuple(composing.Group(*one) for one in found if one[1])


class Pulse:
    """Carries progress to the proposal's row and the wish to stop back, not too often."""

    def __init__(self, proposal_id):
        self.rows = Proposal.objects.filter(pk=proposal_id)
        self.reported = self.asked = 0.0
        self.stop = False

    def report(self, progress) -> None:
        now = time.monotonic()
        if now - self.reported < PULSE:
            return
        self.reported = now
        self.rows.update(
            heard_at=timezone.now(),
            progress={
                "seconds": round(progress.seconds, 1),
                "placed": progress.score.placed,
                "groups": len(progress.groups),
            },
        )

    def stop_asked(self) -> bool:
        now = time.monotonic()
        if not self.stop and now - self.asked >= PULSE:
            self.asked = now
            self.rows.update(heard_at=timezone.now())
            self.stop = self.rows.filter(stop_asked=True).exists()
        return self.stop


@transaction.atomic
def _finish(proposal, solution) -> None:
    stopped = Proposal.objects.filter(pk=proposal.pk, stop_asked=True).exists()
    take_over(
        composition=proposal.composition,
        by=proposal.requested_by,
        groups=solution.groups,
        version=proposal.composition.version,
    )
    proposal.state = Proposal.State.STOPPED if stopped else Proposal.State.DONE
    proposal.finished_at = timezone.now()
    proposal.unplaced = [
        {
            "mentee": one.mentee,
            "reason": one.reason,
            "evidence": dict(one.evidence),
        }
        for one in solution.unplaced
    ]
    proposal.progress = {
        "placed": sum(len(group.mentees) for group in solution.groups),
        "groups": len(solution.groups),
        "mentees": len(solution.unplaced)
        + sum(len(group.mentees) for group in solution.groups),
    }
    proposal.save(update_fields=["state", "finished_at", "unplaced", "progress"])
