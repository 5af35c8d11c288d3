from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.models.composition import Composition
from spaces.models import Open


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(composition__programme__coordinators__person=person)

    def under_way(self):
        """Waiting or running; one whose worker fell silent counts no more."""
        now = timezone.now()
        return self.filter(
            Q(state=Proposal.State.WAITING, heard_at__gt=now - Proposal.PATIENCE)
            | Q(state=Proposal.State.RUNNING, heard_at__gt=now - Proposal.SILENCE)
        )

    def marked_on(self, compositions):
        """These compositions, with `is_composed`: whether one of these is of it."""
        own = self.filter(composition=models.OuterRef("pk"))
        return compositions.annotate(is_composed=models.Exists(own))

    def overlooked(self):
        """Asked for a while ago and taken up by no worker: the message may be lost."""
        asked = timezone.now() - Proposal.LOST
        return self.under_way().filter(
            state=Proposal.State.WAITING, requested_at__lt=asked
        )


class Proposal(Open):
    """A run of the solver for a composition, and how far it is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being composed")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    UNDER_WAY = (State.WAITING, State.RUNNING)
    # How long one waits for a worker, which may be busy, and for a sign of a run.
    PATIENCE = timedelta(minutes=10)
    SILENCE = timedelta(minutes=1)
    # From then on a wait is long, and a run may be given up at once.
    SILENT_AFTER = timedelta(seconds=10)
    # Then a worker is asked once more: there may have been no broker.
    LOST = timedelta(seconds=30)

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="proposals"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    # The worker's last sign of life.
    heard_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=5, help_text="How long the search may take.")
    move_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Improve the board, moving at most so many."
    )
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(
        default=dict, blank=True, help_text="Numbers alone; at the end the result."
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"proposal {self.pk}"

    @property
    def is_under_way(self):
        patience = self.PATIENCE if self.state == self.State.WAITING else self.SILENCE
        return self.state in self.UNDER_WAY and self.silent_for < patience

    @property
    def silent_for(self) -> timedelta:
        """Since the worker's last sign of life, or since it was asked for."""
        return timezone.now() - self.heard_at

    @property
    def is_silent(self) -> bool:
        """No worker took it up, or it fell silent, for longer than usual."""
        return self.silent_for > self.SILENT_AFTER

    @property
    def elapsed(self) -> float:
        """How long the worker has searched, in seconds, as far as is known."""
        if self.started_at is None:
            return 0.0
        until = self.finished_at or self.heard_at
        return (until - self.started_at).total_seconds()
