from datetime import timedelta

from django.db import models
from django.db.models.functions import Now

from spaces.models import Open


class BeatQuerySet(models.QuerySet):
    def of(self, kind: str):
        """Of the processes that Celery calls `kind`."""
        return self.filter(name__startswith=f"{kind}@")

    def silent_for(self, time: timedelta):
        return self.filter(at__lt=Now() - time)

    def newest_first(self):
        return self.order_by("-at")


class Beat(Open):
    """When a process that serves no pages was last able to work, by the database's clock."""

    name = models.CharField(max_length=200, unique=True, help_text="celery@host")
    at = models.DateTimeField(db_default=Now())

    web_grants = "SELECT"
    objects = BeatQuerySet.as_manager()

    def __str__(self):
        return self.name
