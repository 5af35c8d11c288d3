from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.models import Open

# Who holds the intake, and with whom.
OF_THE_TWO = """EXISTS (
  SELECT FROM intake_intake i JOIN groups_seat s ON s.id = i.seat_id
  WHERE i.id = intake_id AND spaces_person() IN (i.mentor_id, s.person_id)
)"""


class OfferedTimeQuerySet(models.QuerySet):
    def numbered(self, pk: int):
        return self.filter(pk=pk)

    def since(self, day):
        """From that day on."""
        return self.filter(on__gte=day)


class OfferedTime(Open):
    """A time at which the mentor can talk, that waits for the mentee to pick one."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="offered")
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place"), max_length=200, blank=True)

    web_grants = "SELECT, INSERT, DELETE"
    worker_grants = ""
    web_rows = OF_THE_TWO
    objects = OfferedTimeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(
                "intake", "on", "at", name="intake_offered_time_once"
            )
        ]

    def __str__(self):
        return f"time offered for {self.intake_id}"
