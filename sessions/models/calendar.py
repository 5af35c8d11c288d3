from django.conf import settings
from django.db import models
from django.utils import timezone

from spaces.models import Open


class CalendarFeedQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)


class CalendarFeed(Open):
    """A person's secret address of a calendar feed; only a digest is kept."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()
    worker_grants = ""

    def __str__(self):
        return f"feed of {self.person_id}"
