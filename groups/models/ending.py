from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from programmes.models import Participation
from spaces.models import Open


class SeatEndingQuerySet(models.QuerySet):
    def open(self):
        """Asked for, and not yet done."""
        return self.filter(called_off_at=None, done_at=None)

    def of(self, person):
        return self.filter(participation__person=person)

    def of_leavers(self):
        """Asked for by a coordinator, of who has left the organisation."""
        return self.filter(by_pair=False)

    def of_seat(self, participation):
        """Asked for by one of the two of a seat; who acts sees the own ones alone."""
        return self.filter(by_pair=True, participation=participation)

    def asked_by(self, person):
        return self.filter(asked_by=person)


class SeatEnding(Open):
    """That the seat of a mentee ends on a morning.

    Of somebody who has left the organisation, as a coordinator asked; or `by_pair`, as
    the mentee or the mentor did, which until it is done nobody else knows, and of which no
    row is left then. Until then it can be called off: what was left stays left. Only the
    database's own function carries it out, asked by the worker.
    """

    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="endings"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    by_pair = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    web_grants = "SELECT, INSERT, UPDATE (called_off_at)"
    worker_grants = "SELECT"
    web_rows = "NOT by_pair OR asked_by_id = spaces_person()"
    objects = SeatEndingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "participation",
                condition=Q(called_off_at=None, done_at=None, by_pair=False),
                name="groups_seatending_once",
            ),
            # Both may ask, and neither learns that the other did.
            models.UniqueConstraint(
                "participation",
                "asked_by",
                condition=Q(called_off_at=None, done_at=None, by_pair=True),
                name="groups_seatending_once_by_each",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(done_at=None),
                name="groups_seatending_called_off_or_done",
            ),
        ]

    def __str__(self):
        return f"end of the seat of {self.participation_id}"
