from django.db import models
from django.utils import timezone

from people.models.organisation import Organisation
from people.models.person import Person
from spaces.models import Open


class Coordinator(Open):
    """Somebody who may import the roster and open programmes for an organisation."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="coordinators"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="coordinates")
    since = models.DateTimeField(default=timezone.now)

    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "person", name="people_coordinator_once"
            )
        ]

    def __str__(self):
        return f"{self.person_id} coordinates {self.organisation_id}"
