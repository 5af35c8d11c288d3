from django.db import models
from django.db.models import F
from django.utils import timezone

from groups.models import Seat
from spaces.models import Open, Space


class SignatureQuerySet(models.QuerySet):
    def of_now(self):
        """Given in the circle that the group has now."""
        return self.filter(circle=F("seat__group__circle"))


class Signature(Open):
    """A member's word that everything stays in the group (R7), once in each circle.

    Given by the person alone, which a trigger holds. Nothing depends on it.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="signatures")
    circle = models.ForeignKey(Space, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    objects = SignatureQuerySet.as_manager()
    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint("seat", "circle", name="sessions_signature_once"),
        ]

    def __str__(self):
        return f"signature of seat {self.seat_id}"
