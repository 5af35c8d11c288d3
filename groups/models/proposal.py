from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.composition import Composition
from spaces.models import Open


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(composition__programme__coordinators__person=person)

    def under_way(self):
        """Waiting or running; one whose worker fell silent counts no more."""
        silent = timezone.now() - Proposal.SILENCE
        return self.filter(state__in=Proposal.UNDER_WAY, heard_at__gt=silent)


class Proposal(Open):
    """A run of the solver for a composition, and how far it is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being composed")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

    UNDER_WAY = (State.WAITING, State.RUNNING)
    SILENCE = timedelta(minutes=1)

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
    finished_at = models.DateTimeField(null=True, blank=True)
    move_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Improve the board, moving at most so many."
    )
    stop_asked = models.BooleanField(default=False)
    progress = models.JSONField(default=dict, blank=True)
    unplaced = models.JSONField(default=list, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"proposal {self.pk}"

    @property
    def is_under_way(self):
        silent = timezone.now() - self.SILENCE
        return self.state in self.UNDER_WAY and self.heard_at > silent
