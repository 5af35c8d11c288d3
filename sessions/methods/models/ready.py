from django.conf import settings
from django.db import models
from django.utils import timezone

from sessions.methods.models.run import Run
from spaces.erasing import Stays
from spaces.models import Confidential


class ReadyQuerySet(models.QuerySet):
    def of_now(self, run):
        """In the step to which `run` came last; said of an earlier one, it is past."""
        return self.filter(run=run, since=run.since)

    def of(self, person):
        return self.filter(author=person)


class Ready(Confidential):
    """A member is done in the step to which a run came at its version `since` (A4)."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    since = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT, DELETE"
    may_add = (
        "author_id = spaces_person() AND EXISTS (SELECT FROM mentoring_sessions_run run "
        "WHERE run.id = run_id AND run.space_id = mentoring_sessions_ready.space_id)"
    )
    may_change = "author_id = spaces_person()"
    erased = [Stays("who was ready with a step; no words")]
    objects = ReadyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "run", "author", "since", name="sessions_ready_once_a_step"
            )
        ]

    def __str__(self):
        return f"{self.author_id} ready in {self.run_id}"
