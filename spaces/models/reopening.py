from django.db import models

from spaces.models.open import Open


class Reopening(Open):
    """Of a day: how many texts were tried at sign-ins, and how many did not open.

    Of all people together; whose they were is written nowhere.
    """

    on = models.DateField(primary_key=True)
    tried = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)

    web_grants = "SELECT, INSERT, UPDATE (tried, closed)"
    worker_grants = "SELECT"

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed__lte=models.F("tried")),
                name="spaces_reopening_closed_among_tried",
            )
        ]

    def __str__(self):
        return f"{self.closed} of {self.tried} closed on {self.on}"
