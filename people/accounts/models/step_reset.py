import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.models.person import Person
from spaces.models import Open

# Who asked is waiting for it; what takes a second step away does not lie around.
VALID = dt.timedelta(days=1)


class StepResetQuerySet(models.QuerySet):
    def standing(self):
        """Those that can still be walked, or withdrawn."""
        now = timezone.now()
        return self.filter(used_at=None, withdrawn_at=None, asked_at__gt=now - VALID)


class StepReset(Open):
    """The host's half of taking a second step away; the person's is link and password.

    A command of the host makes it; no page does.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="step_resets")
    asked_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    web_grants = "SELECT, INSERT, UPDATE (used_at, withdrawn_at)"
    worker_grants = "SELECT"
    objects = StepResetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person",
                condition=Q(used_at=None, withdrawn_at=None),
                name="people_stepreset_one_open",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__gte=F("asked_at")),
                name="people_stepreset_used_later",
            ),
        ]

    def __str__(self):
        return f"second step of {self.person_id}"

    @property
    def ends_at(self):
        return self.asked_at + VALID
