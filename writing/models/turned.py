from django.conf import settings
from django.db import models
from django.utils import timezone

from spaces.erasing import Stays
from spaces.models import Confidential


class TurnedQuerySet(models.QuerySet):
    def about(self, key: str):
        return self.filter(key=key)


class Turned(Confidential):
    """The texts of a key that lie face down in this space are turned over: for good.

    From then on all members read them, and what their authors write there later.
    """

    key = models.CharField(max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT, INSERT"
    may_change = None
    erased = [Stays("that texts were turned over; no words")]
    objects = TurnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("space", "key", name="writing_turned_once")
        ]

    def __str__(self):
        return f"turned {self.key}"
