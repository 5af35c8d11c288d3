from django.db import models

from spaces.models import Open


class AllowanceQuerySet(models.QuerySet):
    def whole(self, at):
        """Those of which nothing is used any more at that time."""
        return self.filter(whole_at__lt=at)


class Allowance(Open):
    """How much is used of what may be tried only so often (`people.web.limits`)."""

    key = models.CharField(max_length=64, primary_key=True)
    whole_at = models.DateTimeField(
        db_index=True, help_text="When all of it may be used again."
    )

    worker_grants = "SELECT, DELETE"
    objects = AllowanceQuerySet.as_manager()

    def __str__(self):
        return f"whole at {self.whole_at}"
