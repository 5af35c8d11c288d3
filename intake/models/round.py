from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.models import Open


class Round(Open):
    """One time that both are asked whether there is a click; not who had it asked.

    Each intake begins with the first. The database alone opens another, and notes when
    both answers are in.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    both_at = models.DateTimeField(null=True, blank=True, editable=False)

    web_grants = "SELECT"
    worker_grants = ""

    class Meta:
        constraints = [
            models.UniqueConstraint("intake", "number", name="intake_round_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="intake_round_from_one"
            ),
        ]

    def __str__(self):
        return f"round {self.number} of {self.intake_id}"
